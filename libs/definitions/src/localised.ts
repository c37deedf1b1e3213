import { languages, typeset, type Language } from '#libs/wording';

export { languages, type Language };

/** The same words in several languages. A compiled definition always has `fr` and `en`. */
export type Localised = Readonly<Partial<Record<Language, string>>>;

/** The words in `language`, else in the language its readers most likely know besides, else in any, else none; as they are set for a reader. */
export function pick(words: Localised, language: string): string {
  const found = languageOf(words, language);
  return found === undefined ? '' : typeset(words[found] ?? '', found);
}

/** The same words as their author wrote them: for rules, which are stored, compared by the letter, and shown on no page. */
export function asWritten(words: Localised, language: string): string {
  const found = languageOf(words, language);
  return found === undefined ? '' : (words[found] ?? '');
}

function languageOf(words: Localised, language: string): Language | undefined {
  // In Morocco whoever reads Arabic at work reads French before English.
  const beside: readonly Language[] = language === 'ar' ? ['fr', 'en'] : ['en', 'fr'];
  return [...languages.filter((known) => known === language), ...beside, ...languages].find(
    (known) => words[known] !== undefined,
  );
}
