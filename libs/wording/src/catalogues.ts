import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languages, type Language } from './languages.js';
import { compileMessage, type Medium, type Message, type MessageValues } from './message.js';

/** Messages of one language by key. */
export type Catalogue = Readonly<Record<string, string>>;

/** Says messages by key. Throws for a key that the language lacks: found by a test, not by a reader. */
export type Voice = (key: string, values?: MessageValues) => string;

/** The message files of a folder, `<language>.json` each, read and compiled when they are first needed. */
export class Catalogues {
  private readonly words = new Map<Language, Catalogue>();
  private readonly voices = new Map<string, Voice>();

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

  /** One language, with dates in an IANA zone: to be asked for once where much is said. */
  voice(language: Language, timeZone: string): Voice {
    const id = `${language} ${timeZone}`;
    const voice = this.voices.get(id) ?? this.newVoice(language, timeZone);
    this.voices.set(id, voice);
    return voice;
  }

  /** See {@link Voice}. */
  say(language: Language, timeZone: string, key: string, values?: MessageValues): string {
    return this.voice(language, timeZone)(key, values);
  }

  private newVoice(language: Language, timeZone: string): Voice {
    const words = this.of(language);
    const compiled = new Map<string, Message>();
    return (key, values) => {
      let message = compiled.get(key);
      if (!message) {
        const text = words[key];
        if (text === undefined) throw new Error(`No message "${key}" in ${language}.`);
        message = compileMessage(text, language, timeZone, this.medium);
        compiled.set(key, message);
      }
      return message(values);
    };
  }

  /** One message in every language, for a form or an item that speaks all of them. */
  inAll(key: string, values?: (language: Language) => MessageValues): Readonly<Record<Language, string>> {
    const said = languages.map((language) => [language, this.say(language, 'UTC', key, values?.(language))]);
    return Object.fromEntries(said) as Record<Language, string>;
  }
}
