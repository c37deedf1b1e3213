import { addWorkingTime, workingTimeBetween } from './business-time.js';
import { calendarOf, definitionOf, itemOf, openItems } from './lookup.js';
import type { CaseEvent, CaseState, Dated, Instant } from './model/index.js';
import { replannedDue, replannedWith } from './replanned.js';
import { datedOf, reachedBy, withDated, without, withoutFields, withTask } from './state-changes.js';

export type TimeEvent = Extract<
  CaseEvent,
  {
    readonly type:
      | 'item-overdue'
      | 'calendar-changed'
      | 'due-moved'
      | 'due-extended'
      | 'suspended'
      | 'resumed'
      | 'contact-logged';
  }
>;

/** Applies what concerns clocks and due dates. */
export function evolveTime(state: CaseState, event: TimeEvent, at: Instant): CaseState {
  switch (event.type) {
    case 'item-overdue':
      return withDated(state, event.item, { overdue: true });
    case 'calendar-changed': {
      const before = definitionOf(state);
      if (!before) return state;
      const after = replannedWith(before, event);
      const { calendar, settings } = after;
      // A day off more or less shifts rungs even where the due date stays; what that puts into the past is not sent late (I5).
      return openItems(state)
        .filter((item) => replannedDue(before, after, item).at === item.due)
        .reduce<CaseState>((each, { id }) => pastRungsReached(each, id, at), {
          ...state,
          calendar,
          settings,
        });
    }
    case 'due-moved': {
      const moved = withDated(firstDueMoved(state, event), event.item, { due: event.due });
      return pastRungsReached(noLongerOverdue(moved, event.item, at), event.item, at);
    }
    case 'due-extended':
      return extended(state, event, at);
    case 'suspended':
      return suspended(state, event, at);
    case 'resumed':
      return resumed(state, event.item, at);
    case 'contact-logged': {
      const { promised, items, until } = event;
      const contacted = { ...state, lastContact: { at, promised } };
      if (until === null) return contacted;
      return items.reduce<CaseState>((each, id) => withDated(each, id, { silentUntil: until }), contacted);
    }
  }
}

function pastRungsReached(state: CaseState, id: string, at: Instant): CaseState {
  const dated = datedOf(state, id);
  const rung = Math.max(dated?.rung ?? 0, reachedBy(state, id, clockOf(dated, at)));
  return withDated(state, id, { rung });
}

function noLongerOverdue(state: CaseState, id: string, at: Instant): CaseState {
  const dated = datedOf(state, id);
  return dated && dated.due > clockOf(dated, at) ? withDated(state, id, { overdue: false }) : state;
}

/** What time it is for an item: a clock that stands shows when it was stopped. */
function clockOf(dated: Dated | undefined, at: Instant): Instant {
  return dated?.stoppedAt ?? at;
}

/** Extensions are counted from a first due date that a pause moves as it moves the due date itself. */
function firstDueMoved(
  state: CaseState,
  { item: id, due, because }: Extract<TimeEvent, { type: 'due-moved' }>,
): CaseState {
  const task = Object.hasOwn(state.tasks, id) ? state.tasks[id] : undefined;
  const item = itemOf(state, id);
  if (because !== 'clock' || task?.firstDue === undefined || !item || !state.calendar) return state;
  const calendar = calendarOf(state.calendar, item);
  const firstDue = addWorkingTime(calendar, task.firstDue, workingTimeBetween(calendar, task.due, due));
  return withTask(state, id, { firstDue });
}

/** A granted date is a new due date with a ladder of its own. */
function extended(
  state: CaseState,
  { item, date, due }: Extract<TimeEvent, { type: 'due-extended' }>,
  at: Instant,
): CaseState {
  const before = state.tasks[item];
  if (!before) return state;
  const granted = withTask(state, item, {
    due,
    basis: { date, at },
    revision: before.revision + 1,
    overdue: false,
    firstDue: before.firstDue ?? before.due,
  });
  const speaking = withoutFields(granted, item, ['silentUntil']);
  return withDated(speaking, item, { rung: reachedBy(speaking, item, at) });
}

function suspended(
  state: CaseState,
  { item, until }: Extract<TimeEvent, { type: 'suspended' }>,
  at: Instant,
): CaseState {
  if (item === null) {
    const stopped = openItems(state).reduce((each, { id }) => stop(each, id, at), state);
    return { ...stopped, suspendedAt: at, ...(until === null ? {} : { resumesOn: until }) };
  }
  return stop(withDated(state, item, { suspended: { until } }), item, at);
}

/** A clock that stands already goes on standing since then. */
function stop(state: CaseState, id: string, at: Instant): CaseState {
  const stoppedAt = clockOf(datedOf(state, id), at);
  return withDated(state, id, { stoppedAt });
}

function resumed(state: CaseState, item: string | null, at: Instant): CaseState {
  const after =
    item === null ? without(state, ['suspendedAt', 'resumesOn']) : withoutFields(state, item, ['suspended']);
  return openItems(after)
    .filter(
      ({ stoppedAt, suspended: own }) =>
        stoppedAt !== undefined && own === undefined && after.suspendedAt === undefined,
    )
    .reduce((each, { id, stoppedAt = at, stops = [] }) => {
      const running = withoutFields(each, id, ['stoppedAt']);
      return withDated(running, id, { stops: [...stops, { from: stoppedAt, to: at }] });
    }, after);
}
