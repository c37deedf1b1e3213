import { createHash } from 'node:crypto';
import type { CalendarSnapshot, LocalDate } from '#libs/domain';
import { countryData, type Country } from './country-data.js';
import { publicHolidays } from './holidays.js';
import { DAY, minutesOf, startOf } from './local-date.js';
import { offsetTransitions } from './offsets.js';

/** What a programme or an operator knows better than the country's file. */
export interface CalendarOverrides {
  /** Further days on which nobody works: a date announced this week, a company's closure. */
  readonly holidays?: readonly LocalDate[];
  /** Holidays that are worked; weekends stay weekends. */
  readonly workingDays?: readonly LocalDate[];
  /** ISO weekdays, 1 = Monday. */
  readonly weekend?: readonly number[];
  /** `HH:MM`, local time. */
  readonly hours?: { readonly opens: string; readonly closes: string };
}

/** Which calendar, and for how long; both dates inclusive. */
export interface CalendarRequest {
  readonly country: Country;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly overrides?: CalendarOverrides;
}

/**
 * Computes a country's calendar as plain data, which cases then keep. The same request gives the same snapshot until Node's
 * time-zone database, the holiday library or our data change; then the version differs. Throws a RangeError for a request
 * that makes no sense.
 */
export function calendarSnapshot({ country, from, to, overrides = {} }: CalendarRequest): CalendarSnapshot {
  const [first, last] = [startOf(from), startOf(to)];
  if (first > last) throw new RangeError(`A calendar cannot end (${to}) before it begins (${from}).`);
  const data = countryData(country);
  const hours = overrides.hours ?? data.hours;
  const content = {
    key: country,
    timeZone: data.timeZone,
    // A local day begins up to 14 hours before or 12 after UTC's, so a day more on both sides covers every zone.
    offsets: offsetTransitions(data.timeZone, first - DAY, last + 2 * DAY),
    weekend: weekendOf(overrides.weekend ?? data.weekend),
    holidays: withOverrides(publicHolidays(country, data, from, to), overrides, from, to),
    hours: { opens: minutesOf(hours.opens), closes: minutesOf(hours.closes) },
    horizon: { from, to },
  };
  if (content.hours.opens >= content.hours.closes)
    throw new RangeError(`Working hours cannot end (${hours.closes}) before they begin (${hours.opens}).`);
  const version = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
  return { ...content, version };
}

function withOverrides(
  holidays: readonly LocalDate[],
  overrides: CalendarOverrides,
  from: LocalDate,
  to: LocalDate,
): LocalDate[] {
  for (const date of [...(overrides.holidays ?? []), ...(overrides.workingDays ?? [])]) startOf(date);
  const worked = new Set(overrides.workingDays);
  const all = new Set([...holidays, ...(overrides.holidays ?? [])]);
  return [...all].filter((date) => !worked.has(date) && date >= from && date <= to).sort();
}

function weekendOf(days: readonly number[]): number[] {
  const weekend = [...new Set(days)].sort((a, b) => a - b);
  // Without a single working day, "five working days later" would never come.
  if (weekend.length > 6 || weekend.some((day) => !Number.isInteger(day) || day < 1 || day > 7))
    throw new RangeError(
      `[${days.join(', ')}] is no weekend: ISO weekdays 1 to 7, at least one of them worked.`,
    );
  return weekend;
}
