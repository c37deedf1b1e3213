import { eq, isNotNull, sql, type SQL } from 'drizzle-orm';
import type { Database } from '../database.js';
import { cases, organisations } from '../schema/index.js';
import { narrowly, widely, type CaseFilter } from './case-filter.js';
import { KeptCounts } from './kept-counts.js';

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

/** Words that so many cases have are counted as the numbers beside the filters are; fewer cases are looked at each time. */
const broad = 500;

interface Keepers {
  readonly totals: KeptCounts<Totals>;
  readonly facets: KeptCounts<Facets>;
}

const keepers = new WeakMap<Database, Keepers>();

/** See `CaseViews.countCases`. */
export async function countCases(database: Database, filter: CaseFilter): Promise<CaseCounts> {
  const { totals, facets } = keepersOf(database);
  const { limit: _limit, cursor: _cursor, sort: _sort, ...counted } = filter;
  const { reach, text, programme, status, organisation, references } = counted;
  const wide = { reach, text, programme, status, organisation, references };
  const count = () => totalsOf(database, counted);
  const [found, beside] = await Promise.all([
    text ? totals.of(JSON.stringify(counted), count) : count(),
    facets.of(JSON.stringify(wide), () => facetsOf(database, filter)),
  ]);
  return { ...found, ...beside };
}

function keepersOf(database: Database): Keepers {
  const known = keepers.get(database) ?? {
    totals: new KeptCounts<Totals>(({ all }) => all >= broad),
    facets: new KeptCounts<Facets>(() => true),
  };
  keepers.set(database, known);
  return known;
}

type Totals = Pick<CaseCounts, 'matching' | 'all' | 'overdue' | 'suspended' | 'waiting'>;

async function totalsOf({ db }: Database, filter: CaseFilter): Promise<Totals> {
  const number = (condition: SQL | undefined) =>
    sql<number>`(count(*) filter (where ${condition ?? sql`true`}))::int`;
  const query = db
    .select({
      matching: number(narrowly(filter)),
      all: sql<number>`count(*)::int`,
      overdue: number(eq(cases.overdue, true)),
      suspended: number(isNotNull(cases.suspendedAt)),
      waiting: number(eq(cases.place, 'waiting')),
    })
    .from(cases)
    .$dynamic();
  const joined =
    filter.sector === undefined
      ? query
      : query.leftJoin(organisations, eq(organisations.code, cases.organisation));
  const [row] = await joined.where(widely(filter));
  return row ?? { matching: 0, all: 0, overdue: 0, suspended: 0, waiting: 0 };
}

type Facets = Pick<CaseCounts, 'stage' | 'coordinator' | 'sector' | 'country'>;

async function facetsOf({ db }: Database, filter: CaseFilter): Promise<Facets> {
  const facets = [cases.stage, cases.coordinator, organisations.sector, cases.country] as const;
  const rows = await db
    .select({
      facet: sql<number>`grouping(${sql.join([...facets], sql`, `)})`,
      value: sql<string | null>`coalesce(${sql.join([...facets], sql`, `)})`,
      count: sql<number>`count(*)::int`,
    })
    .from(cases)
    .leftJoin(organisations, eq(organisations.code, cases.organisation))
    .where(widely(filter))
    .groupBy(
      sql`grouping sets (${sql.join(
        facets.map((facet) => sql`(${facet})`),
        sql`, `,
      )})`,
    );
  // `grouping` has a bit for each column that a row is not grouped by, the first column's being the highest.
  const of = (index: number) =>
    new Map(
      rows.flatMap(({ facet, value, count }) =>
        facet === 15 - 2 ** (3 - index) && value !== null ? [[value, count] as const] : [],
      ),
    );
  return { stage: of(0), coordinator: of(1), sector: of(2), country: of(3) };
}
