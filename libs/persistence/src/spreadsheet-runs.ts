import { and, desc, eq, isNull, lt, or, sql } from 'drizzle-orm';
import type { Database } from './database.js';
import { spreadsheetRuns, type SpreadsheetOutcome } from './schema/index.js';

export type SpreadsheetRun = typeof spreadsheetRuns.$inferSelect;
export type NewSpreadsheetRun = Pick<
  SpreadsheetRun,
  'kind' | 'person' | 'programme' | 'fileName' | 'content'
> &
  Partial<Pick<SpreadsheetRun, 'settings'>>;

/** A run without its file: what pages show again and again. */
export type SpreadsheetRunRow = Omit<SpreadsheetRun, 'content'> & {
  /** It runs and its lease holds: somebody works on it. */
  readonly active: boolean;
};

/** Seconds after which whoever works on a run has died, unless heard of since. */
const lease = 60;

const isActive = sql<boolean>`${spreadsheetRuns.state} = 'running' and coalesce(${spreadsheetRuns.leaseUntil} > now(), false)`;

/** Uploaded spreadsheets between being looked at and being done. */
export class SpreadsheetRuns {
  constructor(private readonly database: Database) {}

  async add(run: NewSpreadsheetRun): Promise<string> {
    const [row] = await this.database.db
      .insert(spreadsheetRuns)
      .values(run)
      .returning({ id: spreadsheetRuns.id });
    if (!row) throw new Error('The upload was not stored.');
    return row.id;
  }

  /** Only of whoever uploaded it; undefined for an id of another shape, too. */
  async get(id: string, person: string): Promise<SpreadsheetRunRow | undefined> {
    if (!isUuid(id)) return undefined;
    const { content: _content, ...columns } = columnsOf();
    const [row] = await this.database.db
      .select({ ...columns, active: isActive })
      .from(spreadsheetRuns)
      .where(and(eq(spreadsheetRuns.id, id), eq(spreadsheetRuns.person, person)));
    return row;
  }

  async content(id: string): Promise<Buffer | undefined> {
    const [row] = await this.database.db
      .select({ content: spreadsheetRuns.content })
      .from(spreadsheetRuns)
      .where(eq(spreadsheetRuns.id, id));
    return row?.content;
  }

  /** The person's own of that kind, newest first, at most ten. */
  async list(
    person: string,
    kind: SpreadsheetRun['kind'],
    programme: string | null,
  ): Promise<readonly SpreadsheetRunRow[]> {
    const { content: _content, ...columns } = columnsOf();
    return this.database.db
      .select({ ...columns, active: isActive })
      .from(spreadsheetRuns)
      .where(
        and(
          eq(spreadsheetRuns.person, person),
          eq(spreadsheetRuns.kind, kind),
          programme === null ? undefined : eq(spreadsheetRuns.programme, programme),
        ),
      )
      .orderBy(desc(spreadsheetRuns.uploadedAt), desc(spreadsheetRuns.id))
      .limit(10);
  }

  async choose(id: string, settings: SpreadsheetRun['settings']): Promise<void> {
    await this.database.db
      .update(spreadsheetRuns)
      .set({ settings })
      .where(and(eq(spreadsheetRuns.id, id), eq(spreadsheetRuns.state, 'read')));
  }

  /**
   * Takes a run that nobody works on, to be worked on; false where somebody does, or it is done. Of one programme's enrolments
   * one runs at a time: two at once would open two cases for a company that stands in both.
   */
  async start(id: string, settings: SpreadsheetRun['settings'], total: number): Promise<boolean> {
    return this.database.db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(7216021)`);
      const [other] = await tx
        .select({ id: spreadsheetRuns.id })
        .from(spreadsheetRuns)
        .where(
          and(
            isActive,
            sql`${spreadsheetRuns.id} <> ${id}`,
            sql`${spreadsheetRuns.programme} = (select programme from ${spreadsheetRuns} r where r.id = ${id})`,
          ),
        )
        .limit(1);
      if (other) return false;
      const started = await tx
        .update(spreadsheetRuns)
        .set({ state: 'running', settings, total, leaseUntil: inSeconds(lease) })
        .where(
          and(
            eq(spreadsheetRuns.id, id),
            or(
              eq(spreadsheetRuns.state, 'read'),
              and(
                eq(spreadsheetRuns.state, 'running'),
                or(isNull(spreadsheetRuns.leaseUntil), lt(spreadsheetRuns.leaseUntil, sql`now()`)),
              ),
            ),
          ),
        )
        .returning({ id: spreadsheetRuns.id });
      return started.length > 0;
    });
  }

  /** Notes what became of a line, and that the work goes on. */
  async note(id: string, outcome: SpreadsheetOutcome): Promise<void> {
    const others = sql`coalesce((select jsonb_agg(o order by n) from jsonb_array_elements(${spreadsheetRuns.outcomes})
      with ordinality as e(o, n) where o->>'id' <> ${outcome.id}), '[]'::jsonb)`;
    await this.database.db
      .update(spreadsheetRuns)
      .set({
        outcomes: sql`${others} || ${JSON.stringify([outcome])}::jsonb`,
        leaseUntil: inSeconds(lease),
      })
      .where(eq(spreadsheetRuns.id, id));
  }

  /** Its file is not kept: it holds people's addresses, and what became of it is in the outcomes. */
  async finish(id: string): Promise<void> {
    await this.database.db
      .update(spreadsheetRuns)
      .set({ state: 'done', leaseUntil: null, finishedAt: sql`now()`, content: Buffer.alloc(0) })
      .where(eq(spreadsheetRuns.id, id));
  }

  /** The work stops before its end: whoever asks may take it up at once. */
  async release(id: string): Promise<void> {
    await this.database.db
      .update(spreadsheetRuns)
      .set({ leaseUntil: null })
      .where(and(eq(spreadsheetRuns.id, id), eq(spreadsheetRuns.state, 'running')));
  }

  /** Deletes what was uploaded more than `days` ago; tells how many. */
  async forget(days: number): Promise<number> {
    const { rowCount } = await this.database.db
      .delete(spreadsheetRuns)
      .where(sql`${spreadsheetRuns.uploadedAt} < now() - ${days} * interval '1 day'`);
    return rowCount ?? 0;
  }
}

function columnsOf() {
  const { id, kind, person, programme, fileName, content, settings, state, total } = spreadsheetRuns;
  const { outcomes, uploadedAt, leaseUntil, finishedAt } = spreadsheetRuns;
  return {
    ...{ id, kind, person, programme, fileName, content, settings, state, total },
    ...{ outcomes, uploadedAt, leaseUntil, finishedAt },
  };
}

function inSeconds(seconds: number) {
  return sql`now() + ${seconds} * interval '1 second'`;
}

function isUuid(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
}
