import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '../../testing/src/database.js';
import { CaseChanges } from './case-changes.js';
import { Comments } from './comments.js';
import { IncidentOwners } from './incident-owners.js';

type Heard = readonly string[] | null;

describe('what other connections commit', () => {
  let test: TestDatabase;
  let changes: CaseChanges;
  let heard: Heard[];
  let wake: () => void;

  beforeEach(async () => {
    test = await testDatabase();
    changes = new CaseChanges(test.database);
    heard = [];
    wake = () => undefined;
    changes.listen((references) => {
      heard.push(references);
      wake();
    });
    await listening();
  });

  afterEach(async () => {
    await changes.onApplicationShutdown();
    await test.drop();
  });

  /** Waits until the database says that the connection listens. */
  async function listening(): Promise<void> {
    for (;;) {
      const { rows } = await test.database.pool.query(
        `select 1 from pg_stat_activity where datname = current_database()
           and application_name = 'parcours-changes' and query like 'listen %' and state = 'idle'`,
      );
      if (rows.length > 0) return;
    }
  }

  const next = () =>
    heard.length > 0
      ? Promise.resolve()
      : new Promise<void>((resolve) => {
          wake = resolve;
        });

  async function comment(reference: string): Promise<void> {
    const id = randomUUID();
    await new Comments(test.database).add(
      {
        ...{ id, reference, item: null, person: 'P-001', text: 'x', source: 'api', request: id },
        ...{ messageId: null, whole: null, seq: 1, at: 0 },
      },
      [],
      [],
    );
  }

  it('is heard by case, gathered for a moment', async () => {
    await comment('CCP-MA-2026-0001');
    await comment('CCP-MA-2026-0001');
    await new IncidentOwners(test.database).assign('CCP-MA-2026-0002.incident.3', 'P-001', 0);
    await next();
    expect(heard).toEqual([['CCP-MA-2026-0001', 'CCP-MA-2026-0002']]);
  });

  it('is asked for as a whole after the connection was lost', async () => {
    await test.database.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and application_name = 'parcours-changes'`,
    );
    await next();
    expect(heard[0]).toBeNull();
    heard.length = 0;
    await comment('CCP-MA-2026-0003');
    await next();
    expect(heard).toEqual([['CCP-MA-2026-0003']]);
  });
});
