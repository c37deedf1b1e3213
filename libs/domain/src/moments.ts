import { approvalRule } from './approval-rules.js';
import { instantAt, localDateAt, workingDayFrom } from './business-time.js';
import { dueOf, movedByStops, shift } from './due.js';
import { calendarOf, definitionOf, type Definition, type Item } from './lookup.js';
import type { CaseState, Instant, LocalDate } from './model/index.js';
import { taskRule } from './task-rules.js';

/** When a suspension ends by itself: at the opening of that day. */
export function resumptionOf({ calendar }: Definition, until: LocalDate | undefined): Instant | undefined {
  return until === undefined ? undefined : instantAt(calendar, until, calendar.hours.opens);
}

/** When silence on what was taken down counts as agreement; undefined where a confirmation is asked for. */
export function acceptanceOf(
  definition: Definition,
  item: Extract<Item, { kind: 'task' }>,
): Instant | undefined {
  const { transcript, stops } = item.state;
  const rule = taskRule(definition.rules, item.state)?.transcription;
  if (!transcript || rule === undefined || rule === 'confirm') return undefined;
  const calendar = calendarOf(definition.calendar, item);
  const { settings } = definition;
  const basis = { rule: { from: 'opening', duration: rule.silence }, at: transcript.at } as const;
  return movedByStops(calendar, dueOf({ calendar, settings }, basis).at, stops, transcript.at);
}

/** When an open approval decides itself or passes on: at the close of a working day; undefined when it never does. */
export function expiryOf(state: CaseState, item: Extract<Item, { kind: 'approval' }>): Instant | undefined {
  const definition = definitionOf(state);
  const expires = approvalRule(state, item.state)?.expires;
  if (!definition || !expires || item.state.passedTo !== undefined) return undefined;
  const { askedAt, stops, deferred, due } = item.state;
  const calendar = calendarOf(definition.calendar, item);
  const closeAfter = (at: Instant) => {
    const day = workingDayFrom(calendar, shift(calendar, localDateAt(calendar, at), expires.after, 1));
    return instantAt(calendar, day, calendar.hours.closes);
  };
  // Put off, the question waits until it is due again; that date has moved with every pause itself.
  if (deferred) return closeAfter(due);
  return movedByStops(calendar, closeAfter(askedAt), stops, askedAt);
}
