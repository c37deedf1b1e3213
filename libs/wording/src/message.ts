import { IntlMessageFormat, type Formatters } from 'intl-messageformat';
import { dateFormat, numberFormat, pluralRules } from './formats.js';
import { isolated } from './isolated.js';
import { directionOf, localeOf } from './languages.js';
import { typeset } from './typeset.js';

/** Values a message may name; instants are epoch milliseconds. */
export type MessageValues = Readonly<Record<string, string | number>>;

/** A message ready to be said. */
export type Message = (values?: MessageValues) => string;

/** Where it is said. `date, day` is short with its year on a page, and without one in a mail, which carries its own date. */
export type Medium = 'page' | 'mail';

type Elements = ReturnType<IntlMessageFormat['getAst']>;

/** The parser's numbers for the words between values and for `{name, select, …}`. */
const kinds: Readonly<Record<'words' | 'select', number>> = { words: 0, select: 5 };

/** An ICU message in a language, with dates in an IANA zone. Values that run against its direction are isolated. */
export function compileMessage(text: string, language: string, timeZone: string, medium: Medium): Message {
  const set = typeset(text, language);
  const format = new IntlMessageFormat(set, localeOf(language), formats(language, timeZone, medium), {
    formatters: formattersOf(language),
  });
  const direction = directionOf(language);
  const named = namesIn(format.getAst());
  // Most messages say the same each time; a page says hundreds.
  if (named.size === 0) {
    const words = String(format.format());
    return () => words;
  }
  return (values = {}) => {
    const said: Record<string, string | number> = {};
    for (const [name, mayMark] of named) {
      const value = values[name];
      if (value !== undefined)
        said[name] = mayMark && typeof value === 'string' ? isolated(value, direction) : value;
    }
    return String(format.format(said));
  };
}

/** Every name, and whether its value may be marked: one that chooses between forms must stay bare. */
function namesIn(elements: Elements): ReadonlyMap<string, boolean> {
  const found = new Map<string, boolean>();
  const walk = (list: Elements): void => {
    for (const element of list) {
      const kind: number = element.type;
      if ('value' in element && kind !== kinds.words) {
        found.set(element.value, kind !== kinds.select && found.get(element.value) !== false);
      }
      if ('options' in element) for (const option of Object.values(element.options)) walk(option.value);
    }
  };
  walk(elements);
  return found;
}

function formats(language: string, timeZone: string, medium: Medium) {
  // Moroccan French shortens June to `jui.`, which reads like July: its months are written out.
  const month = language === 'fr' ? 'long' : 'short';
  const day =
    medium === 'page'
      ? ({ day: 'numeric', month, year: 'numeric', timeZone } as const)
      : ({ day: 'numeric', month: 'long', timeZone } as const);
  return {
    date: { day, full: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone } },
    time: { short: { hour: language === 'en' ? 'numeric' : '2-digit', minute: '2-digit', timeZone } },
    number: { whole: { maximumFractionDigits: 0 } },
  } as const;
}

/** The same formats for all messages of a language: each message would make its own. */
function formattersOf(language: string): Formatters {
  return {
    getNumberFormat: (_, options) => numberFormat(language, options),
    getDateTimeFormat: (_, options) => dateFormat(language, options),
    getPluralRules: (_, options) => pluralRules(language, options),
  };
}
