/** In French a space stands before these signs and inside quotation marks. A `::` of a message is no sign of its words. */
const beforeSign = / (?=[;!?»]|:(?!:))/g;
const afterOpening = /« /g;

/** Keyboards have the straight sign only. Elsewhere it may be a minute, a quotation mark, or an escape of a message. */
const betweenLetters = /(?<=\p{L})'(?=\p{L})/gu;

/**
 * Words as they are set: an apostrophe is round, and a line of French never begins with a sign that ends what stands before it. The
 * space that no line breaks at is the common one (U+00A0), which every font and mail program has.
 */
export function typeset(text: string, language: string): string {
  const set = text.includes("'") ? text.replace(betweenLetters, '’') : text;
  return language === 'fr' ? set.replace(beforeSign, '\u00a0').replace(afterOpening, '«\u00a0') : set;
}
