import type { LocalDate, OffsetTransition } from '#libs/domain';
import { countryData, type Country } from './country-data.js';
import { publicHolidays, type Holiday } from './holidays.js';
import { DAY, startOf } from './local-date.js';
import { offsetTransitions } from './offsets.js';

/** A country's calendar over a span of days, for people to read. */
export interface CountryCalendar {
  readonly country: Country;
  readonly timeZone: string;
  /** ISO weekdays, 1 = Monday. */
  readonly weekend: readonly number[];
  /** `HH:MM`, local time. */
  readonly hours: { readonly opens: string; readonly closes: string };
  /** Named in the language asked for, where the library knows it. */
  readonly holidays: readonly Holiday[];
  readonly offsets: readonly OffsetTransition[];
}

/** What the country's data says between two days, both inclusive, without anybody's overrides. Throws a RangeError for no dates. */
export function countryCalendar(
  country: Country,
  from: LocalDate,
  to: LocalDate,
  language = 'en',
): CountryCalendar {
  const [first, last] = [startOf(from), startOf(to)];
  if (first > last) throw new RangeError(`A calendar cannot end (${to}) before it begins (${from}).`);
  const data = countryData(country);
  const { timeZone, weekend, hours } = data;
  return {
    ...{ country, timeZone, weekend, hours },
    holidays: publicHolidays(country, data, from, to, language),
    offsets: offsetTransitions(timeZone, first - DAY, last + 2 * DAY),
  };
}

/** IANA name of the zone in which a country's dates are written. */
export function timeZoneOf(country: Country): string {
  return countryData(country).timeZone;
}
