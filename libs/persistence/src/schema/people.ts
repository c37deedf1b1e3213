import {
  boolean,
  date,
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

/** Words in several languages, e.g. `{fr: …, en: …}`. */
export type LocalisedText = Readonly<Partial<Record<'fr' | 'en' | 'ar' | 'es', string>>>;

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
  (t) => [primaryKey({ columns: [t.programme, t.organisation] })],
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
  (t) => [primaryKey({ columns: [t.organisation, t.person, t.function] })],
);

/** Roles are held in a programme; `*` means every programme (administrators only). */
export const roleGrants = pgTable(
  'role_grants',
  {
    programme: text().notNull(),
    person: text()
      .notNull()
      .references(() => people.id),
    role: text().$type<Role>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.programme, t.person, t.role] })],
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
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [uniqueIndex('accounts_email').on(t.email)],
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
