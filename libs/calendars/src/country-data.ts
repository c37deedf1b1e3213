import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '#libs/config';
import type { LocalDate } from '#libs/domain';

/** The countries whose calendars this project keeps. */
export const COUNTRIES = ['MA', 'CL', 'US'] as const;

/** ISO 3166 code of a country with a calendar. */
export type Country = (typeof COUNTRIES)[number];

/** Narrows what a programme or an address says to a country with a calendar. */
export function isCountry(code: string): code is Country {
  return (COUNTRIES as readonly string[]).includes(code);
}

/** The same words by language; English always. */
export type Said = Readonly<Record<string, string>> & { readonly en: string };

/** A country's file in `data/`: what we say about it beyond the holiday library. */
export interface CountryData {
  readonly timeZone: string;
  readonly weekend: readonly number[];
  /** `HH:MM`, local time. */
  readonly hours: { readonly opens: string; readonly closes: string };
  /** The law behind every holiday for which nothing more precise is said. */
  readonly source: Said;
  /** Further holidays, in date-holidays' grammar, named by language. */
  readonly rules?: readonly {
    readonly rule: string;
    readonly name: Readonly<Record<string, string>>;
    readonly source: Said;
  }[];
  /** The law behind a rule of the library, or that its date is only computed. */
  readonly laws?: readonly { readonly rule: string; readonly source: Said }[];
  /** What people call the feast of a rule, by language. */
  readonly names?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Feasts of several days. */
  readonly lasts?: readonly { readonly rule: string; readonly days: number; readonly source: Said }[];
  /** Dates as they were announced, each in place of the computed one of its rule nearby. */
  readonly observed?: readonly { readonly rule: string; readonly date: LocalDate; readonly source: Said }[];
}

const read = new Map<Country, CountryData>();

/** A country's file; read once, because it belongs to the release. */
export function countryData(country: Country): CountryData {
  const known = read.get(country);
  if (known) return known;
  const path = join(projectRoot(), 'libs/calendars/data', `${country}.yaml`);
  const data = parse(readFileSync(path, 'utf8')) as CountryData;
  read.set(country, data);
  return data;
}
