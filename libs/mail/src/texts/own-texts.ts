import { Logger } from '@nestjs/common';
import { compileMessage, type MessageValues } from '#libs/wording';
import type { MailFacts } from '../mail-facts.js';
import type { Say } from '../messages.js';
import { isTextKey } from './text-rules.js';

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
 * Says a letter about a case in its programme's own words where it has some. A text that cannot be said, because an update of the product
 * names its values otherwise or somebody has changed its row by hand, gives way to the standard one: mail never waits for words (I4).
 */
export function inOwnWords(say: Say, facts: MailFacts, own: OwnTexts): Say {
  if (own.size === 0) return say;
  const common = commonFacts(facts);
  return (key, values) => {
    const text = isTextKey(key) ? own.get(key) : undefined;
    const said = text === undefined ? null : tried(text, facts, { ...common, ...values });
    if (said === '')
      log.warn(
        `${facts.reference}: the programme’s own text "${key}" (${facts.language}) cannot be said; the standard text was sent. See the page of mail texts.`,
      );
    return said || say(key, values);
  };
}

/** Empty for a text that cannot be said. */
function tried(text: string, { language, timeZone }: MailFacts, values: MessageValues): string {
  try {
    return compileMessage(text, language, timeZone, 'mail')(values).trim();
  } catch {
    return '';
  }
}

function commonFacts({ programme, organisation, reference, coordinator, item }: MailFacts): MessageValues {
  return {
    ...{ programme, organisation, reference, coordinator: coordinator.name },
    ...(item && { title: item.title, due: item.due }),
  };
}
