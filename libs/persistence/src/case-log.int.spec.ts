import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import { testDatabase, type TestDatabase } from '../../testing/src/database.js';
import { Acts } from './acts.js';
import { CaseLog } from './case-log.js';
import { isDatabaseUnavailable } from './errors.js';
import { completion, itemRow, newAct, recordRequest } from './recorded-case.fixture.js';
import { acts, cases, items, mails, measures, transitions } from './schema/index.js';

let test: TestDatabase;
let log: CaseLog;
let stored: Acts;
let count = 0;
const fresh = () => `CCP-MA-2026-${String(++count).padStart(4, '0')}`;

beforeAll(async () => {
  test = await testDatabase();
  log = new CaseLog(test.database);
  stored = new Acts(test.database);
});
afterAll(() => test.drop());

async function storedAct(reference: string, request: string, more = {}) {
  const act = newAct(reference, request, completion(reference, 'application'), more);
  await stored.store(act);
  return act;
}

describe('record', () => {
  it('appends the transition, consumes the act and writes the projections', async () => {
    const reference = fresh();
    const act = await storedAct(reference, 'r1');
    const request = recordRequest(reference, 1, act, {
      rows: { items: [itemRow(reference, 'application')] },
    });
    expect(await log.record(request)).toEqual({ status: 'appended' });
    expect(await log.load(reference)).toEqual([request.transition]);
    expect(await stored.get(act.id)).toMatchObject({ state: 'consumed', seq: 1 });
    const [row] = await test.database.db.select().from(cases).where(eq(cases.reference, reference));
    expect(row).toEqual(request.rows.case);
    const rows = await test.database.db.select().from(items).where(eq(items.reference, reference));
    expect(rows).toEqual(request.rows.items);
  });

  it('I11: lets one of two records of the same seq append and hands the other its rows', async () => {
    const reference = fresh();
    const [first, second] = [await storedAct(reference, 'a'), await storedAct(reference, 'b')];
    const answers = await Promise.all([
      log.record(recordRequest(reference, 1, first)),
      log.record(recordRequest(reference, 1, second)),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual(['ahead', 'appended']);
    const ahead = answers.find((answer) => answer.status === 'ahead');
    expect(ahead).toEqual({ status: 'ahead', transitions: await log.load(reference) });
  });

  it('answers a request that stands in the log at an earlier seq', async () => {
    const reference = fresh();
    const act = await storedAct(reference, 'once');
    await log.record(recordRequest(reference, 1, act));
    expect(await log.record(recordRequest(reference, 2, act))).toEqual({ status: 'answered', seq: 1 });
  });

  it('confirms the preceding transition', async () => {
    const reference = fresh();
    await log.record(recordRequest(reference, 1, null));
    await log.record(recordRequest(reference, 2, null));
    const rows = await test.database.db
      .select({ seq: transitions.seq, confirmed: transitions.confirmed })
      .from(transitions)
      .where(eq(transitions.reference, reference))
      .orderBy(transitions.seq);
    expect(rows).toEqual([
      { seq: 1, confirmed: true },
      { seq: 2, confirmed: false },
    ]);
  });

  it('refuses to leave a gap in the log', async () => {
    const reference = fresh();
    await expect(log.record(recordRequest(reference, 3, null))).rejects.toThrow(/ends at 0/);
  });
});

describe('record without a database', () => {
  it('throws for infrastructure, leaves nothing behind and works on the next connection', async () => {
    const reference = fresh();
    const act = await storedAct(reference, 'r1');
    const blocker = await test.database.pool.connect();
    await blocker.query('begin');
    await blocker.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [reference]);
    const attempt = log.record(recordRequest(reference, 1, act)).catch((reason: unknown) => reason);
    let killed = 0;
    while (killed === 0) {
      const { rowCount } = await blocker.query(
        `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and not granted
           and database = (select oid from pg_database where datname = current_database())`,
      );
      killed = rowCount ?? 0;
    }
    expect(isDatabaseUnavailable(await attempt)).toBe(true);
    await blocker.query('rollback');
    blocker.release();
    expect(await log.load(reference)).toEqual([]);
    expect(await stored.get(act.id)).toMatchObject({ state: 'stored' });
    expect(await log.record(recordRequest(reference, 1, act))).toEqual({ status: 'appended' });
  });
});

describe('record refuses an act', () => {
  it('that was never stored', async () => {
    const reference = fresh();
    const act = newAct(reference, 'typed-into-temporal', completion(reference, 'application'));
    expect(await log.record(recordRequest(reference, 1, act))).toEqual({
      status: 'refused',
      code: 'act.unknown',
    });
    expect(await log.load(reference)).toEqual([]);
  });

  it('whose id is no id at all', async () => {
    const reference = fresh();
    const act = { ...(await storedAct(reference, 'r1')), id: "x'; drop table acts; --" };
    expect(await log.record(recordRequest(reference, 1, act))).toEqual({
      status: 'refused',
      code: 'act.unknown',
    });
  });

  it('that belongs to another request', async () => {
    const reference = fresh();
    const act = { ...(await storedAct(reference, 'r1')), request: 'r2' };
    expect(await log.record(recordRequest(reference, 1, act))).toEqual({
      status: 'refused',
      code: 'act.unknown',
    });
  });

  it('with a human body and no actor', async () => {
    const reference = fresh();
    const request = { ...recordRequest(reference, 1, null), body: completion(reference, 'application') };
    expect(await log.record(request)).toEqual({ status: 'refused', code: 'act.unknown' });
  });

  it('whose facts differ from what was stored', async () => {
    const reference = fresh();
    const act = await storedAct(reference, 'r1');
    const body = { ...completion(reference, 'application'), facts: { size: 400 } } as const;
    const request = { ...recordRequest(reference, 1, act), body };
    expect(await log.record(request)).toEqual({ status: 'refused', code: 'act.tampered' });
  });

  it('that was refused before', async () => {
    const reference = fresh();
    const act = await storedAct(reference, 'r1');
    await stored.refuse(act.id, 'task.not-open');
    expect(await log.record(recordRequest(reference, 1, act))).toEqual({
      status: 'refused',
      code: 'act.consumed',
    });
  });
});

describe('the trail is append-only', () => {
  it('I7: in the database itself', async () => {
    const reference = fresh();
    const act = await storedAct(reference, 'r1');
    await log.record(recordRequest(reference, 1, act));
    const { db } = test.database;
    const forbidden = [
      db.update(transitions).set({ at: 1 }).where(eq(transitions.reference, reference)),
      db.delete(transitions).where(eq(transitions.reference, reference)),
      db.execute(sql`truncate transitions`),
      db.update(acts).set({ reason: 'another' }).where(eq(acts.id, act.id)),
      db.update(acts).set({ state: 'stored' }).where(eq(acts.id, act.id)),
      db.delete(acts).where(eq(acts.id, act.id)),
    ];
    const outcomes = await Promise.allSettled(forbidden);
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({ status: 'rejected', reason: { cause: { code: '23001' } } });
    await expect(log.confirm(reference, 1)).resolves.toBeUndefined();
  });
});

describe('measures', () => {
  it('follow what was recommended, chosen and reported', async () => {
    const reference = fresh();
    const options = {
      options: [
        { key: 'm1', title: 'Condensate return', theme: 'energy', cost: 5, yearlySaving: '7.5' },
        { key: 'm2' },
      ],
    };
    const plan = { plan: [{ key: 'm2', date: '2027-03-01', budget: 4, financing: 'own' }] };
    const first = newAct(reference, 'o', completion(reference, 'options'), { answers: options });
    const second = newAct(reference, 'c', completion(reference, 'choice'), { answers: plan });
    await stored.store(first);
    await stored.store(second);
    await log.record(recordRequest(reference, 1, first));
    await log.record(recordRequest(reference, 2, second));
    await log.record(
      recordRequest(reference, 3, null, {
        rows: {
          milestones: [{ reference, key: 'm2', date: '2027-03-01', status: 'settled', outcome: 'partly' }],
        },
      }),
    );
    const rows = await test.database.db
      .select()
      .from(measures)
      .where(eq(measures.reference, reference))
      .orderBy(measures.key);
    expect(rows).toMatchObject([
      { key: 'm1', title: 'Condensate return', cost: 5, yearlySaving: 7.5, chosen: false, outcome: null },
      {
        key: 'm2',
        title: 'm2',
        chosen: true,
        plannedFor: '2027-03-01',
        budget: 4,
        financing: 'own',
        outcome: 'partly',
      },
    ]);
  });
});

describe('mail', () => {
  it('I5: asks for one mail a person and keeps the first', async () => {
    const reference = fresh();
    const notice = {
      type: 'notice',
      notice: 'invitation',
      to: { contact: 'director' },
      item: `${reference}.application.1`,
      rung: null,
      of: 4,
      revision: 0,
      outcome: null,
    } as const;
    await log.record(recordRequest(reference, 1, null, { events: [notice, notice] }));
    await log.record(recordRequest(reference, 2, null, { events: [notice] }));
    const rows = await test.database.db.select().from(mails).where(eq(mails.reference, reference));
    expect(rows).toMatchObject([{ seq: 1, person: null, state: 'no-recipient' }]);
  });
});
