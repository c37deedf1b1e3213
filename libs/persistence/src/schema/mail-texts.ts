import { bigint, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

/** What a programme says in its own words: every change of a text, the last of which holds. Nothing of it is rewritten. */
export const mailTexts = pgTable(
  'mail_texts',
  {
    /** Code. */
    programme: text().notNull(),
    language: text().notNull(),
    /** Of the message that it stands for. */
    key: text().notNull(),
    /** From 1 on; who writes the next one has seen the one before. */
    version: integer().notNull(),
    /** Null: the standard text holds again. */
    text: text(),
    /** The standard text at that time: an update of the product may bring another one. */
    standard: text().notNull(),
    person: text().notNull(),
    /** Case time, epoch ms. */
    at: bigint({ mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.programme, t.language, t.key, t.version] })],
);
