import {
  bigint,
  boolean,
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
import type { ActBody, ActorFacts, CaseEvent } from '#libs/domain';

/** Every definition that a case was ever opened with, whole; the file may not change under one version (I16). */
export const definitions = pgTable(
  'definitions',
  {
    key: text().notNull(),
    version: integer().notNull(),
    hash: text().notNull(),
    body: jsonb().notNull(),
  },
  (t) => [primaryKey({ columns: [t.key, t.version] })],
);

/** Next number of a case reference; gaps are fine. */
export const referenceCounters = pgTable(
  'reference_counters',
  { programme: text().notNull(), year: integer().notNull(), last: integer().notNull() },
  (t) => [primaryKey({ columns: [t.programme, t.year] })],
);

/** What a person did, words included, stored before the Update that carries its id and hash. Source, never rebuilt. */
export const acts = pgTable(
  'acts',
  {
    id: uuid().primaryKey(),
    reference: text().notNull(),
    request: text().notNull(),
    /** See `hashAct`. */
    hash: text().notNull(),
    actor: jsonb().$type<ActorFacts>().notNull(),
    /** The typed facts exactly as the command carries them. */
    body: jsonb().$type<ActBody>().notNull(),
    /** Item (task, approval, incident) the act is about; null for the case as a whole. */
    item: text(),
    /** Whole answers of the form, by field key. */
    answers: jsonb().$type<Readonly<Record<string, unknown>>>().notNull().default({}),
    reason: text(),
    /** Ids of the uploads it lists. */
    documents: jsonb().$type<readonly string[]>().notNull().default([]),
    /** Link it came through, if any. */
    link: text(),
    state: text().$type<'stored' | 'consumed' | 'refused'>().notNull().default('stored'),
    /** Seq of the transition that consumed it. */
    seq: integer(),
    refusal: text(),
    /** Hash of route and body, to tell a repeated request from another one under the same key (422). */
    fingerprint: text().notNull(),
    /** Machine time. */
    storedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex('acts_request').on(t.reference, t.request),
    // An opening knows its request before its reference.
    index('acts_by_request').on(t.request),
    index('acts_item').on(t.item),
  ],
);

/** The trail. Append-only; one row a transition. */
export const transitions = pgTable(
  'transitions',
  {
    reference: text().notNull(),
    seq: integer().notNull(),
    request: text(),
    engine: integer().notNull(),
    /** Case time, epoch milliseconds. */
    at: bigint({ mode: 'number' }).notNull(),
    actId: uuid(),
    actHash: text(),
    actor: jsonb().$type<ActorFacts>(),
    events: jsonb().$type<readonly CaseEvent[]>().notNull(),
    /** Someone has seen the workflow hold this transition; what stays unconfirmed for two minutes is nudged. */
    confirmed: boolean().notNull().default(false),
    /** Machine time. */
    recordedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.reference, t.seq] }),
    uniqueIndex('transitions_request').on(t.reference, t.request),
    index('transitions_unconfirmed').on(t.confirmed, t.recordedAt),
  ],
);

/** Answers to requests that are no acts, to be given again to a repetition; without a code while the first is being answered. */
export const storedAnswers = pgTable('stored_answers', {
  /** Keyed hash of who asks, what, under which key. */
  request: text().primaryKey(),
  /** Keyed hash of what was sent. */
  fingerprint: text().notNull(),
  code: integer(),
  body: jsonb().$type<unknown>(),
  /** Machine time. */
  storedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
});
