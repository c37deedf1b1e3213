import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator';
import { projectRoot } from '#libs/config';
import { decide, engineVersion, fold, initialState, nextWake, type Transition } from '#libs/domain';
import { testDatabase, type TestDatabase } from '../../testing/src/database.js';
import { CaseLog } from './case-log.js';
import { migrate, migrationsFolder } from './migrate.js';
import { rebuild } from './rebuild.js';
import { CaseViews } from './views/case-views.js';

/** Logs and rows as engine 1 wrote them, kept from its last release: one waits for a decision, one is late, one has ended. */
const written = JSON.parse(
  readFileSync(join(projectRoot(), 'libs/persistence/src/engine-1.fixture.json'), 'utf8'),
) as {
  readonly cases: readonly {
    readonly log: readonly Transition[];
    readonly rows: {
      readonly case: Row;
      readonly items: readonly Row[];
      readonly milestones: readonly Row[];
      readonly incidents: readonly Row[];
    };
  }[];
};
type Row = Readonly<Record<string, unknown>>;

describe('an installation that engine 1 wrote', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await testDatabase();
    await test.database.pool.query(
      'drop schema public cascade; create schema public; drop schema drizzle cascade',
    );
    await migrateAsEngine1();
    for (const { log, rows } of written.cases) {
      await insert('transitions', log.map(asStored));
      await insert('cases', [rows.case]);
      for (const table of ['items', 'milestones', 'incidents'] as const) await insert(table, rows[table]);
    }
    await migrate(test.database);
  });
  afterAll(() => test.drop());

  it('I7: has projections after the migration that are what its log says', async () => {
    const report = await rebuild(test.database);
    expect(report).toMatchObject({ cases: 3, differences: [], problems: [] });
    const views = new CaseViews(test.database);
    expect(await views.item('CCP-MA-2026-0001.admission.1')).toMatchObject({
      ...{ parties: [{ role: 'committee' }], wanted: [{ need: 1 }] },
    });
    expect(await views.findCase('CCP-MA-2026-0002')).toMatchObject({ engine: 1, calendar: 'sample-1' });
  });

  it('goes on under the engine of today: its cases wake, and their next row says who wrote it', async () => {
    const log = new CaseLog(test.database);
    for (const { reference } of written.cases.map(({ rows }) => rows.case as { reference: string })) {
      const state = (await log.load(reference)).reduce(fold, initialState(reference));
      const wake = nextWake(state);
      if (state.status === 'closed') expect(wake).toBeNull();
      else expect(decide(state, { type: 'wake' }, wake!.at)).toMatchObject({ ok: true });
    }
    expect(engineVersion).toBeGreaterThan(1);
  });

  /** The journal as it was before engine 2. */
  async function migrateAsEngine1(): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'parcours-migrations-'));
    try {
      cpSync(migrationsFolder(), folder, { recursive: true });
      const path = join(folder, 'meta/_journal.json');
      const journal = JSON.parse(readFileSync(path, 'utf8')) as { readonly entries: readonly unknown[] };
      writeFileSync(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, 2) }));
      await applyMigrations(test.database.db, { migrationsFolder: folder });
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  async function insert(table: string, rows: readonly Row[]): Promise<void> {
    await test.database.pool.query(
      `insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1)`,
      [JSON.stringify(rows.map(inSnakeCase))],
    );
  }
});

/** Acts are left out: the walk that wrote the fixture had none in a database. */
function asStored({ act: _, ...row }: Transition): Row {
  return { ...row, confirmed: true, recordedAt: '2026-04-01T09:00:00Z' };
}

function inSnakeCase(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]),
  );
}
