import { customType, index, pgTable, text } from 'drizzle-orm/pg-core';

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

/**
 * What cases are found by, see `refreshSearch`. Each column holds all of the one before it: what everybody may know who sees the
 * case, what the readers of its answers may, and what those may who see its people (I15).
 */
export const caseSearch = pgTable(
  'case_search',
  {
    reference: text().primaryKey(),
    /** Plain name of the organisation, to sort by. */
    company: text().notNull(),
    open: tsvector().notNull(),
    told: tsvector().notNull(),
    whole: tsvector().notNull(),
  },
  (t) => [
    index('case_search_company').on(t.company, t.reference),
    index('case_search_open').using('gin', t.open),
    index('case_search_told').using('gin', t.told),
    index('case_search_whole').using('gin', t.whole),
  ],
);
