import { localeOf } from './languages.js';

/** Formats are dear to make, a page writes with dozens, and there are few: languages times the ways they are asked for. */
function kept<Format, Options extends object>(make: (locale: string, options: Options) => Format) {
  const formats = new Map<string, Format>();
  const usual = {} as Options;
  // A message asks with the same object each time: nothing is to be compared by its letters.
  const last = new WeakMap<Options, { readonly language: string; readonly format: Format }>();
  return (language: string, options: Options = usual): Format => {
    const known = last.get(options);
    if (known?.language === language) return known.format;
    const key = `${language} ${JSON.stringify(options)}`;
    const format = formats.get(key) ?? make(localeOf(language), options);
    formats.set(key, format);
    last.set(options, { language, format });
    return format;
  };
}

export const numberFormat = kept(
  (locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options),
);
export const dateFormat = kept((locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  locale.startsWith('fr') ? new FrenchDateFormat(locale, options) : new Intl.DateTimeFormat(locale, options),
);
export const listFormat = kept(
  (locale, options: Intl.ListFormatOptions) => new Intl.ListFormat(locale, options),
);
export const pluralRules = kept(
  (locale, options: Intl.PluralRulesOptions) => new Intl.PluralRules(locale, options),
);

/** A one of its own before the name of a month. */
const firstOfMonth = /(?<before>^|\s)1 (?=\p{L})/u;

/** French says `1er` of the first of a month; the locale's own data does not know. */
class FrenchDateFormat extends Intl.DateTimeFormat {
  override format(date?: Date | number): string {
    return super.format(date).replace(firstOfMonth, '$<before>1er ');
  }
}
