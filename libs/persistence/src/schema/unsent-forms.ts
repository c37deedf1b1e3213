import { bigint, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

/**
 * What was typed on a page whose link was over when it was sent: it waits for the same person's next link, where it is shown and
 * nothing else. A source, never rebuilt.
 */
export const unsentForms = pgTable(
  'unsent_forms',
  {
    /** Task or approval that the link was for. */
    item: text().notNull(),
    person: text().notNull(),
    /** Id of the handover whose colleague the link was for; empty for the person's own. */
    handover: text().notNull().default(''),
    /** Which of the forms behind the link. */
    form: text().notNull(),
    reference: text().notNull(),
    /** As it was posted, right or wrong. */
    body: jsonb().$type<Readonly<Record<string, unknown>>>().notNull(),
    /** Case time, epoch ms. */
    at: bigint({ mode: 'number' }).notNull(),
    /** Machine time. */
    storedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.item, t.person, t.handover, t.form] })],
);
