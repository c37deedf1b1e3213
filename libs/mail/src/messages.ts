import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { projectRoot } from '#libs/config';
import { messageKeys, type MessageKey } from './message-keys.js';

/** Values a message may name; instants are epoch milliseconds. */
export type MessageValues = Readonly<Record<string, string | number>>;

/** Says one message in one language, with dates in one time zone. */
export type Say = (key: MessageKey, values?: MessageValues) => string;

/** Beside the sources: the same files whether these or dist/ run. */
const folder = join(projectRoot(), 'libs/mail/messages');

/** The regional form people of that language expect in dates and numbers. */
const locales: Readonly<Record<string, string>> = { fr: 'fr-FR', en: 'en-GB', ar: 'ar-MA', es: 'es-ES' };

type Catalogue = Readonly<Record<MessageKey, string>>;

/** Reads `messages/<language>.json`; a file that lacks a message or has one too many is refused at boot, by name. */
export class Messages {
  private readonly catalogues: ReadonlyMap<string, Catalogue>;
  private readonly compiled = new Map<string, IntlMessageFormat>();

  constructor(from: string = folder) {
    this.catalogues = new Map(
      readdirSync(from)
        .filter((name) => name.endsWith('.json'))
        .map((name) => [name.slice(0, -'.json'.length), read(`${from}/${name}`)]),
    );
  }

  /** Languages a mail can be written in. */
  get languages(): readonly string[] {
    return [...this.catalogues.keys()];
  }

  /** The first of the wanted languages that has messages, else English. */
  choose(wanted: readonly string[]): string {
    return wanted.find((language) => this.catalogues.has(language)) ?? 'en';
  }

  /** `timeZone` is an IANA name; every date and time is said in it. */
  in(language: string, timeZone: string): Say {
    const catalogue = this.catalogues.get(language);
    if (!catalogue) throw new Error(`There are no mail messages in language "${language}".`);
    return (key, values = {}) => {
      const id = `${language} ${timeZone} ${key}`;
      const message = this.compiled.get(id) ?? compile(catalogue[key], language, timeZone);
      this.compiled.set(id, message);
      return String(message.format(values));
    };
  }
}

function compile(message: string, language: string, timeZone: string): IntlMessageFormat {
  return new IntlMessageFormat(message, locales[language] ?? language, {
    date: {
      day: { day: 'numeric', month: 'long', timeZone },
      full: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone },
    },
    time: { short: { hour: '2-digit', minute: '2-digit', timeZone } },
    number: { whole: { maximumFractionDigits: 0 } },
  });
}

function read(path: string): Catalogue {
  const words = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  const known: readonly string[] = messageKeys;
  const missing = known.filter((key) => typeof words[key] !== 'string');
  const surplus = Object.keys(words).filter((key) => !known.includes(key));
  if (missing.length + surplus.length > 0)
    throw new Error(
      `Mail messages in ${path}: missing [${missing.join(', ')}], not known [${surplus.join(', ')}].`,
    );
  return words as Catalogue;
}
