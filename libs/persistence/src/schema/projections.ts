import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core';
import type { CaseRow, IncidentRow, ItemRow, MilestoneRow } from '#libs/domain';
import type { LocalisedText } from './programmes.js';

/** Projections: written by `record` from `CaseRows`, provably equal to a rebuild. All instants are case time, epoch ms. */
const instant = () => bigint({ mode: 'number' });

export const cases = pgTable(
  'cases',
  {
    reference: text().primaryKey(),
    seq: integer().notNull(),
    engine: integer().notNull(),
    kind: text().$type<CaseRow['kind']>().notNull(),
    status: text().$type<CaseRow['status']>().notNull(),
    outcome: text(),
    stage: text(),
    programme: text().notNull(),
    organisation: text().notNull(),
    country: text().notNull(),
    coordinator: text().notNull(),
    definition: text().notNull(),
    definitionVersion: integer().notNull(),
    openedAt: instant().notNull(),
    closedAt: instant(),
    due: instant(),
    overdue: boolean().notNull(),
    waitingOn: jsonb().$type<readonly string[]>().notNull(),
    openIncidents: integer().notNull(),
    suspendedAt: instant(),
    lastContactAt: instant(),
    promisedFor: date({ mode: 'string' }),
    place: text().$type<CaseRow['place']>(),
    rank: integer(),
    calendar: text().notNull(),
    nextWakeAt: instant(),
  },
  (t) => [
    index('cases_programme').on(t.programme, t.status),
    index('cases_organisation').on(t.organisation),
    index('cases_due').on(t.due, t.reference),
    index('cases_opened').on(t.openedAt, t.reference),
    index('cases_coordinator').on(t.coordinator),
    // All that a list's numbers look at, so that counting reads no case.
    index('cases_counted').on(
      ...([t.status, t.country, t.programme, t.stage, t.overdue, t.place, t.suspendedAt] as const),
      t.reference,
    ),
  ],
);

export const items = pgTable(
  'items',
  {
    id: text().primaryKey(),
    reference: text().notNull(),
    kind: text().$type<ItemRow['kind']>().notNull(),
    key: text().notNull(),
    stage: text().notNull(),
    round: integer().notNull(),
    milestone: text(),
    status: text().$type<ItemRow['status']>().notNull(),
    parties: jsonb().$type<ItemRow['parties']>().notNull(),
    excludedPersons: jsonb().$type<readonly string[]>().notNull(),
    excludedOrganisations: jsonb().$type<readonly string[]>().notNull(),
    voices: jsonb().$type<ItemRow['voices']>().notNull(),
    wanted: jsonb().$type<ItemRow['wanted']>(),
    stoppedAt: instant(),
    silentUntil: instant(),
    transcribedAt: instant(),
    extension: jsonb().$type<ItemRow['extension']>(),
    openedAt: instant().notNull(),
    due: instant().notNull(),
    revision: integer().notNull(),
    remindersReached: integer().notNull(),
    overdue: boolean().notNull(),
    deferred: boolean().notNull(),
    outcome: text().$type<ItemRow['outcome']>(),
    settledAt: instant(),
    settledBy: text(),
    ordinal: integer().notNull(),
  },
  (t) => [
    index('items_case').on(t.reference, t.ordinal),
    index('items_open').on(t.status, t.due, t.id),
    // What is late is little beside what is open, whatever the number of cases.
    index('items_late')
      .on(t.due)
      .where(sql`${t.overdue} and ${t.status} = 'open'`),
    // What waits in a case, or in the cases of one programme, beside all that is done.
    index('items_waiting')
      .on(t.reference)
      .where(sql`${t.status} = 'open'`),
    // Who has something to do: few, beside all that is open.
    index('items_parties')
      .using('gin', t.parties.op('jsonb_path_ops'))
      .where(sql`${t.status} = 'open'`),
  ],
);

export const milestones = pgTable(
  'milestones',
  {
    reference: text().notNull(),
    key: text().notNull(),
    date: date({ mode: 'string' }).notNull(),
    status: text().$type<MilestoneRow['status']>().notNull(),
    outcome: text().$type<MilestoneRow['outcome']>(),
  },
  (t) => [
    primaryKey({ columns: [t.reference, t.key] }),
    index('milestones_planned')
      .on(t.date)
      .where(sql`${t.status} <> 'settled'`),
  ],
);

export const incidents = pgTable(
  'incidents',
  {
    id: text().primaryKey(),
    reference: text().notNull(),
    kind: text().$type<IncidentRow['kind']>().notNull(),
    subject: text(),
    raisedAt: instant().notNull(),
    resolvedAt: instant(),
  },
  (t) => [index('incidents_open').on(t.resolvedAt, t.raisedAt), index('incidents_case').on(t.reference)],
);

/** Recommended improvements, from the acts that recommended, chose and reported them. Amounts in the programme's currency. */
export const measures = pgTable(
  'measures',
  {
    reference: text().notNull(),
    key: text().notNull(),
    title: text().notNull(),
    theme: text(),
    /** Assessment recommendation code, e.g. `2.2414`. */
    arc: text(),
    cost: doublePrecision(),
    yearlySaving: doublePrecision(),
    /** Chosen by the director, with the budget and the way it is financed. */
    chosen: boolean().notNull(),
    plannedFor: date({ mode: 'string' }),
    budget: doublePrecision(),
    financing: text(),
    outcome: text().$type<MilestoneRow['outcome']>(),
    note: jsonb().$type<LocalisedText>(),
  },
  (t) => [primaryKey({ columns: [t.reference, t.key] })],
);
