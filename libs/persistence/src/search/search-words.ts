/** Letters that Unicode does not take apart, each with what people type for it. */
const plain: Readonly<Record<string, string>> = {
  ...{ œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' },
  // Arabic: the alef of the article's link, the two last letters that stand for one another, the hamza that many leave out.
  ...{ ٱ: 'ا', ى: 'ي', ة: 'ه', ء: '', ی: 'ي', ک: 'ك' },
};

/** Arabic prefixes with the article, the longest first: `والزيتون` is found by `زيتون`. */
const articles = ['وال', 'بال', 'كال', 'فال', 'لل', 'ال'];
const leastStem = 2;

/** French words that lose their end before a vowel: `l’olive` is found by `olive`. */
const elided = /(?<![\p{L}\p{N}])(?:[cdjlmnst]|qu)['’ʼ]/gu;

/** The most words of one question that count; the rest only narrows what is narrow already. */
const mostWords = 12;

/** Text as it is compared: without accents, vowel signs, tatweel, case, or the many ways to write one Arabic letter. */
export function plainText(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[\p{M}ـ]/gu, '')
    .toLowerCase()
    .replaceAll(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 15))
    .replaceAll(/[œæßøłđðþıٱىةءیک]/g, (letter) => plain[letter] ?? '');
}

/** What a text is found by. */
export function searchWords(...texts: readonly (string | null | undefined)[]): readonly string[] {
  const words = texts.flatMap((text) => split(text ?? ''));
  // Nobody types the zeros of a reference; with them, a number would begin like every year.
  const numbers = words.filter((word) => /^0+\d/.test(word)).map((word) => word.replace(/^0+(?=\d)/, ''));
  return [...new Set([...words.flatMap(formsOf), ...numbers])].sort();
}

/** A `tsquery` for what somebody typed: every word, or its beginning, in any order. Undefined where nothing can be looked for. */
export function searchQuery(typed: string): string | undefined {
  const words = split(typed).slice(0, mostWords);
  if (words.length === 0) return undefined;
  return words
    .map((word) => `(${[...new Set(formsOf(word))].map((form) => `'${form}':*`).join(' | ')})`)
    .join(' & ');
}

/** Only letters and digits are left, so that no word can end a quotation. */
function split(text: string): readonly string[] {
  return plainText(text)
    .replaceAll(elided, ' ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

function formsOf(word: string): readonly string[] {
  const article = articles.find((each) => word.startsWith(each) && word.length - each.length >= leastStem);
  return article === undefined ? [word] : [word, word.slice(article.length)];
}
