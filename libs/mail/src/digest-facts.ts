import type { Instant } from '#libs/domain';
import type { CoordinatorFacts, MailFacts } from './mail-facts.js';

/** What a digest says; each list begins with the most urgent. */
export interface DigestFacts {
  readonly language: string;
  /** IANA name: every date is said in it. */
  readonly timeZone: string;
  readonly at: Instant;
  readonly name: string;
  readonly programme: string;
  readonly sample: boolean;
  /** Of the most urgent entry's case: a reply goes there. */
  readonly coordinator: CoordinatorFacts;
  /** The recipient is that coordinator. */
  readonly isCoordinator: boolean;
  /** Why it is no single mail: the person's wish, or `single` where the week was full. */
  readonly because: 'single' | 'daily' | 'weekly';
  readonly owed: readonly MailFacts[];
  readonly informed: readonly MailFacts[];
}

/** A mail that a digest tells: the id of its item, and what it would have said by itself. */
export interface ToldMail {
  readonly item: string;
  readonly facts: MailFacts;
}

/**
 * One entry an item: several rungs of one item are one thing to do, and who owes it is not told about it a second time. Null where
 * nothing is left.
 */
export function digestFacts(
  mails: readonly ToldMail[],
  at: Instant,
  because: DigestFacts['because'],
): DigestFacts | null {
  const entries = new Map<string, MailFacts>();
  for (const { item, facts } of mails) if (!asksOwing(entries.get(item))) entries.set(item, facts);
  const urgent = [...entries.values()].sort((a, b) => (a.item?.due ?? 0) - (b.item?.due ?? 0));
  const owed = urgent.filter(asksOwing);
  const informed = urgent.filter((entry) => !asksOwing(entry));
  const [first] = owed.length > 0 ? owed : informed;
  if (!first) return null;
  return {
    language: first.language,
    timeZone: first.timeZone,
    at,
    name: first.recipient.name,
    programme: [...new Set([first, ...urgent].map(({ programme }) => programme))].join(' · '),
    sample: urgent.some(({ sample }) => sample),
    coordinator: first.coordinator,
    isCoordinator: first.recipient.address === first.coordinator.email,
    because,
    owed,
    informed,
  };
}

/** Whether the recipient is the one who owes it. */
export function asksOwing(facts: Pick<MailFacts, 'notice'> | undefined): boolean {
  return facts?.notice === 'reminder' || facts?.notice === 'nudge';
}
