import { sql } from 'drizzle-orm';
import type { Database, RebuildReport } from '#libs/persistence';

export interface Lived {
  readonly virtualDays: number;
  readonly realMs: number;
  readonly report: RebuildReport;
}

/** What came of the programme, from its projections and its trail. */
export async function summarise(database: Database, lived: Lived): Promise<string> {
  const [outcomes, mails, measures, incidents, decisions] = await Promise.all([
    count(
      database,
      sql`select coalesce(outcome, stage, status) as name, count(*)::int as n from cases group by 1 order by 2 desc, 1`,
    ),
    count(
      database,
      sql`select notice || ' ' || state as name, count(*)::int as n from mails group by 1 order by 1`,
    ),
    count(
      database,
      sql`select coalesce(outcome, 'not chosen') as name, count(*)::int as n from measures group by 1 order by 2 desc, 1`,
    ),
    count(
      database,
      sql`select kind || case when resolved_at is null then ' (open)' else ' (resolved)' end as name, count(*)::int as n from incidents group by 1 order by 1`,
    ),
    count(
      database,
      sql`select outcome as name, count(*)::int as n from items where kind = 'approval' and outcome is not null group by 1 order by 2 desc, 1`,
    ),
  ]);
  const { report } = lived;
  const implemented = shareImplemented(measures);
  return [
    '',
    `${Math.round(lived.virtualDays)} days lived in ${Math.round(lived.realMs / 1000)} s.`,
    `  Cases       ${line(outcomes)}`,
    `  Decisions   ${line(decisions)}`,
    `  Mails       ${line(mails)}`,
    `  Measures    ${line(measures)}${implemented === null ? '' : `; ${implemented} % of those chosen were implemented`}`,
    `  Incidents   ${line(incidents) || 'none'}`,
    report.differences.length === 0 && report.problems.length === 0
      ? `  Trail       ${report.transitions} transitions of ${report.cases} cases folded: every projection equals its log.`
      : `  Trail       ${report.differences.length} rows differ from the log, ${report.problems.length} problems: see parcours rebuild.`,
    '',
  ].join('\n');
}

interface Counted {
  readonly name: string;
  readonly n: number;
}

async function count(database: Database, query: ReturnType<typeof sql>): Promise<readonly Counted[]> {
  const { rows } = await database.db.execute(query);
  return rows as unknown as readonly Counted[];
}

function line(counted: readonly Counted[]): string {
  return counted.map(({ name, n }) => `${n} ${name}`).join(', ');
}

function shareImplemented(measures: readonly Counted[]): number | null {
  const chosen = measures.filter(({ name }) => name !== 'not chosen');
  const all = chosen.reduce((sum, { n }) => sum + n, 0);
  const done = chosen.filter(({ name }) => name === 'implemented').reduce((sum, { n }) => sum + n, 0);
  return all === 0 ? null : Math.round((100 * done) / all);
}
