import {
  addDays,
  addMonths,
  addWorkingDays,
  instantAt,
  isLocalDate,
  localDateAt,
  workingDayFrom,
  workingDayUntil,
} from './business-time.js';
import type {
  CalendarSnapshot,
  CaseSettings,
  DueRule,
  Duration,
  Facts,
  Instant,
  LocalDate,
} from './model/index.js';

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
  /** Close of business of `date`. */
  readonly at: Instant;
  /** The calendar knows no holidays that far (`calendar.beyond-horizon`). */
  readonly beyondHorizon: boolean;
}

/** Moves a date by a duration, forward or (`sign` -1) back, without looking at days off. */
export function shift(
  calendar: CalendarSnapshot,
  date: LocalDate,
  duration: Duration,
  sign: 1 | -1,
): LocalDate {
  const amount = duration.amount * sign;
  switch (duration.unit) {
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

/**
 * When a thing is due: the close of business of a working day. As in Regulation (EEC, Euratom) 1182/71 art. 3, the day
 * counted from is not counted itself (3(1)), and a period that would end on a day off ends on the next working day
 * (3(4)); periods counted back from a date are excepted there, so they end on the working day before. Nothing is due
 * before the next working day. A fact that nobody has set (its task was waived) counts from the opening.
 */
export function dueInstant(context: DueContext, rule: DueRule): Due {
  const { calendar, settings, now } = context;
  const today = localDateAt(calendar, now);
  let date = dueDate(context, rule, today);
  if ('latest' in rule) {
    const cap = workingDayUntil(calendar, closeOutFrom(settings));
    if (cap < date) date = cap;
  }
  return dueOn(context, date);
}

/** Due at the close of `date`, or of the first working day after it that is still to come. */
export function dueOn(context: Pick<DueContext, 'calendar' | 'now'>, date: LocalDate): Due {
  const { calendar, now } = context;
  const earliest = addWorkingDays(calendar, localDateAt(calendar, now), 1);
  const wanted = workingDayFrom(calendar, date);
  const day = wanted < earliest ? earliest : wanted;
  return {
    date: day,
    at: instantAt(calendar, day, calendar.hours.closes),
    beyondHorizon: day < calendar.horizon.from || day > calendar.horizon.to,
  };
}

/** The day from which the programme keeps its remaining time for its own close-out. */
export function closeOutFrom(settings: CaseSettings): LocalDate {
  return addDays(settings.endsOn, -settings.closeOutDays);
}

function dueDate(context: DueContext, rule: DueRule, today: LocalDate): LocalDate {
  const { calendar, settings, facts, plan } = context;
  switch (rule.from) {
    case 'opening':
      return workingDayFrom(calendar, shift(calendar, today, rule.duration, 1));
    case 'fact': {
      const fact = Object.hasOwn(facts, rule.fact) ? facts[rule.fact] : undefined;
      const start = isLocalDate(fact) ? fact : today;
      return workingDayFrom(calendar, shift(calendar, start, rule.duration, 1));
    }
    case 'end':
      return workingDayUntil(calendar, shift(calendar, settings.endsOn, rule.duration, -1));
    case 'plan':
      return plan ?? today;
  }
}
