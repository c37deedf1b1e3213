import {
  bigint,
  boolean,
  date,
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
import type { ContactFunction, PartnerFunction, Role } from '#libs/domain';
import type { Language } from '#libs/wording';

/**
 * What a programme opens of a company's data, by role: paths such as `measures.outcome`, `answers.application.energy`,
 * `documents.visit.photos`; `*` as the last part opens the whole level. Roles not named see stages, dates and aggregates.
 */
export type DataPolicy = Readonly<Partial<Record<Role, readonly string[]>>>;

/** How somebody wants reminders: each by itself, or one mail a working day or a week. */
export const mailRhythms = ['single', 'daily', 'weekly'] as const;
export type MailRhythm = (typeof mailRhythms)[number];

/** Words in several languages, e.g. `{fr: …, en: …}`. */
export type LocalisedText = Readonly<Partial<Record<Language, string>>>;

export interface ProgrammeSector {
  readonly key: string;
  readonly name: LocalisedText;
}

export const programmes = pgTable('programmes', {
  code: text().primaryKey(),
  name: jsonb().$type<LocalisedText>().notNull(),
  country: text().notNull(),
  currency: text().notNull(),
  languages: jsonb().$type<readonly string[]>().notNull(),
  startsOn: date({ mode: 'string' }).notNull(),
  endsOn: date({ mode: 'string' }).notNull(),
  closeOutDays: integer().notNull(),
  /** Minutes after local midnight. */
  reminderAt: integer().notNull(),
  /** Number of companies that may be admitted. */
  quota: integer().notNull(),
  criteria: jsonb().$type<LocalisedText>().notNull(),
  /** What the sectors of its companies are called, by the word that their rows keep. */
  sectors: jsonb().$type<readonly ProgrammeSector[]>().notNull().default([]),
  /** Fields that roles without a right to a company's answers may read all the same, see `DataPolicy` (I15). */
  dataPolicy: jsonb().$type<DataPolicy>().notNull().default({}),
  /** No reminder or digest leaves between these minutes after local midnight; equal ones mean never. */
  quietFrom: integer().notNull().default(1080),
  quietTo: integer().notNull().default(480),
  /** Reminders, copies and escalations one person gets in a week over all tasks; the rest waits for a digest. */
  mailsAWeek: integer().notNull().default(10),
  sample: boolean().notNull().default(false),
});

/** SMEs and partners alike; the code is no personal data and may travel to Temporal. */
export const organisations = pgTable('organisations', {
  code: text().primaryKey(),
  name: text().notNull(),
  country: text().notNull(),
  sector: text().notNull(),
  town: text(),
  employees: integer(),
  product: text(),
  sample: boolean().notNull().default(false),
});

/** Which organisations take part in a programme, and as what; `partner` is null for an SME. */
export const programmeOrganisations = pgTable(
  'programme_organisations',
  {
    programme: text()
      .notNull()
      .references(() => programmes.code),
    organisation: text()
      .notNull()
      .references(() => organisations.code),
    partner: text().$type<PartnerFunction>(),
  },
  (t) => [
    primaryKey({ columns: [t.programme, t.organisation] }),
    index('programme_organisations_organisation').on(t.organisation, t.programme),
  ],
);

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

export const accounts = pgTable(
  'accounts',
  {
    person: text()
      .primaryKey()
      .references(() => people.id),
    email: text().notNull(),
    /** argon2id, PHC string. */
    passwordHash: text().notNull(),
    disabledAt: timestamp({ withTimezone: true }),
    /** Wrong passwords since the last right one. */
    failures: integer().notNull().default(0),
    /** No password is looked at before; machine time. */
    lockedUntil: timestamp({ withTimezone: true }),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [uniqueIndex('accounts_email').on(t.email)],
);

/** Invitations to an account and password resets; only the SHA-256 of the mailed token is kept. Machine time. */
export const accountTokens = pgTable('account_tokens', {
  id: uuid().primaryKey().defaultRandom(),
  person: text()
    .notNull()
    .references(() => people.id),
  purpose: text().$type<'invitation' | 'reset'>().notNull(),
  hash: text().notNull().unique(),
  createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  expiresAt: timestamp({ withTimezone: true }).notNull(),
  usedAt: timestamp({ withTimezone: true }),
});

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

/** Bearer tokens for programs; only the SHA-256 is kept. Machine time. */
export const apiTokens = pgTable('api_tokens', {
  id: uuid().primaryKey().defaultRandom(),
  person: text()
    .notNull()
    .references(() => people.id),
  hash: text().notNull().unique(),
  createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  expiresAt: timestamp({ withTimezone: true }).notNull(),
  revokedAt: timestamp({ withTimezone: true }),
});

/** Store of express-session (connect-pg-simple's shape). */
export const sessions = pgTable('sessions', {
  sid: text().primaryKey(),
  sess: jsonb().notNull(),
  expire: timestamp({ precision: 6 }).notNull(),
});
