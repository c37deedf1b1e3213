import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { projectRoot } from '#libs/config';
import { calendarSnapshot, COUNTRIES, countryCalendar, type Country } from './index.js';

/** A table of `golden/`: date or moment, what is said of it, and the key of its source. */
interface Golden {
  readonly sources: Readonly<Record<string, string>>;
  readonly holidays: Readonly<Record<string, readonly (readonly [string, string, string])[]>>;
  readonly offsets: readonly (readonly [string, number, string])[];
}

const years = ['2025', '2026', '2027'];

function goldenOf(country: Country): Golden {
  return parse(
    readFileSync(join(projectRoot(), 'libs/calendars/golden', `${country}.yaml`), 'utf8'),
  ) as Golden;
}

describe.each(COUNTRIES)('the table of %s', (country) => {
  const golden = goldenOf(country);

  it.each(years)('names every holiday of %s and no other day', (year) => {
    const { holidays } = countryCalendar(country, `${year}-01-01`, `${year}-12-31`);
    const written = golden.holidays[year]!.map(([date, name]) => `${date} ${name}`);
    expect(holidays.map(({ date, name }) => `${date} ${name}`)).toEqual([...written].sort());
  });

  it('has every day off of a snapshot over the three years', () => {
    const { holidays } = calendarSnapshot({ country, from: '2025-01-01', to: '2027-12-31' });
    const written = years.flatMap((year) => golden.holidays[year]!.map(([date]) => date));
    expect(holidays).toEqual([...new Set(written)].sort());
  });

  it('knows every change of the clock', () => {
    const { offsets } = calendarSnapshot({ country, from: '2025-01-01', to: '2027-12-31' });
    expect(offsets.map(({ from, minutes }) => [new Date(from).toISOString().slice(0, 16), minutes])).toEqual(
      golden.offsets.map(([from, minutes]) => [from, minutes]),
    );
  });

  it('has a source for every line, and uses every source', () => {
    const used = [...years.flatMap((year) => golden.holidays[year]!), ...golden.offsets].map((row) => row[2]);
    expect(Object.keys(golden.sources).sort()).toEqual([...new Set(used)].sort());
  });
});

describe('a holiday that people read', () => {
  it('says why we say so, and whether the date is only computed', () => {
    const sourceOn = (date: string) =>
      countryCalendar('MA', '2025-01-01', '2027-12-31').holidays.find((holiday) => holiday.date === date)!
        .source;
    expect(sourceOn('2026-03-20')).toBe('Ministry of Habous, 19 March 2026');
    expect(sourceOn('2026-03-21')).toMatch(/^Ministry of Habous, 19 March 2026\. Decree 2\.77\.169/);
    expect(sourceOn('2027-03-09')).toMatch(/^Computed;/);
    expect(sourceOn('2026-10-31')).toMatch(/2\.26\.14/);
  });

  it('has its name in the language asked for', () => {
    const named = (country: Country, language: string) =>
      countryCalendar(country, '2027-09-17', '2027-10-31', language).holidays.map(({ name }) => name);
    expect(named('MA', 'fr')).toEqual(['Fête de l’unité (Aïd al-Wahda)']);
    expect(named('CL', 'fr')).toContain('Rencontre de deux mondes');
    expect(named('CL', 'ar')).toContain('العيد الوطني (يوم إضافي)');
    expect(named('MA', 'es')).toEqual(['Día de la Unidad (Aid al-Wahda)']);
  });

  it.each(COUNTRIES)('has a name of its own in %s in every language', (country) => {
    const names = (language: string) =>
      countryCalendar(country, '2025-01-01', '2028-12-31', language).holidays.map(({ name }) => name);
    expect(names('ar').filter((name) => !/^[\p{Script=Arabic}\s\d()-]+$/u.test(name))).toEqual([]);
    for (const language of ['fr', 'es']) {
      const alike = names(language).filter((name, index) => name === names('en')[index]);
      expect(alike.filter((name) => !/^(Eid|Aïd|Veterans)/.test(name))).toEqual([]);
    }
  });

  it.each(COUNTRIES)('says in %s why we say so in every language', (country) => {
    const sources = (language: string) =>
      countryCalendar(country, '2025-01-01', '2028-12-31', language).holidays.map(({ source }) => source);
    expect(sources('ar').filter((source) => !/\p{Script=Arabic}{3}/u.test(source))).toEqual([]);
    for (const language of ['fr', 'es'])
      expect(sources(language).filter((source, index) => source === sources('en')[index])).toEqual([]);
  });

  it('is refused for a span that ends before it begins', () => {
    expect(() => countryCalendar('MA', '2026-12-31', '2026-01-01')).toThrow(/cannot end/);
  });
});
