import {
  bigint,
  bigserial,
  boolean,
  date,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import type { LocalDate } from '#libs/domain';
import { organisations } from './programmes.js';

/** When a company produces day and night and owes the programme nothing; both days inclusive. */
export const seasons = pgTable(
  'seasons',
  {
    organisation: text()
      .notNull()
      .references(() => organisations.code),
    startsOn: date({ mode: 'string' }).notNull(),
    endsOn: date({ mode: 'string' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.organisation, t.startsOn] })],
);

/** What an administrator knows better than a country's calendar: a feast announced two days before, an extra day off. */
export const calendarOverrides = pgTable(
  'calendar_overrides',
  {
    /** Country code of the calendar. */
    calendar: text().notNull(),
    day: date({ mode: 'string' }).notNull(),
    works: boolean().notNull(),
    /** Why, for people: `Aïd al-Fitr, announced on 29 March`. */
    reason: text().notNull(),
    person: text().notNull(),
    /** Case time, epoch ms. */
    at: bigint({ mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.calendar, t.day] })],
);

/** What somebody changed about the days that count. */
export type CalendarChange =
  | {
      readonly type: 'override';
      readonly country: string;
      readonly day: LocalDate;
      /** A holiday that is worked; false for a further day off. */
      readonly works: boolean;
    }
  | { readonly type: 'withdrawal'; readonly country: string; readonly day: LocalDate }
  /** A company's production season, or another end of the one that begins on that day. */
  | {
      readonly type: 'season';
      readonly organisation: string;
      readonly from: LocalDate;
      readonly to: LocalDate;
    }
  | { readonly type: 'season-removal'; readonly organisation: string; readonly from: LocalDate }
  /** The programme ends on another day, and its cases' calendars twelve months later. */
  | { readonly type: 'horizon'; readonly programme: string; readonly endsOn: LocalDate }
  /** The country's data of this release, as it is without anybody's doing. */
  | { readonly type: 'data'; readonly country: string };

/** What a change moves in one running case. */
export interface CaseReplan {
  readonly reference: string;
  readonly organisation: string;
  readonly programme: string;
  /** Version of the calendar that the case had before. */
  readonly before: string;
  readonly moves: readonly {
    /** Task or approval, with its title in the installation's language. */
    readonly item: string;
    readonly title: string;
    readonly from: number;
    readonly to: number;
  }[];
}

/** Changes of calendars under running cases, oldest first: why a date moved, and who said so. A source, never rebuilt. */
export const calendarChanges = pgTable(
  'calendar_changes',
  {
    id: uuid().primaryKey(),
    /** Order of storing: case time may stand still. */
    number: bigserial({ mode: 'number' }).notNull(),
    /** Country, organisation or programme it is about. */
    subject: text().notNull(),
    change: jsonb().$type<CalendarChange>().notNull(),
    reason: text().notNull(),
    person: text().notNull(),
    /** Case time, epoch ms. */
    at: bigint({ mode: 'number' }).notNull(),
    request: text().notNull().unique(),
    /** Tells a repeated request from another one under the same key (422). */
    fingerprint: text().notNull(),
    /** As it was announced before anything moved. */
    replans: jsonb().$type<readonly CaseReplan[]>().notNull(),
  },
  (t) => [index('calendar_changes_subject').on(t.subject, t.number)],
);
