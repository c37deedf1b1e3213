import { Injectable } from '@nestjs/common';
import {
  COUNTRIES,
  countryCalendar,
  isCountry,
  timeZoneOf,
  type CountryCalendar,
  type Holiday,
} from '#libs/calendars';
import { DomainError, isLocalDate, type CalendarSnapshot, type LocalDate } from '#libs/domain';
import { mayInProgramme, programmesFor, type Viewer } from '#libs/identity';
import { CalendarBook, People, Programmes, type CalendarOverride } from '#libs/persistence';
import { CaseClock } from '#libs/config';
import { typeset } from '#libs/wording';
import { Calendars, unknownCalendar } from '../calendars/calendars.js';
import { DirectoryQueries } from '../people/directory-queries.js';

/** A country's calendar in one line. */
export interface CalendarSummary {
  readonly country: string;
  readonly timeZone: string;
  /** Codes of the viewer's programmes in that country. */
  readonly programmes: readonly string[];
  /** Days that administrators have entered, past ones included. */
  readonly overrides: number;
}

export interface OverrideView {
  readonly day: LocalDate;
  readonly works: boolean;
  readonly reason: string;
  readonly personName: string;
  /** Case time. */
  readonly at: number;
}

/** A country's days between two dates, with names, sources and what administrators know better. */
export interface CalendarSpan extends CountryCalendar {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly overrides: readonly OverrideView[];
  /** The viewer may enter and withdraw overrides. */
  readonly mayChange: boolean;
}

/** A production season of a company, both days inclusive. */
export interface SeasonView {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** Longest span that is answered at once, in years. */
const longestSpan = 10;

/** Calendars for people to read. Holidays are no secret: everybody who signs in may see every country's. */
@Injectable()
export class CalendarQueries {
  constructor(
    private readonly directory: DirectoryQueries,
    private readonly programmes: Programmes,
    private readonly book: CalendarBook,
    private readonly calendars: Calendars,
    private readonly people: People,
    private readonly clock: CaseClock,
  ) {}

  /** The viewer's own countries first. */
  async list(viewer: Viewer): Promise<readonly CalendarSummary[]> {
    const [programmes, { overrides }] = await Promise.all([
      this.directory.programmes(viewer),
      this.book.entries(),
    ]);
    return COUNTRIES.map((country) => ({
      country,
      timeZone: timeZoneOf(country),
      programmes: programmes.filter((programme) => programme.country === country).map(({ code }) => code),
      overrides: overrides.filter(({ calendar }) => calendar === country).length,
    })).sort((a, b) => Number(b.programmes.length > 0) - Number(a.programmes.length > 0));
  }

  /** The current year unless told. Throws `calendar.unknown` or `calendar.span-invalid`. */
  async span(
    viewer: Viewer,
    country: string,
    wanted: { readonly from?: string; readonly to?: string } = {},
  ): Promise<CalendarSpan> {
    if (!isCountry(country)) throw unknownCalendar(country);
    const { from, to } = this.spanOf(wanted);
    const { overrides } = await this.book.entries();
    const own = overrides.filter(({ calendar, day }) => calendar === country && day >= from && day <= to);
    const calendar = countryCalendar(country, from, to, viewer.language);
    return {
      ...{ ...calendar, from, to },
      holidays: calendar.holidays.map((one) => asSet(one, viewer.language)),
      overrides: await this.withNames(own),
      mayChange: programmesFor(viewer, 'edit-programme') === 'every',
    };
  }

  /** What a case opened now would keep, before any company's season. */
  async ofProgramme(viewer: Viewer, code: string): Promise<CalendarSnapshot> {
    const programme = (await this.directory.programmes(viewer)).find((found) => found.code === code);
    if (!programme) throw new DomainError('not-found', 'programme.unknown', code);
    return this.calendars.ofProgramme(programme);
  }

  /** Ascending. Throws `organisation.unknown` for one the viewer may not see. */
  async seasons(viewer: Viewer, organisation: string): Promise<readonly SeasonView[]> {
    await this.directory.organisation(viewer, organisation);
    const { seasons } = await this.book.entries();
    return seasons
      .filter((season) => season.organisation === organisation)
      .map(({ startsOn, endsOn }) => ({ from: startsOn, to: endsOn }));
  }

  /** Whether the viewer may enter seasons of the organisation: in every programme that it takes part in. */
  async mayEditSeasons(viewer: Viewer, organisation: string): Promise<boolean> {
    const parts = await this.programmes.programmesOf(organisation);
    return parts.length > 0 && parts.every((programme) => mayInProgramme(viewer, 'edit-seasons', programme));
  }

  private spanOf(wanted: { readonly from?: string; readonly to?: string }): SeasonView {
    const year = new Date(this.clock.now()).getUTCFullYear();
    const { from = `${year}-01-01`, to = `${from.slice(0, 4)}-12-31` } = wanted;
    const isSpan =
      isLocalDate(from) &&
      isLocalDate(to) &&
      from <= to &&
      Number(to.slice(0, 4)) - Number(from.slice(0, 4)) < longestSpan;
    if (!isSpan)
      throw new DomainError('invalid', 'calendar.span-invalid', null, {
        hint: `Ask for existing days, the first before the last, at most ${longestSpan} years apart.`,
      });
    return { from, to };
  }

  private async withNames(overrides: readonly CalendarOverride[]): Promise<readonly OverrideView[]> {
    const names = await this.people.persons([...new Set(overrides.map(({ person }) => person))]);
    return overrides.map(({ day, works, reason, person, at }) => ({
      ...{ day, works, reason, at },
      personName: names.get(person)?.name ?? person,
    }));
  }
}

/** Names and sources come from a library and from data files, which write plain signs. */
function asSet(holiday: Holiday, language: string): Holiday {
  const { date, name, source } = holiday;
  return { date, name: typeset(name, language), source: typeset(source, language) };
}
