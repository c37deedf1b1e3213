import { localDateAt } from '../business-time.js';
import { refuse, type Draft } from '../draft.js';
import { openItems } from '../lookup.js';
import type { ActCommand } from '../model/index.js';
import { replannedDue, replannedWith } from '../replanned.js';
import { requireOpen, requireRole } from './guards.js';

/** Takes a new version of the case's calendar and moves every open due date to where it would have been (I5: tells nobody). */
export function replan(draft: Draft, command: Extract<ActCommand, { type: 'replan' }>): void {
  requireOpen(draft);
  requireRole(command.actor, ['coordinator', 'administrator']);
  const { calendar, because, endsOn } = command;
  const before = draft.definition;
  const after = replannedWith(before, command);
  const { settings } = after;
  if (calendar.key !== before.calendar.key) refuse('calendar.other', before.calendar.key);
  const today = localDateAt(calendar, draft.now);
  const needed = settings.endsOn > today ? settings.endsOn : today;
  if (calendar.horizon.from > today || calendar.horizon.to < needed) refuse('calendar.too-short', needed);
  draft.emit({ type: 'calendar-changed', calendar, because, ...(endsOn === undefined ? {} : { endsOn }) });
  for (const item of openItems(draft.state)) {
    const due = draft.within(replannedDue(before, after, item), item.id);
    if (due !== item.due) draft.emit({ type: 'due-moved', item: item.id, due, because: 'calendar' });
  }
}
