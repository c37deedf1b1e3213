import type { CalendarSnapshot, Instant, LocalDate } from './model/index.js';

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
  return !calendar.weekend.includes(weekday) && !calendar.holidays.includes(dateOf(day));
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
