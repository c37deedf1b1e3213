import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#libs/config';
import * as wording from '#libs/wording';
import { compileMessage, negotiate, type Language, type Message, type MessageValues } from '#libs/wording';

/** Everything a page needs to speak to one reader. */
export interface Speech {
  readonly language: Language;
  /** IANA zone in which dates are written. */
  readonly timeZone: string;
  /** Throws for a key that no catalogue has: found by a test, not by a reader. */
  readonly say: (key: string, values?: MessageValues) => string;
  readonly has: (key: string) => boolean;
}

export type { MessageValues };

const folder = join(projectRoot(), 'apps/console/messages');
const catalogues = new Map<Language, Readonly<Record<string, string>>>();
const compiled = new Map<string, Message>();

/** Speech in a language; in English for one that we do not speak. */
export function speechFor(wanted: string, timeZone = 'UTC'): Speech {
  const language = negotiate([wanted]);
  const words = catalogue(language);
  return {
    language,
    timeZone,
    has: (key) => Object.hasOwn(words, key),
    say: (key, values) => {
      const id = `${language} ${timeZone} ${key}`;
      let message = compiled.get(id);
      if (!message) {
        const text = words[key];
        if (text === undefined) throw new Error(`No message "${key}" in ${language}.`);
        message = compileMessage(text, language, timeZone, 'page');
        compiled.set(id, message);
      }
      return message(values);
    },
  };
}

/** The same speech with dates in another zone. */
export function inZone(speech: Speech, timeZone: string): Speech {
  return timeZone === speech.timeZone ? speech : speechFor(speech.language, timeZone);
}

/** A number as the reader writes it. */
export function numberText({ language }: Speech, value: number): string {
  return wording.numberText(language, value);
}

/** An amount in the programme's currency, as the reader writes it. */
export function moneyText({ language }: Speech, amount: number, currency: string): string {
  return wording.moneyText(language, amount, currency);
}

/** `2026-11` as `Nov 2026` in the reader's language. */
export function monthText({ language }: Speech, month: string, style: 'short' | 'long' = 'short'): string {
  return wording.monthText(language, month, style);
}

/** `2026-11-05` as `November 5, 2026`; what is no date stays as it is. */
export function dayText({ language }: Speech, date: string): string {
  return wording.dayText(language, date);
}

/** The day of the week of `2026-11-05`, as the reader calls it. */
export function weekdayText({ language }: Speech, date: string, style: 'short' | 'long' = 'short'): string {
  return wording.weekdayText(language, date, style);
}

/** Several names in one sentence: `a, b et c`. */
export function listText({ language }: Speech, parts: readonly string[]): string {
  return wording.listText(language, parts);
}

/** All messages of a language by key. */
export function catalogue(language: Language): Readonly<Record<string, string>> {
  const known =
    catalogues.get(language) ??
    (JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8')) as Readonly<Record<string, string>>);
  catalogues.set(language, known);
  return known;
}
