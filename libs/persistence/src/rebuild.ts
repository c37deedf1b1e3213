import { getTableName } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import { withLongConnection, type Database } from './database.js';
import { projections, projectionWriters, type ProjectionRows } from './log/projections.js';
import { refold, type RefoldedAct, type TrailProblem } from './log/refold.js';
import { readTransition, transitionColumns, type TransitionRecord } from './log/transition-row.js';
import { refreshSearch } from './search/case-search.js';
import { acts } from './schema/index.js';
import { selectList } from './table-sql.js';

/** A row that is not what the log says; `stored` or `rebuilt` is null where the row is missing. Columns in snake case. */
export interface Difference {
  readonly table: string;
  readonly stored: Readonly<Record<string, unknown>> | null;
  readonly rebuilt: Readonly<Record<string, unknown>> | null;
}

export interface RebuildReport {
  readonly cases: number;
  readonly transitions: number;
  /** At most a thousand a table. */
  readonly differences: readonly Difference[];
  readonly problems: readonly TrailProblem[];
  /** Whether the rebuilt rows replaced the stored ones. */
  readonly written: boolean;
}

export interface RebuildOptions {
  /** Replace what differs. Nothing is written while a case cannot be folded: its rows would be lost. */
  readonly write?: boolean;
}

/** Cases folded and written at a time. */
const chunk = 25;

/**
 * Folds every log into temporary tables that shadow the projections, by the writers of `record`, and compares. One REPEATABLE
 * READ transaction: acts that are recorded meanwhile belong to neither side.
 */
export async function rebuild(database: Database, options: RebuildOptions = {}): Promise<RebuildReport> {
  return withLongConnection(database, async (client) => {
    await client.query('begin isolation level repeatable read');
    // Locked before the snapshot is taken, so that the rows replaced are those compared.
    if (options.write) await client.query(`lock table ${tables.join(', ')} in share row exclusive mode`);
    for (const table of tables)
      await client.query(
        `create temporary table "${table}" (like public."${table}" including defaults including indexes) on commit drop`,
      );
    const { rows: found } = await client.query<{ reference: string }>(
      'select distinct reference from transitions order by reference',
    );
    const references = found.map(({ reference }) => reference);
    let transitions = 0;
    const problems: TrailProblem[] = [];
    for (let start = 0; start < references.length; start += chunk) {
      const part = await refoldCases(client, references.slice(start, start + chunk));
      transitions += part.transitions;
      problems.push(...part.problems);
    }
    const differences = await compare(client);
    const written = options.write === true && !problems.some(({ problem }) => problem === 'not-foldable');
    if (written) await replace(client);
    if (options.write) await refreshSearch(drizzle(client));
    await client.query('commit');
    return { cases: references.length, transitions, differences, problems, written };
  });
}

const tables = projections.map(({ table }) => getTableName(table));

const actColumns = selectList(acts, [
  'id',
  'reference',
  'request',
  'hash',
  'actor',
  'body',
  'answers',
  'state',
  'seq',
]);

async function refoldCases(
  client: pg.Client,
  references: readonly string[],
): Promise<{ readonly transitions: number; readonly problems: readonly TrailProblem[] }> {
  const { rows: log } = await client.query<TransitionRecord>(
    `select ${transitionColumns} from transitions where reference = any($1) order by reference, seq`,
    [references],
  );
  const { rows: stored } = await client.query<RefoldedAct>(
    `select ${actColumns} from acts where reference = any($1) and state <> 'refused'`,
    [references],
  );
  const byId = new Map(stored.map((act) => [act.id, act]));
  const refolded = references.map((reference) =>
    refold(reference, log.filter((row) => row.reference === reference).map(readTransition), byId),
  );
  const rows = refolded.flatMap((one) => (one.rows ? [one.rows] : []));
  await client.query(writeSql, [JSON.stringify(merge(rows))]);
  return { transitions: log.length, problems: refolded.flatMap(({ problems }) => problems) };
}

const writeSql = `with input as materialized (select $1::jsonb as j),
${projectionWriters('(select j from input)').join(',\n')}
select 1`;

function merge(parts: readonly ProjectionRows[]): ProjectionRows {
  return {
    cases: parts.flatMap((part) => part.cases),
    items: parts.flatMap((part) => part.items),
    milestones: parts.flatMap((part) => part.milestones),
    incidents: parts.flatMap((part) => part.incidents),
    measures: parts.flatMap((part) => part.measures),
    measured: parts.flatMap((part) => part.measured),
  };
}

async function compare(client: pg.Client): Promise<readonly Difference[]> {
  const differences: Difference[] = [];
  for (const { table, key } of projections) {
    const name = getTableName(table);
    const { rows } = await client.query<Omit<Difference, 'table'>>(
      `select to_jsonb(s) as stored, to_jsonb(r) as rebuilt
         from public."${name}" s full join pg_temp."${name}" r using (${key.join(', ')})
        where to_jsonb(s) is distinct from to_jsonb(r) order by ${key.join(', ')} limit 1000`,
    );
    differences.push(...rows.map((row) => ({ table: name, ...row })));
  }
  return differences;
}

async function replace(client: pg.Client): Promise<void> {
  for (const table of tables)
    await client.query(
      `delete from public."${table}"; insert into public."${table}" select * from pg_temp."${table}"`,
    );
}
