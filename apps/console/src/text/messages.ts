import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { projectRoot } from '#libs/config';

/** Languages the console's own words exist in. */
export const uiLanguages = ['fr', 'en'] as const;
export type UiLanguage = (typeof uiLanguages)[number];

/** Values a message may name; instants are epoch milliseconds, null reads as empty. */
export type MessageValues = Readonly<Record<string, string | number>>;

/** Everything a page needs to speak to one reader. */
export interface Speech {
  /** Chosen language, for titles and forms of definitions. */
  readonly language: string;
  /** Language of the console's own words. */
  readonly ui: UiLanguage;
  /** IANA zone in which dates are written. */
  readonly timeZone: string;
  /** Throws for a key that no catalogue has: found by a test, not by a reader. */
  readonly say: (key: string, values?: MessageValues) => string;
  readonly has: (key: string) => boolean;
}

const folder = join(projectRoot(), 'apps/console/messages');
const locales: Readonly<Record<string, string>> = { fr: 'fr-FR', en: 'en-GB', ar: 'ar-MA', es: 'es-ES' };
const catalogues = new Map<UiLanguage, Readonly<Record<string, string>>>();
const compiled = new Map<string, IntlMessageFormat>();

/** Speech in a language (Arabic falls back to French, Spanish to English for our own words). */
export function speechFor(language: string, timeZone = 'UTC'): Speech {
  const ui = uiLanguageOf(language);
  const words = catalogue(ui);
  return {
    language,
    ui,
    timeZone,
    has: (key) => Object.hasOwn(words, key),
    say: (key, values = {}) => {
      const id = `${ui} ${timeZone} ${key}`;
      let message = compiled.get(id);
      if (!message) {
        const text = words[key];
        if (text === undefined) throw new Error(`No message "${key}" in ${ui}.`);
        message = new IntlMessageFormat(text, locales[ui], formats(timeZone));
        compiled.set(id, message);
      }
      return String(message.format(values));
    },
  };
}

/** The same speech with dates in another zone. */
export function inZone(speech: Speech, timeZone: string): Speech {
  return timeZone === speech.timeZone ? speech : speechFor(speech.language, timeZone);
}

/** A number as the reader writes it. */
export function numberText({ ui }: Speech, value: number): string {
  return new Intl.NumberFormat(locales[ui], { maximumFractionDigits: 6 }).format(value);
}

/** `2026-11` as `Nov 2026` in the reader's language. */
export function monthText({ ui }: Speech, month: string, style: 'short' | 'long' = 'short'): string {
  return new Intl.DateTimeFormat(locales[ui], { month: style, year: 'numeric', timeZone: 'UTC' }).format(
    Date.parse(`${month}-01T00:00:00Z`),
  );
}

/** `2026-11-05` as `5 November 2026`; what is no date stays as it is. */
export function dayText({ ui }: Speech, date: string): string {
  const instant = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(instant)) return date;
  return new Intl.DateTimeFormat(locales[ui], {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(instant);
}

/** The day of the week of `2026-11-05`, as the reader calls it. */
export function weekdayText({ ui }: Speech, date: string, style: 'short' | 'long' = 'short'): string {
  return new Intl.DateTimeFormat(locales[ui], { weekday: style, timeZone: 'UTC' }).format(
    Date.parse(`${date}T00:00:00Z`),
  );
}

/** The language whose words the console has, for a reader of any. */
export function uiLanguageOf(language: string): UiLanguage {
  return language === 'fr' || language === 'ar' ? 'fr' : 'en';
}

/** All messages of a language by key. */
export function catalogue(ui: UiLanguage): Readonly<Record<string, string>> {
  const known =
    catalogues.get(ui) ??
    (JSON.parse(readFileSync(join(folder, `${ui}.json`), 'utf8')) as Readonly<Record<string, string>>);
  catalogues.set(ui, known);
  return known;
}

function formats(timeZone: string) {
  return {
    date: {
      day: { day: 'numeric', month: 'short', year: 'numeric', timeZone },
      full: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone },
    },
    time: { short: { hour: '2-digit', minute: '2-digit', timeZone } },
    number: { whole: { maximumFractionDigits: 0 } },
  } as const;
}
