import { createHash } from 'node:crypto';
import type { CalendarSnapshot, LocalDate } from '#libs/domain';
import { countryData, type Country } from './country-data.js';
import { publicHolidays } from './holidays.js';
import { DAY, minutesOf, plusDays, startOf } from './local-date.js';
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

/** Days from the first to the last, both inclusive. */
export interface Season {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** Which calendar, and for how long; both dates inclusive. */
export interface CalendarRequest {
  readonly country: Country;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly overrides?: CalendarOverrides;
  /** The company's production seasons; what lies outside the horizon is left out. */
  readonly closed?: readonly Season[];
}

/**
 * Computes a country's calendar as plain data, which cases then keep. The same request gives the same snapshot until Node's
 * time-zone database, the holiday library or our data change; then the version differs. Throws a RangeError for a request
 * that makes no sense.
 */
export function calendarSnapshot(request: CalendarRequest): CalendarSnapshot {
  const { country, from, to, overrides = {} } = request;
  if (startOf(from) > startOf(to))
    throw new RangeError(`A calendar cannot end (${to}) before it begins (${from}).`);
  const data = countryData(country);
  const hours = overrides.hours ?? data.hours;
  const { holidays, offsets } = computed(country, from, to);
  const closed = seasonsWithin(request.closed ?? [], from, to);
  const content = {
    key: country,
    timeZone: data.timeZone,
    offsets,
    weekend: weekendOf(overrides.weekend ?? data.weekend),
    holidays: withOverrides(holidays, overrides, from, to),
    ...(closed.length === 0 ? {} : { closed }),
    hours: { opens: minutesOf(hours.opens), closes: minutesOf(hours.closes) },
    horizon: { from, to },
  };
  if (content.hours.opens >= content.hours.closes)
    throw new RangeError(`Working hours cannot end (${hours.closes}) before they begin (${hours.opens}).`);
  requireWork(content);
  const version = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
  return { ...content, version };
}

/** What takes some milliseconds to compute, and cannot change while the process lives; a horizon or two a programme. */
const known = new Map<string, Pick<CalendarSnapshot, 'holidays' | 'offsets'>>();

function computed(
  country: Country,
  from: LocalDate,
  to: LocalDate,
): Pick<CalendarSnapshot, 'holidays' | 'offsets'> {
  const key = `${country} ${from} ${to}`;
  const before = known.get(key);
  if (before) return before;
  const data = countryData(country);
  const now = {
    holidays: publicHolidays(country, data, from, to).map(({ date }) => date),
    // A local day begins up to 14 hours before or 12 after UTC's, so a day more on both sides covers every zone.
    offsets: offsetTransitions(data.timeZone, startOf(from) - DAY, startOf(to) + 2 * DAY),
  };
  known.set(key, now);
  return now;
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

/** Ascending and apart from each other, so that the same days always give the same version. */
function seasonsWithin(seasons: readonly Season[], from: LocalDate, to: LocalDate): readonly Season[] {
  const within: Season[] = [];
  for (const season of [...seasons].sort((a, b) => startOf(a.from) - startOf(b.from))) {
    if (startOf(season.to) < startOf(season.from))
      throw new RangeError(`A season cannot end (${season.to}) before it begins (${season.from}).`);
    if (season.to < from || season.from > to) continue;
    const begins = season.from < from ? from : season.from;
    const ends = season.to > to ? to : season.to;
    const before = within.at(-1);
    if (before && begins <= plusDays(before.to, 1))
      within[within.length - 1] = { from: before.from, to: ends > before.to ? ends : before.to };
    else within.push({ from: begins, to: ends });
  }
  return within;
}

function requireWork({
  weekend,
  holidays,
  closed = [],
  horizon,
}: Pick<CalendarSnapshot, 'weekend' | 'holidays' | 'closed' | 'horizon'>): void {
  const off = new Set(holidays);
  for (let day = horizon.from; day <= horizon.to; day = plusDays(day, 1)) {
    // 1970-01-01 was a Thursday, ISO weekday 4.
    const weekday = ((((startOf(day) / DAY + 3) % 7) + 7) % 7) + 1;
    const isClosed = closed.some(({ from, to }) => day >= from && day <= to);
    if (!weekend.includes(weekday) && !off.has(day) && !isClosed) return;
  }
  throw new RangeError(`Nobody would work on any day from ${horizon.from} to ${horizon.to}.`);
}
