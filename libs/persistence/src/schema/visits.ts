import { sql } from 'drizzle-orm';
import {
  bigint,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { ContactFunction } from '#libs/domain';

/** `cancelled` by somebody; `withdrawn` because its case was suspended or closed. */
export const visitStates = ['proposed', 'confirmed', 'cancelled', 'withdrawn'] as const;
export type VisitState = (typeof visitStates)[number];

/** What can happen to a visit; `offered` puts other slots into the place of those that did not suit, `edited` leaves the dates alone. */
export const visitChangeKinds = [
  'proposed',
  'offered',
  'confirmed',
  'moved',
  'edited',
  'asked',
  'cancelled',
  'withdrawn',
] as const;
export type VisitChangeKind = (typeof visitChangeKinds)[number];

/** Words of a visit that were written anew. */
export interface Rewritten {
  readonly before: string;
  readonly after: string;
}

/** What an edit changed; null for what it left alone. */
export interface VisitEdit {
  readonly place: Rewritten | null;
  readonly note: Rewritten | null;
}

/** Another date that the company asked for and nobody has answered yet. */
export interface VisitWish {
  readonly text: string;
  /** `YYYY-MM-DD`; null where the words say it. */
  readonly day: string | null;
  readonly person: string;
  /** Case time, epoch ms. */
  readonly at: number;
}

/** Meetings at the company. No acts: no event tells of them, and a rebuild leaves them alone. Instants are case time, epoch ms. */
export const visits = pgTable(
  'visits',
  {
    id: uuid().primaryKey(),
    reference: text().notNull(),
    /** Task it is for; null where it is for none in particular. */
    item: text(),
    state: text().$type<VisitState>().notNull(),
    /** Counts the changes: what a page has seen of it, and the SEQUENCE that calendar programs compare. */
    sequence: integer().notNull(),
    place: text().notNull(),
    /** What to prepare, as typed; empty for nothing. */
    note: text().notNull(),
    /** Who comes, by person code; the one who leads it first. */
    visitors: jsonb().$type<readonly string[]>().notNull(),
    /** Of those who come for somebody who is away: that one's person code, by their own. */
    standIns: jsonb().$type<Readonly<Record<string, string>>>().notNull().default({}),
    /** Whom to meet. */
    functions: jsonb().$type<readonly ContactFunction[]>().notNull(),
    /** Everybody of the company who was told of it, so that whoever was invited also hears that it moves. */
    invited: jsonb().$type<readonly string[]>().notNull(),
    /** The agreed date; stays when it is cancelled. */
    startsAt: bigint({ mode: 'number' }),
    endsAt: bigint({ mode: 'number' }),
    wish: jsonb().$type<VisitWish>(),
    proposedBy: text().notNull(),
    proposedAt: bigint({ mode: 'number' }).notNull(),
  },
  (t) => [
    index('visits_case').on(t.reference),
    index('visits_agreed').on(t.state, t.startsAt),
    index('visits_visitors')
      .using('gin', t.visitors)
      .where(sql`${t.state} in ('proposed', 'confirmed')`),
  ],
);

/** Dates that a visit may be on, in the order in which they are offered. */
export const visitSlots = pgTable(
  'visit_slots',
  {
    visit: uuid()
      .notNull()
      .references(() => visits.id),
    ordinal: integer().notNull(),
    startsAt: bigint({ mode: 'number' }).notNull(),
    endsAt: bigint({ mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.visit, t.ordinal] })],
);

/** A visit's life, one row a change; only grows. */
export const visitChanges = pgTable(
  'visit_changes',
  {
    visit: uuid()
      .notNull()
      .references(() => visits.id),
    sequence: integer().notNull(),
    kind: text().$type<VisitChangeKind>().notNull(),
    /** Null where the case's own fate did it. */
    person: text(),
    /** Who was away, where they acted in that one's place. */
    onBehalfOf: text(),
    /** The date agreed from then on; null while there is none. */
    startsAt: bigint({ mode: 'number' }),
    endsAt: bigint({ mode: 'number' }),
    /** Why, or what was asked for, as typed; empty for nothing. */
    note: text().notNull(),
    /** Null for every change but an edit. */
    edit: jsonb().$type<VisitEdit>(),
    /** Case time, epoch ms. */
    at: bigint({ mode: 'number' }).notNull(),
    /** Who asked under which key: a form sent twice changes it once. */
    request: text(),
    /** Tells a repeated request from another one under the same key (422). */
    fingerprint: text(),
    /** Machine time. */
    storedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.visit, t.sequence] }), uniqueIndex('visit_changes_request').on(t.request)],
);
