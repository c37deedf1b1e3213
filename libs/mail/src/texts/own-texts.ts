import { Logger } from '@nestjs/common';
import { compileMessage } from '#libs/wording';
import type { Say } from '../messages.js';
import type { TextGround } from './text-ground.js';
import { isTextKey, ofCase } from './text-rules.js';

/** What a programme says in its own words, in one language, by key. */
export type OwnTexts = ReadonlyMap<string, string>;
export const noTexts: OwnTexts = new Map();

/** A text as it is stored; null where the standard one holds again. */
interface StoredText {
  readonly language: string;
  readonly key: string;
  readonly text: string | null;
}

/** The own texts of one language among those that hold now. */
export function ownTextsIn(rows: readonly StoredText[], language: string): OwnTexts {
  return new Map(
    rows.flatMap((row) =>
      row.language === language && row.text !== null ? [[row.key, row.text] as const] : [],
    ),
  );
}

const log = new Logger('Mail');

/**
 * Says a letter about cases in its programme's own words where it has some. A text that cannot be said, because an update of the product
 * names its values otherwise or somebody has changed its row by hand, gives way to the standard one: mail never waits for words (I4).
 */
export function inOwnWords(say: Say, ground: TextGround, own: OwnTexts): Say {
  if (own.size === 0) return say;
  return (key, values) => {
    const text = isTextKey(key) ? own.get(key) : undefined;
    if (text === undefined || lacksCase(text, ground)) return say(key, values);
    const said = tried(text, { ...ground, values: { ...ground.values, ...values } });
    if (said === '')
      log.warn(
        `${ground.about}: the programme’s own text "${key}" (${ground.language}) cannot be said; the standard text was sent. See the page of mail texts.`,
      );
    return said || say(key, values);
  };
}

/** A greeting that names the company, in a letter that tells of several: nothing is wrong with it, and it has no place there. */
function lacksCase(text: string, { values }: TextGround): boolean {
  return Object.keys(ofCase).some(
    (name) => !Object.hasOwn(values, name) && new RegExp(`\\{\\s*${name}\\s*[,}]`).test(text),
  );
}

/** Empty for a text that cannot be said. */
function tried(text: string, { language, timeZone, values }: TextGround): string {
  try {
    return compileMessage(text, language, timeZone, 'mail')(values).trim();
  } catch {
    return '';
  }
}
