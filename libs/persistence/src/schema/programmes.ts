import { boolean, date, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { PartnerFunction, Role } from '#libs/domain';
import type { Language } from '#libs/wording';

/**
 * What a programme opens of a company's data, by role: paths such as `measures.outcome`, `answers.application.energy`,
 * `documents.visit.photos`; `*` as the last part opens the whole level. Roles not named see stages, dates and aggregates.
 */
export type DataPolicy = Readonly<Partial<Record<Role, readonly string[]>>>;

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
