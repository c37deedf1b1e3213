import ical, {
  ICalAlarmType,
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalCalendarMethod,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator';
import type { Instant } from '#libs/domain';
import type { MailAddress } from '../mail-address.js';

/** `PUBLISH` tells a date, `REQUEST` invites to it and asks for an answer, `CANCEL` takes it back (RFC 5546). */
export type CalendarMethod = 'PUBLISH' | 'REQUEST' | 'CANCEL';

/** One date as a calendar program shows it; every string is plain text in the recipient's language. */
export interface CalendarEntry {
  /** The same for every mail about this date, so that a later one moves the entry in place of adding another. */
  readonly uid: string;
  /** Rises with each change; a program ignores what is older than what it has. */
  readonly sequence: number;
  readonly title: string;
  readonly description: string;
  /** Not for personal links: calendars are shared more often than mailboxes. */
  readonly url: string | null;
  readonly place: string | null;
  readonly from: Instant;
  readonly to: Instant;
  /** Whether the time is taken, as a meeting's is; a due date takes none. */
  readonly busy: boolean;
  /** Hours before the beginning at which the program reminds; null leaves it to the program. */
  readonly remindHours: number | null;
}

/** Somebody who gets an invitation. */
export interface Invited extends MailAddress {
  /** Told of it without being asked to come. */
  readonly isOptional?: boolean;
}

/** What a mail's dates have in common. */
export interface CalendarSetting {
  readonly method: CalendarMethod;
  readonly language: string;
  /** Case time of the mail, so that a repeat has the same bytes. */
  readonly at: Instant;
  /** Who invites, or tells; an answer goes to this address. No method does without one. */
  readonly organiser: MailAddress;
  /** Asked to come; none for a date that is only told, nor when that is taken back (RFC 5546, 4.1.3). */
  readonly invited: readonly Invited[];
  readonly entries: readonly CalendarEntry[];
}

/** A mail's calendar part, ready to send. */
export interface CalendarPart {
  readonly method: CalendarMethod;
  /** Whether it asks somebody to come, or takes that back; a date that is only told asks nobody. */
  readonly invites: boolean;
  /** As `text/calendar` (RFC 5545). */
  readonly text: string;
}

/**
 * Writes dates as iCalendar. Every moment is said in UTC, which no program can misread; each shows it in its own zone, and no rule of
 * Casablanca's or Santiago's clock travels along to grow old.
 */
export function calendarPart({
  method,
  language,
  at,
  organiser,
  invited,
  entries,
}: CalendarSetting): CalendarPart {
  const calendar = ical({
    method: ICalCalendarMethod[method],
    prodId: { company: 'Parcours', product: 'Mail', language: language.toUpperCase() },
  });
  for (const entry of entries)
    calendar.createEvent({
      ...{ id: entry.uid, sequence: entry.sequence, stamp: new Date(at) },
      ...{ start: new Date(entry.from), end: new Date(entry.to) },
      ...{ summary: plain(entry.title), description: plain(entry.description), url: entry.url },
      location: entry.place === null ? null : plain(entry.place),
      status: method === 'CANCEL' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      transparency: entry.busy ? ICalEventTransparency.OPAQUE : ICalEventTransparency.TRANSPARENT,
      organizer: named(organiser),
      attendees: invited.map(({ isOptional = false, ...person }) => ({
        ...{ ...named(person), rsvp: method === 'REQUEST' && !isOptional },
        role: isOptional ? ICalAttendeeRole.OPT : ICalAttendeeRole.REQ,
        type: ICalAttendeeType.INDIVIDUAL,
        status: ICalAttendeeStatus.NEEDSACTION,
      })),
      alarms:
        entry.remindHours === null || method === 'CANCEL'
          ? []
          : [
              {
                type: ICalAlarmType.display,
                trigger: entry.remindHours * 3_600,
                description: plain(entry.title),
              },
            ],
    });
  return { method, invites: invited.length > 0, text: `${calendar.toString()}\r\n` };
}

/** Without what no text of a calendar may hold: signs that steer a terminal. */
function plain(text: string): string {
  return text.replace(/[^\P{Cc}\t\r\n]/gu, '');
}

/** A name stands between quotation marks, which nothing escapes there (RFC 5545, 3.2). */
function named({ name, address }: MailAddress): { readonly name: string; readonly email: string } {
  const quotable = name
    .replaceAll('"', '’')
    .replaceAll('\\', '/')
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
  return { name: quotable || address, email: address };
}

/** Reads a kept part back; null for what is none. */
export function keptPart(text: string | null): CalendarPart | null {
  const method = text === null ? undefined : /^METHOD:(PUBLISH|REQUEST|CANCEL)\r?$/m.exec(text)?.[1];
  if (text === null || method === undefined) return null;
  return { method: method as CalendarMethod, invites: /^ATTENDEE[;:]/m.test(text), text };
}
