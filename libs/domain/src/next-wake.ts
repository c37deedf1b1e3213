import { definitionOf, momentsOf, openItems, type Definition, type Item } from './lookup.js';
import type { CaseState, Instant } from './model/index.js';
import { acceptanceOf, expiryOf, resumptionOf } from './moments.js';

/** The next moment at which time itself changes the case. */
export interface Wake {
  readonly at: Instant;
  /** Id of the task or approval it is about; null for the case as a whole. */
  readonly item: string | null;
  readonly reason: 'reminder' | 'escalation' | 'overdue' | 'waiver' | 'acceptance' | 'expiry' | 'resumption';
  /** Index of the rung, from 0; null for everything else. */
  readonly rung: number | null;
  /** Number of rungs of the item's ladder. */
  readonly of: number;
  readonly title: string;
}

/**
 * When to send `wake` next; null when nothing is waited for. After a `wake` decided at `at`, the answer is later or null.
 * It may lie in the past, when acts were recorded before an earlier wake had its turn: then wake at once.
 */
export function nextWake(state: CaseState): Wake | null {
  const definition = definitionOf(state);
  if (!definition || state.status !== 'open') return null;
  let next: Wake | null = null;
  const wakes = [
    ...resumption(definition, state),
    ...openItems(state).flatMap((item) => wakesOf(definition, state, item)),
  ];
  for (const wake of wakes) if (!next || wake.at < next.at) next = wake;
  return next;
}

/** `Reminder 2 of 4: utility bills`. */
export function describeWake(wake: Wake): string {
  const { reason, of, title } = wake;
  switch (reason) {
    case 'overdue':
      return `Overdue: ${title}`;
    case 'waiver':
      return `Waived when overdue: ${title}`;
    case 'acceptance':
      return `Taken as agreed: ${title}`;
    case 'expiry':
      return `Expires: ${title}`;
    case 'resumption':
      return `Resumes: ${title}`;
    default:
      return `${reason === 'reminder' ? 'Reminder' : 'Escalation'} ${(wake.rung ?? 0) + 1} of ${of}: ${title}`;
  }
}

function resumption(definition: Definition, state: CaseState): readonly Wake[] {
  const at = resumptionOf(definition, state.resumesOn);
  if (at === undefined) return [];
  return [{ at, item: null, of: 0, title: state.reference, reason: 'resumption', rung: null }];
}

function wakesOf(definition: Definition, state: CaseState, item: Item): readonly Wake[] {
  const about = { item: item.id, of: item.ladder.length, title: item.title, rung: null };
  const wakes: Wake[] = [];
  const add = (reason: Wake['reason'], at: Instant | undefined) => {
    if (at !== undefined) wakes.push({ ...about, at, reason });
  };
  if (item.stoppedAt !== undefined) {
    // Nothing of a standing clock is waited for but its own end.
    add('resumption', resumptionOf(definition, item.suspended?.until ?? undefined));
    return wakes;
  }
  const rung = nextRung(definition, item);
  if (rung) wakes.push({ ...about, ...rung });
  if (item.kind === 'task') add('acceptance', acceptanceOf(definition, item));
  else add('expiry', expiryOf(state, item));
  if (item.waives) add('waiver', item.due);
  else if (!item.overdue) add('overdue', item.due);
  return wakes;
}

/** The first rung not yet reached that no promise covers. */
function nextRung(definition: Definition, item: Item): Pick<Wake, 'at' | 'reason' | 'rung'> | undefined {
  if (item.rung >= item.ladder.length) return undefined;
  const silent = item.silentUntil ?? Number.NEGATIVE_INFINITY;
  for (const [index, at] of momentsOf(definition, item).entries()) {
    if (index < item.rung || at <= silent) continue;
    return { at, reason: item.ladder[index]?.escalate ? 'escalation' : 'reminder', rung: index };
  }
  return undefined;
}
