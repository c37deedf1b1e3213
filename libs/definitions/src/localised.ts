import { languages, type Language } from '#libs/wording';

export { languages, type Language };

/** The same words in several languages. A compiled definition always has `fr` and `en`. */
export type Localised = Readonly<Partial<Record<Language, string>>>;

/** The words in `language`, else in the language its readers most likely know besides, else in any, else none. */
export function pick(words: Localised, language: string): string {
  const wanted = languages.find((known) => known === language);
  // In Morocco whoever reads Arabic at work reads French before English.
  const [next, last] = language === 'ar' ? [words.fr, words.en] : [words.en, words.fr];
  return (wanted && words[wanted]) ?? next ?? last ?? Object.values(words)[0] ?? '';
}
