import { rungMoments } from './ladder.js';
import { definitionOf, openItems, type Definition, type Item } from './lookup.js';
import type { CaseState, Instant } from './model/index.js';

/** The next moment at which time itself changes the case. */
export interface Wake {
  readonly at: Instant;
  /** Id of the task or approval it is about. */
  readonly item: string;
  readonly reason: 'reminder' | 'escalation' | 'overdue' | 'waiver';
  /** Index of the rung, from 0; null for overdue and waiver. */
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
  for (const item of openItems(state)) {
    for (const wake of wakesOf(definition, item)) if (!next || wake.at < next.at) next = wake;
  }
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
    default:
      return `${reason === 'reminder' ? 'Reminder' : 'Escalation'} ${(wake.rung ?? 0) + 1} of ${of}: ${title}`;
  }
}

function wakesOf({ calendar, settings }: Definition, item: Item): readonly Wake[] {
  const about = { item: item.id, of: item.ladder.length, title: item.title };
  const wakes: Wake[] = [];
  const rung = item.ladder[item.rung];
  const at = rung && rungMoments(calendar, settings, item.ladder, item.due)[item.rung];
  if (rung && at !== undefined) {
    wakes.push({ ...about, at, reason: rung.escalate ? 'escalation' : 'reminder', rung: item.rung });
  }
  if (item.waives) wakes.push({ ...about, at: item.due, reason: 'waiver', rung: null });
  else if (!item.overdue) wakes.push({ ...about, at: item.due, reason: 'overdue', rung: null });
  return wakes;
}
