import type { Draft } from '../draft.js';
import { distinctParties, itemOf, momentsOf, openItems, type Item } from '../lookup.js';
import { invite, notify } from '../notices.js';
import { advance } from '../path.js';
import { rungsReached } from '../ladder.js';
import { acceptanceOf, expiryOf, resumptionOf } from '../moments.js';
import type { Instant } from '../model/index.js';
import { settleTask } from './complete-task.js';
import { settleByItself } from './decide-approval.js';
import { withdrawExtension } from './extension.js';
import { startClock } from './suspension.js';
import { approvalRule } from '../approval-rules.js';

/** Time has passed: resumptions, reminders, escalations, overdue items, and what settles itself. */
export function wake(draft: Draft): void {
  if (draft.state.status !== 'open') return;
  if (isReached(resumptionOf(draft.definition, draft.state.resumesOn), draft.now)) startClock(draft, null);
  // What this wake itself opens is due later; what it settles is no longer open when its turn comes.
  for (const { id } of openItems(draft.state)) {
    const item = itemOf(draft.state, id);
    if (item?.open) wakeItem(draft, item);
  }
}

function isReached(moment: Instant | undefined, now: Instant): boolean {
  return moment !== undefined && moment <= now;
}

function wakeItem(draft: Draft, item: Item): void {
  const until = resumptionOf(draft.definition, item.suspended?.until ?? undefined);
  if (isReached(until, draft.now)) startClock(draft, item.id);
  const running = itemOf(draft.state, item.id);
  if (!running?.open || running.stoppedAt !== undefined) return;
  if (settlesItself(draft, running)) return;
  // Passed on, it waits for somebody else by now.
  const waiting = itemOf(draft.state, item.id) ?? running;
  if (isReached(waiting.due, draft.now) && !waiting.overdue)
    draft.emit({ type: 'item-overdue', item: item.id });
  remind(draft, waiting);
}

function settlesItself(draft: Draft, item: Item): boolean {
  if (item.kind === 'task') {
    const { key, stage, round, transcript } = item.state;
    if (transcript && isReached(acceptanceOf(draft.definition, item), draft.now)) {
      settleTask(draft, item, transcript.facts, transcript.by, 'undisputed');
      return true;
    }
    if (isReached(item.due, draft.now) && item.waives) {
      draft.emit({ type: 'task-waived', id: item.id, key, stage, round, because: 'overdue' });
      withdrawExtension(draft, item.id);
      advance(draft);
      return true;
    }
  } else if (isReached(expiryOf(draft.state, item), draft.now)) {
    return expire(draft, item);
  }
  return false;
}

/** True when it is over; passed to somebody else, it goes on. */
function expire(draft: Draft, item: Extract<Item, { kind: 'approval' }>): boolean {
  const then = approvalRule(draft.state, item.state)?.expires?.then;
  if (then === undefined) return false;
  if (typeof then === 'string') {
    settleByItself(draft, item, then, 'expired');
    return true;
  }
  draft.emit({ type: 'approval-passed', id: item.id, to: then.passesTo });
  invite(draft, item.id);
  return false;
}

/** Of several rungs reached since the last wake only the latest is sent; none that a promise covers. */
function remind(draft: Draft, item: Item): void {
  const moments = momentsOf(draft.definition, item);
  const reached = rungsReached(moments, draft.now);
  const index = reached - 1;
  const rung = item.ladder[index];
  if (reached <= item.rung || !rung) return;
  if ((moments[index] ?? 0) <= (item.silentUntil ?? Number.NEGATIVE_INFINITY)) return;
  const { escalate, copy = [] } = rung;
  const addressed = escalate ? [escalate] : distinctParties(item.parties);
  // Copies first: the reminder itself is what moves the ladder on. Whoever is addressed needs no copy (I5).
  for (const to of distinctParties(copy, addressed)) notify(draft, item.id, 'copy', to, index);
  for (const to of addressed) notify(draft, item.id, escalate ? 'escalation' : 'reminder', to, index);
}
