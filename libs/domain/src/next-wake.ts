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
  return firstOf(state, wakesOf);
}

/**
 * When time next settles something by itself or lets a clock run again. Reminders and lateness are left out: they change no
 * path, so a forecast need not stop at them.
 */
export function nextTurn(state: CaseState): Wake | null {
  return firstOf(state, turnsOf);
}

function firstOf(
  state: CaseState,
  ofItem: (definition: Definition, state: CaseState, item: Item) => readonly Wake[],
): Wake | null {
  const definition = definitionOf(state);
  if (!definition || state.status !== 'open') return null;
  let next: Wake | null = null;
  const wakes = [
    ...resumption(definition, state),
    ...openItems(state).flatMap((item) => ofItem(definition, state, item)),
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
  const turns = turnsOf(definition, state, item);
  if (item.stoppedAt !== undefined) return turns;
  const about = aboutOf(item);
  const rung = nextRung(definition, item);
  return [
    ...(rung ? [{ ...about, ...rung }] : []),
    ...turns,
    ...(item.waives || item.overdue ? [] : [{ ...about, at: item.due, reason: 'overdue' as const }]),
  ];
}

function turnsOf(definition: Definition, state: CaseState, item: Item): readonly Wake[] {
  const about = aboutOf(item);
  const turn = (reason: Wake['reason'], at: Instant | undefined): readonly Wake[] =>
    at === undefined ? [] : [{ ...about, at, reason }];
  // Nothing of a standing clock is waited for but its own end.
  if (item.stoppedAt !== undefined)
    return turn('resumption', resumptionOf(definition, item.suspended?.until ?? undefined));
  return [
    ...(item.kind === 'task'
      ? turn('acceptance', acceptanceOf(definition, item))
      : turn('expiry', expiryOf(state, item))),
    ...(item.waives ? turn('waiver', item.due) : []),
  ];
}

function aboutOf(item: Item): Pick<Wake, 'item' | 'of' | 'title' | 'rung'> {
  return { item: item.id, of: item.ladder.length, title: item.title, rung: null };
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
