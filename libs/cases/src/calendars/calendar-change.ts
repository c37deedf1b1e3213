import { countryCalendar, isCountry } from '#libs/calendars';
import { DomainError, isLocalDate, type LocalDate, type ReplanReason } from '#libs/domain';
import type { CalendarChange, CalendarEntries, Programme } from '#libs/persistence';
import { unknownCalendar } from './calendars.js';

/** Whose running cases a change concerns. */
export type ChangeScope =
  { readonly country: string } | { readonly organisation: string } | { readonly programme: string };

export function scopeOf(change: CalendarChange): ChangeScope {
  switch (change.type) {
    case 'override':
    case 'withdrawal':
    case 'data':
      return { country: change.country };
    case 'season':
    case 'season-removal':
      return { organisation: change.organisation };
    case 'horizon':
      return { programme: change.programme };
  }
}

/** Country, organisation or programme a change is about. */
export function subjectOf(change: CalendarChange): string {
  const scope = scopeOf(change);
  if ('country' in scope) return scope.country;
  return 'organisation' in scope ? scope.organisation : scope.programme;
}

/** What the trail of each case says the replanning was for. */
export function becauseOf(change: CalendarChange): ReplanReason {
  switch (change.type) {
    case 'override':
    case 'withdrawal':
      return 'override';
    case 'season':
    case 'season-removal':
      return 'season';
    default:
      return change.type;
  }
}

/** Programmes as they are once the change is made. */
export function programmesAfter(
  programmes: readonly Programme[],
  change: CalendarChange,
): readonly Programme[] {
  if (change.type !== 'horizon') return programmes;
  const { programme, endsOn } = change;
  const found = programmes.find(({ code }) => code === programme);
  if (!found)
    throw new DomainError('not-found', 'programme.unknown', programme, {
      hint: 'No programme has that code.',
    });
  requireDate(endsOn);
  if (endsOn <= found.startsOn)
    throw new DomainError('invalid', 'programme.ends-before', endsOn, {
      hint: `The programme begins on ${found.startsOn}: let it end later.`,
    });
  return programmes.map((row) => (row.code === programme ? { ...row, endsOn } : row));
}

/** Overrides and seasons as they are once the change is made. Throws, with the remedy, for what would mean nothing. */
export function entriesAfter(
  entries: CalendarEntries,
  change: CalendarChange,
  programmes: readonly Programme[],
): CalendarEntries {
  switch (change.type) {
    case 'override':
      return withOverride(entries, change, programmes);
    case 'withdrawal': {
      const left = entries.overrides.filter(
        ({ calendar, day }) => calendar !== change.country || day !== change.day,
      );
      if (left.length === entries.overrides.length)
        throw new DomainError('not-found', 'calendar.override-unknown', change.day, {
          hint: 'Nobody has entered that day: see the overrides of the calendar.',
        });
      return { ...entries, overrides: left };
    }
    case 'season':
      return withSeason(entries, change);
    case 'season-removal': {
      const left = entries.seasons.filter(
        ({ organisation, startsOn }) => organisation !== change.organisation || startsOn !== change.from,
      );
      if (left.length === entries.seasons.length)
        throw new DomainError('not-found', 'season.unknown', change.from, {
          hint: 'No season of the company begins on that day.',
        });
      return { ...entries, seasons: left };
    }
    default:
      return entries;
  }
}

function withOverride(
  entries: CalendarEntries,
  { country, day, works }: Extract<CalendarChange, { type: 'override' }>,
  programmes: readonly Programme[],
): CalendarEntries {
  if (!isCountry(country)) throw unknownCalendar(country);
  requireDate(day);
  if (entries.overrides.some((entry) => entry.calendar === country && entry.day === day))
    throw new DomainError('conflict', 'calendar.override-exists', day, {
      hint: 'That day has been entered already: withdraw it first.',
    });
  const own = programmes.filter((programme) => programme.country === country);
  const reaches = own.some(
    ({ startsOn, endsOn }) => day >= startsOn && day <= `${Number(endsOn.slice(0, 4)) + 1}${endsOn.slice(4)}`,
  );
  if (!reaches)
    throw new DomainError('invalid', 'calendar.override-outside', day, {
      hint: 'No programme of that country counts this day: choose one from a programme’s start to a year after its end.',
    });
  const { holidays, weekend } = countryCalendar(country, day, day);
  const isWeekend = weekend.includes(weekdayOf(day));
  if (isWeekend || holidays.length > 0 !== works)
    throw new DomainError('invalid', 'calendar.override-idle', day, {
      hint: isWeekend
        ? 'That day is a weekend anyway, and weekends stay weekends.'
        : works
          ? 'That day is worked anyway: only a holiday can be made a working day.'
          : `Nobody works that day anyway: ${holidays.map(({ name }) => name).join(', ')}.`,
    });
  const added = { calendar: country, day, works, reason: '', person: '', at: 0 };
  return { ...entries, overrides: [...entries.overrides, added] };
}

function withSeason(
  entries: CalendarEntries,
  { organisation, from, to }: Extract<CalendarChange, { type: 'season' }>,
): CalendarEntries {
  for (const date of [from, to]) requireDate(date);
  if (to < from)
    throw new DomainError('invalid', 'season.ends-before', to, {
      hint: `A season cannot end before it begins (${from}): swap the two days.`,
    });
  const others = entries.seasons.filter(
    (season) => season.organisation !== organisation || season.startsOn !== from,
  );
  const own = entries.seasons.filter((season) => season.organisation === organisation);
  if (own.some((season) => season.startsOn === from && season.endsOn === to))
    throw new DomainError('conflict', 'season.exists', from, { hint: 'The season is entered already.' });
  const overlapping = own.find(
    ({ startsOn, endsOn }) => startsOn !== from && startsOn <= to && endsOn >= from,
  );
  if (overlapping)
    throw new DomainError('conflict', 'season.overlaps', overlapping.startsOn, {
      hint: `A season from ${overlapping.startsOn} to ${overlapping.endsOn} is entered already: remove it first.`,
    });
  return { ...entries, seasons: [...others, { organisation, startsOn: from, endsOn: to }] };
}

function requireDate(value: string): void {
  if (!isLocalDate(value))
    throw new DomainError('invalid', 'calendar.date-invalid', null, {
      hint: 'Write an existing day as YYYY-MM-DD.',
    });
}

/** ISO, 1 = Monday. */
function weekdayOf(day: LocalDate): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}
