import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { projectRoot } from '#libs/config';
import { folded } from './fold.js';

/** Languages in which headings are written and recognised. */
export const sheetLanguages = ['fr', 'en', 'ar', 'es'] as const;
export type SheetLanguage = (typeof sheetLanguages)[number];

export type WordValues = Readonly<Record<string, string | number>>;

/** Says one message in one language. */
export type Words = (key: string, values?: WordValues) => string;

const folder = join(projectRoot(), 'libs/spreadsheets/messages');
const locales = { fr: 'fr-MA', en: 'en-US', ar: 'ar-MA', es: 'es-CL' } as const;
const catalogues = new Map<SheetLanguage, Readonly<Record<string, string>>>();
const compiled = new Map<string, IntlMessageFormat>();

/** English for a language that has no words here. */
export function sheetLanguageOf(language: string): SheetLanguage {
  return sheetLanguages.find((one) => one === language) ?? 'en';
}

/** Throws for a key that no catalogue has. */
export function wordsIn(language: string): Words {
  const known = sheetLanguageOf(language);
  const catalogue = wordCatalogue(known);
  return (key, values = {}) => {
    const id = `${known} ${key}`;
    let message = compiled.get(id);
    if (!message) {
      const text = catalogue[key];
      if (text === undefined) throw new Error(`No words "${key}" in ${known}.`);
      message = new IntlMessageFormat(text, locales[known]);
      compiled.set(id, message);
    }
    return String(message.format(values));
  };
}

export function hasWords(key: string): boolean {
  return Object.hasOwn(wordCatalogue('en'), key);
}

/** All messages of a language by key. */
export function wordCatalogue(language: SheetLanguage): Readonly<Record<string, string>> {
  const known =
    catalogues.get(language) ??
    (JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8')) as Readonly<Record<string, string>>);
  catalogues.set(language, known);
  return known;
}

/** What a message says in every language, folded: a file comes back in the language of whoever wrote it. */
export function everyWording(key: string): readonly string[] {
  return sheetLanguages.map((language) => folded(wordsIn(language)(key)));
}
