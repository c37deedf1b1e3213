import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '../../testing/src/database.js';
import { CaseChanges } from './case-changes.js';
import { comments, incidentOwners } from './schema/index.js';

type Heard = readonly string[] | null;

describe('what other connections commit', () => {
  let test: TestDatabase;
  let changes: CaseChanges;
  let heard: Heard[];
  let wake: () => void;
  /** What was told once the connection listened. */
  let begun: readonly Heard[];

  beforeEach(async () => {
    test = await testDatabase();
    changes = new CaseChanges(test.database);
    heard = [];
    wake = () => undefined;
    changes.listen((references) => {
      heard.push(references);
      wake();
    });
    await next();
    begun = heard.splice(0);
  });

  afterEach(async () => {
    await changes.onApplicationShutdown();
    await test.drop();
  });

  const next = () =>
    heard.length > 0
      ? Promise.resolve()
      : new Promise<void>((resolve) => {
          wake = resolve;
        });

  const comment = (reference: string) => ({
    ...{ id: randomUUID(), reference, person: 'P-001', text: 'x', source: 'api' as const, seq: 1, at: 0 },
  });

  it('is asked for as a whole at first: something may have been committed before anybody listened', () => {
    expect(begun).toEqual([null]);
  });

  it('is heard by case, each once', async () => {
    // In one transaction: on a busy machine nobody knows how long several take.
    await test.database.db.transaction(async (tx) => {
      await tx.insert(comments).values(comment('CCP-MA-2026-0001'));
      await tx
        .insert(incidentOwners)
        .values({ incident: 'CCP-MA-2026-0002.incident.3', person: 'P-001', since: 0 });
      await tx.insert(comments).values(comment('CCP-MA-2026-0001'));
    });
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
    await test.database.db.insert(comments).values(comment('CCP-MA-2026-0003'));
    await next();
    expect(heard).toEqual([['CCP-MA-2026-0003']]);
  });
});
