import { languages, typeset, type Language } from '#libs/wording';

export { languages, type Language };

/** The same words in several languages. A compiled definition always has `fr` and `en`. */
export type Localised = Readonly<Partial<Record<Language, string>>>;

/** The words in `language`, else in the language its readers most likely know besides, else in any, else none; as they are set for a reader. */
export function pick(words: Localised, language: string): string {
  const found = languageOf(words, language);
  if (found === undefined) return '';
  if (found !== 'fr') return typeset(words[found] ?? '', found);
  const set = setInFrench.get(words) ?? typeset(words.fr ?? '', found);
  setInFrench.set(words, set);
  return set;
}

/** Hardly anything but French is set otherwise than it is written; a page says the same words of a definition dozens of times. */
const setInFrench = new WeakMap<Localised, string>();

/** The same words as their author wrote them: for rules, which are stored, compared by the letter, and shown on no page. */
export function asWritten(words: Localised, language: string): string {
  const found = languageOf(words, language);
  return found === undefined ? '' : (words[found] ?? '');
}

function languageOf(words: Localised, language: string): Language | undefined {
  // In Morocco whoever reads Arabic at work reads French before English.
  const beside: readonly Language[] = language === 'ar' ? ['fr', 'en'] : ['en', 'fr'];
  const own = languages.find((known) => known === language);
  if (own !== undefined && words[own] !== undefined) return own;
  return [...beside, ...languages].find((known) => words[known] !== undefined);
}
