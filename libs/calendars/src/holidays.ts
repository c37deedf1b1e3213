import DateHolidays from 'date-holidays';
import type { LocalDate } from '#libs/domain';
import type { Country, CountryData, Said } from './country-data.js';
import { DAY, plusDays, startOf } from './local-date.js';

/** An announced date replaces a computed one at most this many days away. */
const NEARBY = 3;

/** How far outside the horizon announced dates still matter, in days; more than any feast lasts. */
const MARGIN = 30;

/** A day off with what people call it and why we say so. */
export interface Holiday {
  readonly date: LocalDate;
  readonly name: string;
  /** Law or announcement, in the language asked for; says so where the date is only computed. */
  readonly source: string;
}

/** One feast in one year: the rule it follows, its first day, and why we say so in every language we know that in. */
interface Feast extends Omit<Holiday, 'source'> {
  readonly rule: string;
  readonly source: Said;
}

/**
 * The public holidays of a country between two dates (inclusive), ascending: the library's, with our corrections. Two feasts
 * may share a day. Throws when an announced date is near no computed one: its rule is misspelt or the library changed it.
 */
export function publicHolidays(
  country: Country,
  data: CountryData,
  from: LocalDate,
  to: LocalDate,
  language = 'en',
): readonly Holiday[] {
  const feasts = announced(computed(country, data, { from, to, language }), data, from, to);
  return feasts
    .flatMap((feast) => daysOf(feast, data, language))
    .filter(({ date }) => date >= from && date <= to)
    .filter(isFirst)
    .sort((a, b) => (a.date === b.date ? compare(a.name, b.name) : compare(a.date, b.date)));
}

/** A feast may begin in the year before and be announced into the next: one year more on both sides. */
function computed(
  country: Country,
  data: CountryData,
  span: { readonly from: LocalDate; readonly to: LocalDate; readonly language: string },
): Feast[] {
  const library = new DateHolidays(country, { types: ['public'] });
  for (const { rule, name } of data.rules ?? [])
    library.setHoliday(rule, { name: { ...name }, type: 'public' });
  const feasts: Feast[] = [];
  for (let year = Number(span.from.slice(0, 4)) - 1; year <= Number(span.to.slice(0, 4)) + 1; year++) {
    for (const { rule, name, date, start, end } of library.getHolidays(year, span.language)) {
      const days = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY));
      const said = [...(data.rules ?? []), ...(data.laws ?? [])].find((law) => law.rule === rule);
      for (let index = 0; index < days; index++)
        feasts.push({
          rule,
          name: data.names?.[rule]?.[span.language] ?? name,
          date: plusDays(date.slice(0, 10), index),
          source: said?.source ?? data.source,
        });
    }
  }
  return feasts;
}

function announced(feasts: readonly Feast[], data: CountryData, from: LocalDate, to: LocalDate): Feast[] {
  let result = [...feasts];
  for (const { rule, date, source } of data.observed ?? []) {
    // A feast of several days may reach into the horizon from outside.
    if (date < plusDays(from, -MARGIN) || date > plusDays(to, MARGIN)) continue;
    const near = (feast: Feast) =>
      feast.rule === rule && Math.abs(startOf(feast.date) - startOf(date)) <= NEARBY * DAY;
    if (!result.some(near))
      throw new Error(`The announced date ${date} of "${rule}" is near no computed one.`);
    result = result.map((feast) => (near(feast) ? { ...feast, date, source } : feast));
  }
  return result;
}

function daysOf(
  { rule, name, date, source }: Feast,
  data: CountryData,
  language: string,
): readonly Holiday[] {
  const lasting = data.lasts?.find((feast) => feast.rule === rule);
  const why = ({ en, [language]: own = en }: Said) => own;
  const first = { date, name, source: why(source) };
  if (!lasting) return [first];
  const further = Array.from({ length: lasting.days - 1 }, (_, index) => ({
    date: plusDays(date, index + 1),
    name: `${name} (${index + 2})`,
    source: `${why(source)}. ${why(lasting.source)}`,
  }));
  return [first, ...further];
}

/** Years overlap where a substitute day of the next year falls into this one. */
function isFirst(holiday: Holiday, index: number, all: readonly Holiday[]): boolean {
  return all.findIndex(({ date, name }) => date === holiday.date && name === holiday.name) === index;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
