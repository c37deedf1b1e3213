import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#libs/config';
import { compileMessage, type Message, type MessageValues } from '#libs/wording';
import { messageKeys, type MessageKey } from './message-keys.js';

/** Says one message in one language, with dates in one time zone. */
export type Say = (key: MessageKey, values?: MessageValues) => string;

/** Beside the sources: the same files whether these or dist/ run. */
const folder = join(projectRoot(), 'libs/mail/messages');

type Catalogue = Readonly<Record<MessageKey, string>>;

/** Reads `messages/<language>.json`; a file that lacks a message or has one too many is refused at boot, by name. */
export class Messages {
  private readonly catalogues: ReadonlyMap<string, Catalogue>;
  private readonly compiled = new Map<string, Message>();

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

  /** A message as it is written. */
  source(language: string, key: MessageKey): string {
    return this.of(language)[key];
  }

  /** `timeZone` is an IANA name; every date and time is said in it. */
  in(language: string, timeZone: string): Say {
    const catalogue = this.of(language);
    return (key, values) => {
      const id = `${language} ${timeZone} ${key}`;
      const message = this.compiled.get(id) ?? compileMessage(catalogue[key], language, timeZone, 'mail');
      this.compiled.set(id, message);
      return message(values);
    };
  }

  private of(language: string): Catalogue {
    const catalogue = this.catalogues.get(language);
    if (!catalogue) throw new Error(`There are no mail messages in language "${language}".`);
    return catalogue;
  }
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
