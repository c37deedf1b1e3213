import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#libs/config';
import {
  compileMessage,
  languages,
  negotiate,
  type Language,
  type Message,
  type MessageValues,
} from '#libs/wording';
import { folded } from './fold.js';

/** Says one message in one language. */
export type Words = (key: string, values?: MessageValues) => string;

const folder = join(projectRoot(), 'libs/spreadsheets/messages');
const catalogues = new Map<Language, Readonly<Record<string, string>>>();
const compiled = new Map<string, Message>();

/** In English for a language that has no words here; throws for a key that no catalogue has. */
export function wordsIn(wanted: string): Words {
  const language = negotiate([wanted]);
  const catalogue = wordCatalogue(language);
  return (key, values) => {
    const id = `${language} ${key}`;
    let message = compiled.get(id);
    if (!message) {
      const text = catalogue[key];
      if (text === undefined) throw new Error(`No words "${key}" in ${language}.`);
      message = compileMessage(text, language, 'UTC', 'page');
      compiled.set(id, message);
    }
    return message(values);
  };
}

export function hasWords(key: string): boolean {
  return Object.hasOwn(wordCatalogue('en'), key);
}

/** All messages of a language by key. */
export function wordCatalogue(language: Language): Readonly<Record<string, string>> {
  const known =
    catalogues.get(language) ??
    (JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8')) as Readonly<Record<string, string>>);
  catalogues.set(language, known);
  return known;
}

const wordings = new Map<string, readonly string[]>();

/** What a message says in every language, folded: a file comes back in the language of whoever wrote it. */
export function everyWording(key: string): readonly string[] {
  const known = wordings.get(key) ?? languages.map((language) => folded(wordsIn(language)(key)));
  wordings.set(key, known);
  return known;
}
