import type { Draft } from '../draft.js';
import { rungMoments, rungsReached } from '../ladder.js';
import { itemOf, openItems, type Item } from '../lookup.js';
import { advance } from '../path.js';

/** Time has passed: reminders, escalations, overdue items, tasks that settle themselves. */
export function wake(draft: Draft): void {
  if (draft.state.status !== 'open') return;
  // What this wake itself opens is due later; what it settles is no longer open when its turn comes.
  for (const { id } of openItems(draft.state)) {
    const item = itemOf(draft.state, id);
    if (item?.open) wakeItem(draft, item);
  }
}

function wakeItem(draft: Draft, item: Item): void {
  const due = item.due <= draft.now;
  if (due && item.waives && item.kind === 'task') {
    const { key, stage, round } = item.state;
    draft.emit({ type: 'task-waived', id: item.id, key, stage, round, because: 'overdue' });
    advance(draft);
    return;
  }
  if (due && !item.overdue) draft.emit({ type: 'item-overdue', item: item.id });
  remind(draft, item);
}

/** Of several rungs reached since the last wake only the latest is sent. */
function remind(draft: Draft, item: Item): void {
  const { calendar, settings } = draft.definition;
  const reached = rungsReached(rungMoments(calendar, settings, item.ladder, item.due), draft.now);
  const index = reached - 1;
  const rung = item.ladder[index];
  if (reached <= item.rung || !rung) return;
  draft.emit({
    type: 'notice',
    notice: rung.escalate ? 'escalation' : 'reminder',
    to: rung.escalate ?? item.party,
    item: item.id,
    rung: index,
    of: item.ladder.length,
    revision: item.revision,
    outcome: null,
  });
}
