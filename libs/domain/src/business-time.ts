import type { CalendarSnapshot, Instant, LocalDate } from './model/index.js';

/** Derived once for each snapshot, because every count asks day by day. */
const daysOffOf = new WeakMap<CalendarSnapshot, ReadonlySet<number>>();
const companyCalendars = new WeakMap<CalendarSnapshot, CalendarSnapshot>();

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** Days since 1970-01-01 of a valid `YYYY-MM-DD`. */
export function dayNumber(date: LocalDate): number {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return Math.round(Date.UTC(year, month - 1, day) / dayMs);
}

/** Inverse of `dayNumber`, for the years 0000 to 9999. */
export function dateOf(day: number): LocalDate {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** A day that exists, as `YYYY-MM-DD`, between 1900 and 2999 (beyond, arithmetic would leave four digits). */
export function isLocalDate(value: unknown): value is LocalDate {
  if (typeof value !== 'string' || !/^(19|2\d)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(value))
    return false;
  return dateOf(dayNumber(value)) === value;
}

function offsetAt(calendar: CalendarSnapshot, at: Instant): number {
  let minutes = calendar.offsets[0]?.minutes ?? 0;
  for (const transition of calendar.offsets) {
    if (transition.from > at) break;
    minutes = transition.minutes;
  }
  return minutes;
}

/** The day it is at `at` in the calendar's zone. */
export function localDateAt(calendar: CalendarSnapshot, at: Instant): LocalDate {
  return dateOf(Math.floor((at + offsetAt(calendar, at) * minuteMs) / dayMs));
}

/** `2026-03-12 16:30` in the calendar's zone. */
export function localTimeAt(calendar: CalendarSnapshot, at: Instant): string {
  return new Date(at + offsetAt(calendar, at) * minuteMs).toISOString().slice(0, 16).replace('T', ' ');
}

/**
 * The moment a local clock shows `minutes` after midnight of `date`. Where the clock shows it twice, the first; where it
 * never does, the moment after the gap that keeps the distance to the last moment before it.
 */
export function instantAt(calendar: CalendarSnapshot, date: LocalDate, minutes: number): Instant {
  const local = dayNumber(date) * dayMs + minutes * minuteMs;
  const { offsets } = calendar;
  let answer = local - (offsets[0]?.minutes ?? 0) * minuteMs;
  for (const [index, transition] of offsets.entries()) {
    // The first period has no beginning: the calendar says nothing about the time before it.
    if (index > 0 && answer < transition.from) return answer;
    const candidate = local - transition.minutes * minuteMs;
    // In a gap the candidate lies before its own period: the previous period's reading stands.
    if (index === 0 || candidate >= transition.from) answer = candidate;
  }
  return answer;
}

/** Neither weekend nor holiday. */
export function isWorkingDay(calendar: CalendarSnapshot, date: LocalDate): boolean {
  return isWorkingDayNumber(calendar, dayNumber(date));
}

function isWorkingDayNumber(calendar: CalendarSnapshot, day: number): boolean {
  // 1970-01-01 was a Thursday, ISO weekday 4.
  const weekday = ((((day + 3) % 7) + 7) % 7) + 1;
  return !calendar.weekend.includes(weekday) && !daysOff(calendar).has(day);
}

function daysOff(calendar: CalendarSnapshot): ReadonlySet<number> {
  const known = daysOffOf.get(calendar);
  if (known) return known;
  const days = new Set(calendar.holidays.map(dayNumber));
  daysOffOf.set(calendar, days);
  return days;
}

/** The calendar for what the company's own contacts owe: its production season counts as days off. */
export function companyCalendar(calendar: CalendarSnapshot): CalendarSnapshot {
  const { closed } = calendar;
  if (!closed || closed.length === 0) return calendar;
  const known = companyCalendars.get(calendar);
  if (known) return known;
  const days = new Set(calendar.holidays);
  for (const { from, to } of closed) {
    for (let day = dayNumber(from); day <= dayNumber(to); day++) days.add(dateOf(day));
  }
  const own = { ...calendar, closed: [], holidays: [...days].sort() };
  companyCalendars.set(calendar, own);
  return own;
}

/** Calendar days; negative counts back. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOf(dayNumber(date) + days);
}

/** Same day of a later or earlier month, or that month's last day (Regulation (EEC, Euratom) 1182/71 art. 3(2)(c)). */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return dateOf(Math.round(Date.UTC(year, month - 1 + months, Math.min(day, lastDay)) / dayMs));
}

function neverWorks(calendar: CalendarSnapshot): boolean {
  return [1, 2, 3, 4, 5, 6, 7].every((weekday) => calendar.weekend.includes(weekday));
}

/** The working day reached after counting `count` of them, the day after (before, when negative) `date` being the first. */
export function addWorkingDays(calendar: CalendarSnapshot, date: LocalDate, count: number): LocalDate {
  if (neverWorks(calendar)) return addDays(date, count);
  const step = Math.sign(count);
  let left = Math.abs(count);
  let day = dayNumber(date);
  while (left > 0) {
    day += step;
    if (isWorkingDayNumber(calendar, day)) left -= 1;
  }
  return dateOf(day);
}

/** `date` itself when people work then, else the first working day after it. */
export function workingDayFrom(calendar: CalendarSnapshot, date: LocalDate): LocalDate {
  return isWorkingDay(calendar, date) ? date : addWorkingDays(calendar, date, 1);
}

/** `date` itself when people work then, else the last working day before it. */
export function workingDayUntil(calendar: CalendarSnapshot, date: LocalDate): LocalDate {
  return isWorkingDay(calendar, date) ? date : addWorkingDays(calendar, date, -1);
}

/** First day that `addWorkingTime` gives up on: a calendar without working days would never answer. */
const longestWait = 40 * 366;

/** Working time between two moments, in milliseconds; 0 when `to` is not later. */
export function workingTimeBetween(calendar: CalendarSnapshot, from: Instant, to: Instant): number {
  if (to <= from) return 0;
  let sum = 0;
  const last = dayNumber(localDateAt(calendar, to));
  for (let day = dayNumber(localDateAt(calendar, from)); day <= last; day++) {
    const { opens, closes } = shiftOf(calendar, day);
    sum += Math.max(0, Math.min(closes, to) - Math.max(opens, from));
  }
  return sum;
}

/**
 * The moment by which `time` milliseconds have been worked after `from`: the earliest one, so a whole day's work ends at
 * its close and not at the next opening. `from` itself when `time` is 0 or less.
 */
export function addWorkingTime(calendar: CalendarSnapshot, from: Instant, time: number): Instant {
  if (time <= 0) return from;
  if (neverWorks(calendar)) return from + time;
  let left = time;
  const first = dayNumber(localDateAt(calendar, from));
  for (let day = first; day < first + longestWait; day++) {
    const { opens, closes } = shiftOf(calendar, day);
    const start = Math.max(opens, from);
    const worked = Math.max(0, closes - start);
    if (worked >= left) return start + left;
    left -= worked;
  }
  return from + time;
}

/** Opening and closing of a day; nothing in between on a day off. */
function shiftOf(
  calendar: CalendarSnapshot,
  day: number,
): { readonly opens: Instant; readonly closes: Instant } {
  const date = dateOf(day);
  const opens = instantAt(calendar, date, calendar.hours.opens);
  if (!isWorkingDayNumber(calendar, day)) return { opens, closes: opens };
  return { opens, closes: instantAt(calendar, date, calendar.hours.closes) };
}
