import { languages, type Language } from '#libs/wording';

export { languages, type Language };

/** The same words in several languages. A compiled definition always has `fr` and `en`. */
export type Localised = Readonly<Partial<Record<Language, string>>>;

/** The words in `language`, else English, else French, else any language present, else the empty string. */
export function pick(words: Localised, language: string): string {
  const wanted = languages.find((known) => known === language);
  return (wanted && words[wanted]) ?? words.en ?? words.fr ?? Object.values(words)[0] ?? '';
}
