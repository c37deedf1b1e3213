import { openItems } from './lookup.js';
import type { CaseEvent, CaseState, Instant } from './model/index.js';
import { reachedBy, withDated, without, withoutFields, withTask } from './state-changes.js';

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
      const after = { ...state, calendar: event.calendar };
      // A holiday less brings rungs forward: those that are past by now are not sent late (I5).
      return openItems(after).reduce<CaseState>((each, { id }) => pastRungsReached(each, id, at), after);
    }
    case 'due-moved': {
      const moved = withDated(state, event.item, { due: event.due });
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
  const rung = Math.max(rungOf(state, id), reachedBy(state, id, at));
  return withDated(state, id, { rung });
}

function noLongerOverdue(state: CaseState, id: string, at: Instant): CaseState {
  const due = (state.tasks[id] ?? state.approvals[id])?.due ?? 0;
  return due > at ? withDated(state, id, { overdue: false }) : state;
}

function rungOf(state: CaseState, id: string): number {
  return (state.tasks[id] ?? state.approvals[id])?.rung ?? 0;
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
  const stoppedAt = (state.tasks[id] ?? state.approvals[id])?.stoppedAt ?? at;
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
