import {
  and,
  asc,
  desc,
  eq,
  getTableColumns,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  or,
  sql,
  type SQL,
} from 'drizzle-orm';
import type { CaseRow, Instant } from '#libs/domain';
import type { Database } from '../database.js';
import { cases, caseSearch, organisations } from '../schema/index.js';
import { decodeCursor, encodeCursor, type Page } from './cursor.js';

/** A case with the name behind its organisation code. */
export interface CaseListRow extends CaseRow {
  readonly organisationName: string | null;
}

/** Cases of one programme or of every one (`*`), in one country or in every one; of one organisation alone where it is named. */
export interface CaseReach {
  readonly programme: string;
  readonly country: string;
  readonly organisation?: string;
}

/** Words to look for; outside of a reach only in what is open to whoever sees the case (I15). */
export interface CaseText {
  /** See `searchQuery`. */
  readonly query: string;
  /** Where the reader may read answers; everywhere unless told. */
  readonly told?: readonly CaseReach[];
  /** Where the reader may see people; everywhere unless told. */
  readonly whole?: readonly CaseReach[];
}

/** Orders of the list; `due` begins with the most urgent, `opened` with the newest. */
export const caseSorts = ['reference', 'due', 'company', 'opened'] as const;
export type CaseSort = (typeof caseSorts)[number];

export interface CaseFilter {
  /** What the reader may see; undefined means every case. */
  readonly reach?: readonly CaseReach[];
  readonly text?: CaseText;
  readonly programme?: string;
  readonly status?: CaseRow['status'];
  readonly stage?: string;
  readonly organisation?: string;
  readonly sector?: string;
  readonly country?: string;
  readonly coordinator?: string;
  /** A party as `partyName` spells it. */
  readonly waitingOn?: string;
  readonly overdue?: boolean;
  readonly suspended?: boolean;
  readonly place?: 'held' | 'waiting';
  /** Due at or after the first instant and before the second. */
  readonly dueFrom?: Instant;
  readonly dueBefore?: Instant;
  readonly references?: readonly string[];
  readonly sort?: CaseSort;
  readonly cursor?: string;
  /** At most 200; 50 unless told. */
  readonly limit?: number;
}

/** Numbers of cases; keys are those of the cases' own columns. */
export interface CaseCounts {
  /** That match the whole filter. */
  readonly matching: number;
  /** Of programme, status and text alone: what a further filter would leave. */
  readonly all: number;
  readonly overdue: number;
  readonly suspended: number;
  readonly waiting: number;
  readonly stage: ReadonlyMap<string, number>;
  readonly coordinator: ReadonlyMap<string, number>;
  readonly sector: ReadonlyMap<string, number>;
  readonly country: ReadonlyMap<string, number>;
}

/** See `CaseViews.listCases`. */
export async function listCases({ db }: Database, filter: CaseFilter): Promise<Page<CaseListRow>> {
  const limit = Math.min(filter.limit ?? 50, 200);
  const sort = orders[filter.sort ?? 'reference'];
  const rows = await db
    .select({ ...getTableColumns(cases), organisationName: organisations.name, company: caseSearch.company })
    .from(cases)
    .leftJoin(organisations, eq(organisations.code, cases.organisation))
    .leftJoin(caseSearch, eq(caseSearch.reference, cases.reference))
    .where(and(widely(filter), narrowly(filter), sort.after(decodeCursor(filter.cursor))))
    .orderBy(...sort.by)
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ company: _company, ...row }) => row),
    next:
      rows.length > limit && last ? encodeCursor(sort.keys({ ...last, company: last.company ?? '' })) : null,
  };
}

/** See `CaseViews.countCases`. */
export async function countCases({ db }: Database, filter: CaseFilter): Promise<CaseCounts> {
  const facets = [cases.stage, cases.coordinator, organisations.sector, cases.country] as const;
  const number = (condition: SQL | undefined) =>
    sql<number>`(count(*) filter (where ${condition ?? sql`true`}))::int`;
  const rows = await db
    .select({
      facet: sql<number>`grouping(${sql.join([...facets], sql`, `)})`,
      value: sql<string | null>`coalesce(${sql.join([...facets], sql`, `)})`,
      all: sql<number>`count(*)::int`,
      matching: number(narrowly(filter)),
      overdue: number(eq(cases.overdue, true)),
      suspended: number(isNotNull(cases.suspendedAt)),
      waiting: number(eq(cases.place, 'waiting')),
    })
    .from(cases)
    .leftJoin(organisations, eq(organisations.code, cases.organisation))
    .where(widely(filter))
    .groupBy(
      sql`grouping sets ((), ${sql.join(
        facets.map((facet) => sql`(${facet})`),
        sql`, `,
      )})`,
    );
  // `grouping` has a bit for each column that a row is not grouped by, the first column's being the highest.
  const of = (index: number) =>
    new Map(
      rows.flatMap(({ facet, value, all }) =>
        facet === 15 - 2 ** (3 - index) && value !== null ? [[value, all] as const] : [],
      ),
    );
  const total = rows.find(({ facet }) => facet === 15);
  const { matching = 0, all = 0, overdue = 0, suspended = 0, waiting = 0 } = total ?? {};
  const counts = { matching, all, overdue, suspended, waiting };
  return { ...counts, stage: of(0), coordinator: of(1), sector: of(2), country: of(3) };
}

/** What a list is about. */
function widely({ reach, text, programme, status, organisation, references }: CaseFilter): SQL | undefined {
  return and(
    reach && isWithin(reach),
    text && isFound(text),
    programme === undefined ? undefined : eq(cases.programme, programme),
    status && eq(cases.status, status),
    organisation === undefined ? undefined : eq(cases.organisation, organisation),
    references && inArray(cases.reference, [...references]),
  );
}

/** What is looked for in it. */
function narrowly(filter: CaseFilter): SQL | undefined {
  const { stage, sector, country, coordinator, waitingOn, overdue, suspended, place, dueFrom, dueBefore } =
    filter;
  return and(
    stage === undefined ? undefined : eq(cases.stage, stage),
    sector === undefined ? undefined : eq(organisations.sector, sector),
    country === undefined ? undefined : eq(cases.country, country),
    coordinator === undefined ? undefined : eq(cases.coordinator, coordinator),
    waitingOn === undefined ? undefined : sql`${cases.waitingOn} ? ${waitingOn}`,
    overdue === undefined ? undefined : eq(cases.overdue, overdue),
    suspended === undefined ? undefined : (suspended ? isNotNull : isNull)(cases.suspendedAt),
    place === undefined ? undefined : eq(cases.place, place),
    dueFrom === undefined ? undefined : gte(cases.due, dueFrom),
    dueBefore === undefined ? undefined : lt(cases.due, dueBefore),
  );
}

function isFound({ query, told, whole }: CaseText): SQL {
  const found = (column: 'open' | 'told' | 'whole') =>
    sql`${cases.reference} in (select s.reference from case_search s where s.${sql.raw(column)} @@ ${query}::tsquery)`;
  if (whole === undefined) return found('whole');
  return sql`((${found('whole')} and ${isWithin(whole)})
    or (${found('told')} and ${told === undefined ? sql`true` : isWithin(told)}) or ${found('open')})`;
}

/** Whether a case lies in one of the parts. */
export function isWithin(reach: readonly CaseReach[]): SQL {
  const parts = reach.map(({ programme, country, organisation }) =>
    and(
      organisation === undefined ? undefined : eq(cases.organisation, organisation),
      programme === '*' ? undefined : eq(cases.programme, programme),
      country === '*' ? undefined : eq(cases.country, country),
      sql`true`,
    ),
  );
  return or(sql`false`, ...parts) ?? sql`false`;
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
