import type { ApprovalOutcome } from '#libs/domain';
import { chance, pick } from './chance.js';
import type { WaitingItem } from './api-person.js';

/** What someone will do about an item, and when (case time, epoch ms). */
export interface Reply {
  readonly at: number;
  readonly act:
    | { readonly kind: 'complete'; readonly variant: string }
    | {
        readonly kind: 'decide';
        readonly outcome: ApprovalOutcome;
        readonly reason: string;
        /** Place on the waiting list, with a deferral. */
        readonly rank?: number;
        readonly conditions?: readonly { readonly text: string; readonly date: string }[];
      };
}

type Decision = Extract<Reply['act'], { kind: 'decide' }>;

const day = 86_400_000;

/** Companies, by their place in the list, to which something out of the ordinary happens. */
export const cast = {
  /** Admission deferred once. */
  waitingList: 2,
  /** Report returned for rework. */
  reworkedReport: 4,
  /** Leaves after the diagnostic. */
  withdraws: 6,
  /** The technical contact's address is refused by the mail server. */
  wrongAddress: 8,
  /** Does not meet the criteria. */
  declined: 11,
  /** Plan returned for rework. */
  reworkedPlan: 13,
  /** Promises its figures on the phone. */
  promised: 7,
  /** Gets more time for them. */
  moreTime: 9,
  /** Its clocks stand for five weeks. */
  paused: 12,
  /** Plan approved on a condition. */
  conditional: 5,
  /** So late that reminders escalate to the coordinator. */
  slow: [1, 10],
} as const;

/** How the person who must act on the item will; the same for the same seed. */
export function replyTo(item: WaitingItem, company: number, seed: string): Reply {
  return {
    at: replyAt(item, company, seed),
    act: item.kind === 'task' ? completion(item, company, seed) : decision(item, company),
  };
}

/** Most act within the time given, some late, a few so late that the ladder escalates. */
function replyAt(item: WaitingItem, company: number, seed: string): number {
  const given = item.due - item.openedAt;
  const key = templateOf(item);
  // A visit takes place on its day, and a year's figures are sent when the year is over.
  if (['visit', 'follow-up', 'evidence'].includes(key)) return item.due - 5 * day;
  // These close by themselves when nobody answers in time.
  if (['comments', 'results-verification', 'consent'].includes(key))
    return item.due - (4 + 6 * chance(seed, `when ${item.id}`)) * day;
  if (key === 'data-request' && (cast.slow as readonly number[]).includes(company))
    return item.due + 11 * day;
  const luck = chance(seed, `when ${item.id}`);
  if (luck > 0.88) return item.due + Math.round((luck - 0.88) * 60) * day;
  return item.openedAt + given * (0.15 + 0.75 * (luck / 0.88));
}

function completion(item: WaitingItem, company: number, seed: string): Reply['act'] {
  return { kind: 'complete', variant: variantOf(item, company, seed) };
}

function variantOf(item: WaitingItem, company: number, seed: string): string {
  const luck = `what ${item.id}`;
  switch (templateOf(item)) {
    case 'eligibility':
      return company === cast.declined ? 'not-eligible' : 'usual';
    case 'data-request':
      return pick(seed, luck, [
        ['usual', 3],
        ['photographed-bills', 2],
      ]);
    case 'comments':
      return pick(seed, luck, [
        ['usual', 3],
        ['corrections', 1],
      ]);
    case 'choice':
      return pick(seed, luck, [
        ['usual', 3],
        ['two-measures', 2],
      ]);
    case 'opinion':
      return pick(seed, luck, [
        ['usual', 3],
        ['with-remarks', 1],
      ]);
    // About six in ten recommended measures are implemented in programmes of this kind (US IAC database, type 2).
    case 'evidence':
      return item.round > 1
        ? 'implemented'
        : pick(seed, luck, [
            ['implemented', 58],
            ['partly', 10],
            ['postponed', 10],
            ['waiting-for-finance', 8],
            ['abandoned', 9],
            ['done-before', 5],
          ]);
    case 'verification':
      return item.round > 1
        ? 'usual'
        : pick(seed, luck, [
            ['usual', 9],
            ['refused', 1],
          ]);
    case 'results-verification':
      return pick(seed, luck, [
        ['usual', 5],
        ['to-date', 1],
      ]);
    case 'consent':
      return pick(seed, luck, [
        ['named', 3],
        ['anonymous', 2],
        ['none', 1],
      ]);
    default:
      return 'usual';
  }
}

function decision(item: WaitingItem, company: number): Reply['act'] {
  const decide = (outcome: ApprovalOutcome, reason: string): Decision => ({
    kind: 'decide',
    outcome,
    reason,
  });
  if (item.key === 'admission' && company === cast.declined)
    return decide('reject', 'Les critères 3 et 4 ne sont pas remplis.');
  if (item.key === 'admission' && company === cast.waitingList && item.round === 1)
    return { ...decide('defer', 'À revoir quand la campagne sera terminée.'), rank: 1 };
  if (item.key === 'validation' && company === cast.reworkedReport && item.round === 1)
    return decide('return', 'Le coût de l’eau ne correspond pas aux factures jointes.');
  if (item.key === 'conformity' && company === cast.reworkedPlan && item.round === 1)
    return decide('return', 'La troisième mesure n’a pas de financement crédible.');
  if (item.key === 'conformity' && company === cast.conditional)
    return {
      ...decide('approve', ''),
      conditions: [{ text: 'Joindre le devis signé du calorifugeage.', date: dayOf(item.due + 30 * day) }],
    };
  return decide('approve', '');
}

function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

/** Key of the definition's item: that of a milestone's task without the milestone. */
export function templateOf(item: Pick<WaitingItem, 'key' | 'milestone'>): string {
  return item.milestone !== null && item.key.endsWith(`-${item.milestone}`)
    ? item.key.slice(0, -item.milestone.length - 1)
    : item.key;
}
