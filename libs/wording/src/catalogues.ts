import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languages, type Language } from './languages.js';
import { compileMessage, type Medium, type Message, type MessageValues } from './message.js';

/** Messages of one language by key. */
export type Catalogue = Readonly<Record<string, string>>;

/** The message files of a folder, `<language>.json` each, read and compiled when they are first needed. */
export class Catalogues {
  private readonly words = new Map<Language, Catalogue>();
  private readonly compiled = new Map<string, Message>();

  constructor(
    private readonly folder: string,
    private readonly medium: Medium,
  ) {}

  /** All messages of a language. */
  of(language: Language): Catalogue {
    const known =
      this.words.get(language) ??
      (JSON.parse(readFileSync(join(this.folder, `${language}.json`), 'utf8')) as Catalogue);
    this.words.set(language, known);
    return known;
  }

  /** Throws for a key that the language lacks: found by a test, not by a reader. */
  say(language: Language, timeZone: string, key: string, values?: MessageValues): string {
    const id = `${language} ${timeZone} ${key}`;
    let message = this.compiled.get(id);
    if (!message) {
      const text = this.of(language)[key];
      if (text === undefined) throw new Error(`No message "${key}" in ${language}.`);
      message = compileMessage(text, language, timeZone, this.medium);
      this.compiled.set(id, message);
    }
    return message(values);
  }

  /** One message in every language, for a form or an item that speaks all of them. */
  inAll(key: string, values?: (language: Language) => MessageValues): Readonly<Record<Language, string>> {
    const said = languages.map((language) => [language, this.say(language, 'UTC', key, values?.(language))]);
    return Object.fromEntries(said) as Record<Language, string>;
  }
}
