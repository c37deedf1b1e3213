import DateHolidays from 'date-holidays';
import type { LocalDate } from '#libs/domain';
import type { Country, CountryData } from './country-data.js';
import { DAY, plusDays, startOf } from './local-date.js';

/** An announced date replaces a computed one at most this many days away. */
const NEARBY = 3;

/** How far outside the horizon announced dates still matter, in days; more than any feast lasts. */
const MARGIN = 30;

/** One feast in one year: the rule it follows and its first day. */
interface Feast {
  readonly rule: string;
  readonly date: LocalDate;
}

/**
 * The public holidays of a country between two dates (inclusive), ascending, without duplicates: the library's, with our
 * corrections. Throws when an announced date is near no computed one: its rule is misspelt or the library changed it.
 */
export function publicHolidays(
  country: Country,
  data: CountryData,
  from: LocalDate,
  to: LocalDate,
): LocalDate[] {
  const feasts = announced(computed(country, data, from, to), data, from, to);
  const lengths = new Map(data.lasts?.map(({ rule, days }) => [rule, days]));
  const days = feasts.flatMap(({ rule, date }) =>
    Array.from({ length: lengths.get(rule) ?? 1 }, (_, index) => plusDays(date, index)),
  );
  return [...new Set(days)].filter((date) => date >= from && date <= to).sort();
}

/** A feast may begin in the year before and be announced into the next: one year more on both sides. */
function computed(country: Country, data: CountryData, from: LocalDate, to: LocalDate): Feast[] {
  const library = new DateHolidays(country, { types: ['public'] });
  for (const { rule, name } of data.rules ?? []) library.setHoliday(rule, { name, type: 'public' });
  const feasts: Feast[] = [];
  for (let year = Number(from.slice(0, 4)) - 1; year <= Number(to.slice(0, 4)) + 1; year++) {
    for (const holiday of library.getHolidays(year)) {
      const first = holiday.date.slice(0, 10);
      const days = Math.max(1, Math.round((holiday.end.getTime() - holiday.start.getTime()) / DAY));
      for (let index = 0; index < days; index++)
        feasts.push({ rule: holiday.rule, date: plusDays(first, index) });
    }
  }
  return feasts;
}

function announced(feasts: readonly Feast[], data: CountryData, from: LocalDate, to: LocalDate): Feast[] {
  let result = [...feasts];
  for (const { rule, date } of data.observed ?? []) {
    // A feast of several days may reach into the horizon from outside.
    if (date < plusDays(from, -MARGIN) || date > plusDays(to, MARGIN)) continue;
    const near = (feast: Feast) =>
      feast.rule === rule && Math.abs(startOf(feast.date) - startOf(date)) <= NEARBY * DAY;
    if (!result.some(near))
      throw new Error(`The announced date ${date} of "${rule}" is near no computed one.`);
    result = result.map((feast) => (near(feast) ? { rule, date } : feast));
  }
  return result;
}
