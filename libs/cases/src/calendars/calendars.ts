import { Injectable } from '@nestjs/common';
import { calendarSnapshot, isCountry } from '#libs/calendars';
import { addMonths, DomainError, type CalendarSnapshot } from '#libs/domain';
import { CalendarBook, type CalendarEntries, type Programme } from '#libs/persistence';

/** As much of a programme as its calendar needs. */
export type CalendarScope = Pick<Programme, 'country' | 'startsOn' | 'endsOn'>;

/** The one source of calendars: a country's data, what administrators know better, and a company's production seasons. */
@Injectable()
export class Calendars {
  constructor(private readonly book: CalendarBook) {}

  /** What a case of the organisation keeps when it is opened now. Throws `calendar.unknown` or `calendar.no-working-day`. */
  async of(programme: CalendarScope, organisation: string): Promise<CalendarSnapshot> {
    return calendarFrom(await this.book.entries(), programme, organisation);
  }

  /** The same without anybody's season. */
  async ofProgramme(programme: CalendarScope): Promise<CalendarSnapshot> {
    return calendarFrom(await this.book.entries(), programme, null);
  }
}

/** From the programme's start to twelve months after its end. Pure, so that a change can be tried out before it is made. */
export function calendarFrom(
  { overrides, seasons }: CalendarEntries,
  { country, startsOn, endsOn }: CalendarScope,
  organisation: string | null,
): CalendarSnapshot {
  if (!isCountry(country)) throw unknownCalendar(country);
  const own = overrides.filter(({ calendar }) => calendar === country);
  try {
    return calendarSnapshot({
      country,
      from: startsOn,
      to: addMonths(endsOn, 12),
      overrides: {
        holidays: own.filter(({ works }) => !works).map(({ day }) => day),
        workingDays: own.filter(({ works }) => works).map(({ day }) => day),
      },
      closed: seasons
        .filter((season) => season.organisation === organisation)
        .map((season) => ({ from: season.startsOn, to: season.endsOn })),
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new DomainError('invalid', 'calendar.no-working-day', organisation ?? country, {
      hint: error.message,
    });
  }
}

/** Nobody has written down that country's days; `libs/calendars/README.md` says how. */
export function unknownCalendar(country: string): DomainError {
  return new DomainError('not-found', 'calendar.unknown', country, {
    hint: 'There is no calendar of that country: libs/calendars/README.md says how to add one.',
  });
}
