import { instantAt } from '../business-time.js';
import { refuse, type Draft } from '../draft.js';
import { openItems } from '../lookup.js';
import type { ActCommand } from '../model/index.js';
import { openTaskItem, requireOpen, requireRole, requireWithinProgramme } from './guards.js';

/** Somebody has spoken with the company; what it promised keeps its reminders silent until the close of that day. */
export function logContact(draft: Draft, command: Extract<ActCommand, { type: 'log-contact' }>): void {
  requireOpen(draft);
  requireRole(command.actor, ['coordinator', 'administrator', 'expert']);
  const { promised } = command;
  const chosen = command.items.map((id) => openTaskItem(draft, id));
  if (chosen.some(({ company }) => !company)) refuse('task.unknown');
  if (promised === null) {
    draft.emit({ type: 'contact-logged', promised, items: chosen.map(({ id }) => id), until: null });
    return;
  }
  requireWithinProgramme(draft, promised, { past: 'contact.promise-past', late: 'contact.promise-too-late' });
  const { calendar } = draft.definition;
  const owed = openItems(draft.state).filter(({ kind, company }) => kind === 'task' && company);
  const items = (chosen.length > 0 ? chosen : owed).map(({ id }) => id);
  const until = instantAt(calendar, promised, calendar.hours.closes);
  draft.emit({ type: 'contact-logged', promised, items, until });
}
