import { and, asc, desc, eq, getTableColumns, isNull, sql, type SQL } from 'drizzle-orm';
import type { CaseRow, ItemRow } from '#libs/domain';
import type { Database } from '../database.js';
import { cases, caseSearch, organisations } from '../schema/index.js';
import { narrowly, widely, type CaseFilter, type CaseSort } from './case-filter.js';
import { decodeCursor, encodeCursor, type Page } from './cursor.js';

/** A case with the name behind its organisation code. */
export interface CaseListRow extends CaseRow {
  readonly organisationName: string | null;
}

/** A task or approval with its case. */
export interface CaseItem {
  readonly item: ItemRow;
  readonly row: CaseListRow;
}

/** What tells who may settle an item, and no more. */
export interface LateItem {
  readonly item: Pick<ItemRow, 'id' | 'parties' | 'excludedPersons' | 'excludedOrganisations'>;
  readonly row: Pick<CaseRow, 'programme' | 'organisation' | 'country'>;
}

/** Columns of a {@link CaseListRow}, where cases are joined with their organisations. */
export const listedCase = { ...getTableColumns(cases), organisationName: organisations.name };

/** See `CaseViews.listCases`. */
export async function listCases({ db }: Database, filter: CaseFilter): Promise<Page<CaseListRow>> {
  const limit = Math.min(filter.limit ?? 50, 200);
  const sort = orders[filter.sort ?? 'reference'];
  const query = db
    .select({
      ...listedCase,
      company: filter.sort === 'company' ? caseSearch.company : sql<string>`''`,
    })
    .from(cases)
    .leftJoin(organisations, eq(organisations.code, cases.organisation))
    .$dynamic();
  // Joined from the inside, so that the order of its index is the list's.
  const joined =
    filter.sort === 'company'
      ? query.innerJoin(caseSearch, eq(caseSearch.reference, cases.reference))
      : query;
  const rows = await joined
    .where(and(widely(filter), narrowly(filter), sort.after(decodeCursor(filter.cursor))))
    .orderBy(...sort.by)
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ company: _company, ...row }) => row),
    next: rows.length > limit && last ? encodeCursor(sort.keys(last)) : null,
  };
}

type Sortable = CaseListRow & { readonly company: string };

interface Order {
  readonly by: readonly SQL[];
  /** What a cursor names of the last row. */
  readonly keys: (row: Sortable) => readonly (string | number)[];
  readonly after: (keys: readonly unknown[] | undefined) => SQL | undefined;
}

/** Stands for no due date: behind every one. */
const never = -1;

const orders: Readonly<Record<CaseSort, Order>> = {
  reference: {
    by: [asc(cases.reference)],
    keys: ({ reference }) => [reference],
    after: ([reference] = []) =>
      typeof reference === 'string' ? sql`${cases.reference} > ${reference}` : undefined,
  },
  due: {
    by: [asc(cases.due), asc(cases.reference)],
    keys: ({ due, reference }) => [due ?? never, reference],
    after: ([due, reference] = []) => {
      if (typeof due !== 'number' || typeof reference !== 'string') return undefined;
      if (due === never) return and(isNull(cases.due), sql`${cases.reference} > ${reference}`);
      return sql`((${cases.due}, ${cases.reference}) > (${due}, ${reference}) or ${cases.due} is null)`;
    },
  },
  company: {
    by: [asc(caseSearch.company), asc(cases.reference)],
    keys: ({ company, reference }) => [company, reference],
    after: ([company, reference] = []) =>
      typeof company === 'string' && typeof reference === 'string'
        ? sql`(${caseSearch.company}, ${cases.reference}) > (${company}, ${reference})`
        : undefined,
  },
  opened: {
    by: [desc(cases.openedAt), desc(cases.reference)],
    keys: ({ openedAt, reference }) => [openedAt, reference],
    after: ([at, reference] = []) =>
      typeof at === 'number' && typeof reference === 'string'
        ? sql`(${cases.openedAt}, ${cases.reference}) < (${at}, ${reference})`
        : undefined,
  },
};
