import {
  bigint,
  boolean,
  date,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import type { ContactFunction, Role } from '#libs/domain';
import { organisations, programmes } from './programmes.js';

/** How somebody wants reminders: each by itself, or one mail a working day or a week. */
export const mailRhythms = ['single', 'daily', 'weekly'] as const;
export type MailRhythm = (typeof mailRhythms)[number];

export const people = pgTable('people', {
  /** Person code, e.g. `P-004`: what Temporal sees of a person. */
  id: text().primaryKey(),
  name: text().notNull(),
  email: text(),
  phone: text(),
  language: text().notNull(),
  /** Organisation the person stands for. */
  organisation: text().references(() => organisations.code),
  mailRhythm: text().$type<MailRhythm>().notNull().default('single'),
  /** Single keys do something on pages of lists; whoever dictates, or types with a switch, turns them off. */
  shortcuts: boolean().notNull().default(true),
  /** Mail to the present address came back; null once the address is another one or proves right. Case time, epoch ms. */
  bouncedAt: bigint({ mode: 'number' }),
  bounceReason: text(),
  sample: boolean().notNull().default(false),
});

export const contacts = pgTable(
  'contacts',
  {
    organisation: text()
      .notNull()
      .references(() => organisations.code),
    person: text()
      .notNull()
      .references(() => people.id),
    function: text().$type<ContactFunction>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisation, t.person, t.function] }),
    index('contacts_person').on(t.person),
  ],
);

/**
 * Roles are held in a programme, `*` meaning every one, and in a country, `*` meaning every one. Only administrators hold a role
 * in every programme of every country.
 */
export const roleGrants = pgTable(
  'role_grants',
  {
    programme: text().notNull(),
    person: text()
      .notNull()
      .references(() => people.id),
    role: text().$type<Role>().notNull(),
    /** Of the case, ISO 3166. */
    country: text().notNull().default('*'),
  },
  (t) => [
    primaryKey({ columns: [t.programme, t.person, t.role, t.country] }),
    index('role_grants_person').on(t.person),
  ],
);

/** Somebody acts for somebody else in a programme, from the first to the last day, both inclusive, in the programme's zone. */
export const substitutions = pgTable(
  'substitutions',
  {
    id: uuid().primaryKey().defaultRandom(),
    programme: text()
      .notNull()
      .references(() => programmes.code),
    person: text()
      .notNull()
      .references(() => people.id),
    substitute: text()
      .notNull()
      .references(() => people.id),
    startsOn: date({ mode: 'string' }).notNull(),
    endsOn: date({ mode: 'string' }).notNull(),
    /** The first day's beginning (or the arrangement, if later) and the last day's end in the programme's zone, epoch ms. */
    startsAt: bigint({ mode: 'number' }).notNull(),
    endsAt: bigint({ mode: 'number' }).notNull(),
    reason: text(),
    /** Who arranged it: the person or an administrator. */
    arrangedBy: text().notNull(),
    /** Case time, epoch ms. */
    arrangedAt: bigint({ mode: 'number' }).notNull(),
    /** Ended before its last day. */
    endedAt: bigint({ mode: 'number' }),
  },
  (t) => [index('substitutions_person').on(t.person), index('substitutions_substitute').on(t.substitute)],
);

/** What can change about people, their organisations and their sign-ins; secrets are no part of the detail. */
export const peopleChangeKinds = [
  'person-added',
  'person-changed',
  'organisation-added',
  'organisation-changed',
  'function-given',
  'function-ended',
  'role-granted',
  'role-revoked',
  'substitution-arranged',
  'substitution-ended',
  'data-policy-changed',
  'mail-hours-changed',
  'account-invited',
  'account-given',
  'account-disabled',
  'password-set',
  'sessions-ended',
] as const;
export type PeopleChangeKind = (typeof peopleChangeKinds)[number];

/** Who changed what about people, and when. Append-only, as the trail is. */
export const peopleChanges = pgTable(
  'people_changes',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** Machine time. */
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** Person code; null for the installation itself. */
    by: text(),
    kind: text().$type<PeopleChangeKind>().notNull(),
    programme: text(),
    person: text(),
    organisation: text(),
    /** Old and new values of what changed. */
    detail: jsonb().$type<Readonly<Record<string, unknown>>>().notNull().default({}),
  },
  (t) => [
    index('people_changes_person').on(t.person, t.id),
    index('people_changes_programme').on(t.programme, t.id),
  ],
);
