import {
  addDays,
  addMonths,
  addWorkingDays,
  addWorkingTime,
  instantAt,
  isLocalDate,
  localDateAt,
  workingDayFrom,
  workingDayUntil,
  workingTimeBetween,
} from './business-time.js';
import type {
  CalendarSnapshot,
  CaseSettings,
  DueBasis,
  DueRule,
  Duration,
  Facts,
  Instant,
  LocalDate,
} from './model/index.js';

const hourMs = 3_600_000;

/** What a due rule may count from. */
export interface DueContext {
  readonly calendar: CalendarSnapshot;
  readonly settings: CaseSettings;
  readonly facts: Facts;
  /** Moment of opening. */
  readonly now: Instant;
  /** Date of the milestone's entry in the plan. */
  readonly plan?: LocalDate;
}

export interface Due {
  readonly date: LocalDate;
  /** Close of business of `date`; for working hours the moment itself. */
  readonly at: Instant;
  /** The calendar knows no holidays that far (`calendar.beyond-horizon`). */
  readonly beyondHorizon: boolean;
}

/** Moves a date by a duration, forward or (`sign` -1) back, without looking at days off. Hours are no dates: they move nothing. */
export function shift(
  calendar: CalendarSnapshot,
  date: LocalDate,
  duration: Duration,
  sign: 1 | -1,
): LocalDate {
  const amount = duration.amount * sign;
  switch (duration.unit) {
    case 'working hours':
      return date;
    case 'working days':
      return addWorkingDays(calendar, date, amount);
    case 'days':
      return addDays(date, amount);
    case 'weeks':
      return addDays(date, amount * 7);
    case 'months':
      return addMonths(date, amount);
  }
}

/** When a thing opening at `now` is due by a rule, see `dueOf`. */
export function dueInstant(context: DueContext, rule: DueRule): Due {
  return dueOf(context, basisOf(context, rule));
}

/** What a rule counts from, kept so that a later calendar can be asked again. A fact that nobody has set counts from the opening. */
export function basisOf({ facts, plan, now }: DueContext, rule: DueRule): DueBasis {
  const start = rule.from === 'plan' ? plan : rule.from === 'fact' ? dateFact(facts, rule.fact) : undefined;
  return start === undefined ? { rule, at: now } : { rule, start, at: now };
}

/**
 * When a thing is due: the close of business of a working day. As in Regulation (EEC, Euratom) 1182/71 art. 3, the day
 * counted from is not counted itself (3(1)), and a period that would end on a day off ends on the next working day
 * (3(4)); periods counted back from a date are excepted there, so they end on the working day before. Nothing is due
 * before the next working day after `basis.at`. Working hours end at a moment, not at a close.
 */
export function dueOf(
  { calendar, settings }: { readonly calendar: CalendarSnapshot; readonly settings: CaseSettings },
  basis: DueBasis,
): Due {
  if ('date' in basis) return dueOn({ calendar, now: basis.at }, basis.date);
  const { rule, at } = basis;
  if ('duration' in rule && rule.duration.unit === 'working hours') {
    const moment = addWorkingTime(calendar, startOf(calendar, basis), rule.duration.amount * hourMs);
    if (moment > at) return dated(calendar, moment);
  }
  let date = dateOf(calendar, settings, basis);
  if ('latest' in rule) {
    const cap = workingDayUntil(calendar, closeOutFrom(settings));
    if (cap < date) date = cap;
  }
  return dueOn({ calendar, now: at }, date);
}

/** Due at the close of `date`, or of the first working day after it that is still to come. */
export function dueOn(context: Pick<DueContext, 'calendar' | 'now'>, date: LocalDate): Due {
  const { calendar, now } = context;
  const earliest = addWorkingDays(calendar, localDateAt(calendar, now), 1);
  const wanted = workingDayFrom(calendar, date);
  const day = wanted < earliest ? earliest : wanted;
  return dated(calendar, instantAt(calendar, day, calendar.hours.closes), day);
}

/**
 * A moment moved on by the working time that the clock stood after `since` (I6): moved − unmoved = working time stopped,
 * however the stops lie.
 */
export function movedByStops(
  calendar: CalendarSnapshot,
  moment: Instant,
  stops: readonly { readonly from: Instant; readonly to: Instant }[] | undefined,
  since: Instant,
): Instant {
  return (stops ?? []).reduce(
    (at, { from, to }) =>
      addWorkingTime(calendar, at, workingTimeBetween(calendar, Math.max(from, since), to)),
    moment,
  );
}

/** The day from which the programme keeps its remaining time for its own close-out. */
export function closeOutFrom(settings: CaseSettings): LocalDate {
  return addDays(settings.endsOn, -settings.closeOutDays);
}

function dated(calendar: CalendarSnapshot, at: Instant, date: LocalDate = localDateAt(calendar, at)): Due {
  return { date, at, beyondHorizon: date < calendar.horizon.from || date > calendar.horizon.to };
}

/** Where working hours begin to count: at the opening of the date, or at the moment itself. */
function startOf(calendar: CalendarSnapshot, basis: Extract<DueBasis, { rule: DueRule }>): Instant {
  return basis.start === undefined
    ? basis.at
    : instantAt(calendar, workingDayFrom(calendar, basis.start), calendar.hours.opens);
}

function dateOf(
  calendar: CalendarSnapshot,
  settings: CaseSettings,
  { rule, start, at }: Extract<DueBasis, { rule: DueRule }>,
): LocalDate {
  const counted = start ?? localDateAt(calendar, at);
  switch (rule.from) {
    case 'opening':
    case 'fact':
      return workingDayFrom(calendar, shift(calendar, counted, rule.duration, 1));
    case 'end':
      return workingDayUntil(calendar, shift(calendar, settings.endsOn, rule.duration, -1));
    case 'plan':
      return counted;
  }
}

function dateFact(facts: Facts, key: string): LocalDate | undefined {
  const fact = Object.hasOwn(facts, key) ? facts[key] : undefined;
  return isLocalDate(fact) ? fact : undefined;
}
