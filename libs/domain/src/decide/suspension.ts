import { refuse, type Draft } from '../draft.js';
import { calendarOf, openItems } from '../lookup.js';
import { movedByStops } from '../due.js';
import type { ActCommand, Instant, LocalDate } from '../model/index.js';
import { resumptionOf } from '../moments.js';
import { invite } from '../notices.js';
import { openTaskItem, requireOpen, requireRole, requireWithinProgramme } from './guards.js';

/** Stops the clock of the whole case, or of one task that waits for somebody outside. Acts stay possible. */
export function suspend(draft: Draft, command: Extract<ActCommand, { type: 'suspend' }>): void {
  requireOpen(draft);
  requireRole(command.actor, ['coordinator', 'administrator']);
  const { until } = command;
  const item = command.item === null ? null : openTaskItem(draft, command.item);
  const already = item ? item.suspended !== undefined : draft.state.suspendedAt !== undefined;
  if (already) refuse('suspension.already', item?.id ?? null);
  if (until !== null) requireStillToCome(draft, until);
  draft.emit({ type: 'suspended', item: item?.id ?? null, until });
}

/** Neither over before it began nor longer than the programme. */
function requireStillToCome(draft: Draft, until: LocalDate): void {
  requireWithinProgramme(draft, until, { past: 'suspension.until-past', late: 'extension.past-end' });
  const resumption = resumptionOf(draft.definition, until) ?? draft.now;
  if (resumption <= draft.now) refuse('suspension.until-past', until);
}

/** Starts the clock again. */
export function resume(draft: Draft, command: Extract<ActCommand, { type: 'resume' }>): void {
  requireOpen(draft);
  requireRole(command.actor, ['coordinator', 'administrator']);
  const item = command.item === null ? null : openTaskItem(draft, command.item);
  const suspended = item ? item.suspended !== undefined : draft.state.suspendedAt !== undefined;
  if (!suspended) refuse('suspension.none', item?.id ?? null);
  startClock(draft, item?.id ?? null);
}

/** Moves every due date by the working time that its clock stood (I6), and invites to what opened meanwhile. */
export function startClock(draft: Draft, subject: string | null): void {
  const { calendar } = draft.definition;
  const standing = openItems(draft.state).filter(({ stoppedAt }) => stoppedAt !== undefined);
  draft.emit({ type: 'resumed', item: subject });
  for (const before of standing) {
    const item = openItems(draft.state).find(({ id }) => id === before.id);
    if (!item || item.stoppedAt !== undefined || before.stoppedAt === undefined) continue;
    const stop = { from: before.stoppedAt, to: draft.now };
    const since = item.basis?.at ?? stop.from;
    const due: Instant = movedByStops(calendarOf(calendar, item), item.due, [stop], since);
    if (due !== item.due) draft.emit({ type: 'due-moved', item: item.id, due, because: 'clock' });
    // What came to wait for somebody while the clock stood was told to nobody.
    invite(draft, item.id);
  }
}
