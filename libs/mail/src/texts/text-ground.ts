import type { MessageValues } from '#libs/wording';
import type { DigestFacts } from '../digest-facts.js';
import type { MailFacts } from '../mail-facts.js';
import type { MondayFacts } from '../monday-facts.js';

/** What every own text of one letter is said with. */
export interface TextGround {
  readonly language: string;
  /** IANA name. */
  readonly timeZone: string;
  /** Case or programme, for the log. */
  readonly about: string;
  readonly values: MessageValues;
}

export function groundOfCase(facts: MailFacts): TextGround {
  const { language, timeZone, programme, organisation, reference, coordinator, item } = facts;
  return {
    ...{ language, timeZone, about: reference },
    values: {
      ...{ programme, organisation, reference, coordinator: coordinator.name },
      ...(item && { title: item.title, due: item.due }),
    },
  };
}

export function groundOfDigest({ language, timeZone, programme, coordinator }: DigestFacts): TextGround {
  return { language, timeZone, about: programme, values: { programme, coordinator: coordinator.name } };
}

export function groundOfMonday({ language, timeZone, programme }: MondayFacts): TextGround {
  return { language, timeZone, about: programme, values: { programme } };
}
