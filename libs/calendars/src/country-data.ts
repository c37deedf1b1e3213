import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '#libs/config';
import type { LocalDate } from '#libs/domain';

/** The countries whose calendars this project keeps. */
export const COUNTRIES = ['MA', 'CL', 'US'] as const;

/** ISO 3166 code of a country with a calendar. */
export type Country = (typeof COUNTRIES)[number];

/** A country's file in `data/`: what we say about it beyond the holiday library. */
export interface CountryData {
  readonly timeZone: string;
  readonly weekend: readonly number[];
  /** `HH:MM`, local time. */
  readonly hours: { readonly opens: string; readonly closes: string };
  /** Further holidays, in date-holidays' grammar. */
  readonly rules?: readonly { readonly rule: string; readonly name: string; readonly source: string }[];
  /** Feasts of several days. */
  readonly lasts?: readonly { readonly rule: string; readonly days: number; readonly source: string }[];
  /** Dates as they were announced, each in place of the computed one of its rule nearby. */
  readonly observed?: readonly { readonly rule: string; readonly date: LocalDate; readonly source: string }[];
}

/** Reads a country's file. */
export function countryData(country: Country): CountryData {
  const path = join(projectRoot(), 'libs/calendars/data', `${country}.yaml`);
  return parse(readFileSync(path, 'utf8')) as CountryData;
}
