import ical, { ICalEventTransparency } from 'ical-generator';
import type { DatedVisit, DueDate } from '#libs/cases';

export interface FeedSetting {
  /** Name of the calendar in the reader's language. */
  readonly name: string;
  readonly language: string;
  /** Start of every address, without a trailing slash. */
  readonly publicUrl: string;
  /** Case time. */
  readonly now: number;
  readonly describe: (date: DueDate) => string;
  readonly dates: readonly DueDate[];
  readonly visits: readonly DatedVisit[];
  /** What a visit is called, e.g. `Visit: Olive mill`. */
  readonly nameVisit: (visit: DatedVisit) => string;
}

/**
 * Due dates for a calendar program to fetch again and again. Each is a whole day of its programme's own zone and takes no time; its
 * UID stays, its sequence rises with every new date, and what is done is in it no more. A visit takes its hours and has the id of its
 * invitation. It is a calendar to read and no message about one, so it names no METHOD, which would ask for an organiser (RFC 5546).
 */
export function feedOf({
  name,
  language,
  publicUrl,
  now,
  describe,
  dates,
  visits,
  nameVisit,
}: FeedSetting): string {
  const calendar = ical({
    // The library escapes the texts of entries, but not this one.
    name: name.replace(/\p{Cc}+/gu, ' ').replace(/[\\;,]/g, '\\$&'),
    prodId: { company: 'Parcours', product: 'Due dates', language: language.toUpperCase() },
    ttl: 3_600,
  });
  const { host } = new URL(publicUrl);
  for (const date of dates) {
    const { id, mayRead, day, title, organisationName, reference, revision, programme } = date;
    calendar.createEvent({
      id: `${id}@${host}`,
      sequence: revision,
      stamp: new Date(now),
      start: day,
      allDay: true,
      summary: `${organisationName} – ${title}`,
      description: describe(date),
      url: mayRead ? `${publicUrl}/console/items/${id}` : `${publicUrl}/console/cases/${reference}`,
      transparency: ICalEventTransparency.TRANSPARENT,
      categories: [{ name: programme }],
    });
  }
  for (const visit of visits) {
    const { id, sequence, startsAt, endsAt, place, reference, programme } = visit;
    calendar.createEvent({
      ...{ id: `${id}@${host}`, sequence, stamp: new Date(now), summary: nameVisit(visit) },
      ...{ start: new Date(startsAt), end: new Date(endsAt), location: place, description: reference },
      url: `${publicUrl}/console/visits/${id}`,
      transparency: ICalEventTransparency.OPAQUE,
      categories: [{ name: programme }],
    });
  }
  return `${calendar.toString()}\r\n`;
}
