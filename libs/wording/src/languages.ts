/** Languages that Parcours speaks, in the order it offers them. */
export const languages = ['fr', 'ar', 'en', 'es'] as const;
export type Language = (typeof languages)[number];
export type Direction = 'ltr' | 'rtl';

/** Every language under the name its own speakers use: nobody has to read another one to find theirs. */
export const languageNames: Readonly<Record<Language, string>> = {
  fr: 'Français',
  ar: 'العربية',
  en: 'English',
  es: 'Español',
};

/** The regional form our readers expect: Morocco writes Latin digits, Chile a 24-hour clock. */
const locales: Readonly<Record<Language, string>> = {
  fr: 'fr-MA',
  ar: 'ar-MA-u-nu-latn',
  en: 'en-US',
  es: 'es-CL-u-hc-h23',
};

export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value);
}

/** BCP 47 locale for `Intl`; a language that we do not speak names itself. */
export function localeOf(language: string): string {
  return isLanguage(language) ? locales[language] : language;
}

export function directionOf(language: string): Direction {
  return language === 'ar' ? 'rtl' : 'ltr';
}

/** The first of the wanted languages that we speak, regional forms included; English for somebody who reads none of them. */
export function negotiate(wanted: readonly string[]): Language {
  const [first] = wanted.map((tag) => tag.toLowerCase().split('-')[0]).filter(isLanguage);
  return first ?? 'en';
}
