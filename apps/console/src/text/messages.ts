import { join } from 'node:path';
import { projectRoot } from '#libs/config';
import type { Localised } from '#libs/definitions';
import * as wording from '#libs/wording';
import { Catalogues, negotiate, type Catalogue, type Language, type MessageValues } from '#libs/wording';

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

const catalogues = new Catalogues(join(projectRoot(), 'apps/console/messages'), 'page');

/** One for each language and zone: every row of a list speaks in the zone of its programme. */
const speeches = new Map<string, Speech>();

/** Speech in a language; in English for one that we do not speak. */
export function speechFor(wanted: string, timeZone = 'UTC'): Speech {
  const language = negotiate([wanted]);
  const key = `${language} ${timeZone}`;
  const speech = speeches.get(key) ?? newSpeech(language, timeZone);
  speeches.set(key, speech);
  return speech;
}

function newSpeech(language: Language, timeZone: string): Speech {
  const words = catalogues.of(language);
  return {
    language,
    timeZone,
    has: (key) => Object.hasOwn(words, key),
    say: catalogues.voice(language, timeZone),
  };
}

/** One message in every language, for a form of the console's own. */
export function inEveryLanguage(key: string): Localised {
  return catalogues.inAll(key);
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

/** `2026-11-05` as `November 5, 2026`, in short as `Nov 5`; what is no date stays as it is. */
export function dayText({ language }: Speech, date: string, style: 'short' | 'long' = 'long'): string {
  return wording.dayText(language, date, style);
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
export function catalogue(language: Language): Catalogue {
  return catalogues.of(language);
}
