import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import { changedRows, fold, initialState, type CaseEvent, type Transition } from '#libs/domain';
import { testDatabase, type TestDatabase } from '../../testing/src/database.js';
import { Acts, type NewAct } from './acts.js';
import { CaseLog } from './case-log.js';
import { hashAct } from './hash-act.js';
import { rebuild } from './rebuild.js';
import { completion, newAct, openingEvents } from './recorded-case.fixture.js';
import { cases, items, measures } from './schema/index.js';

let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.drop());

/** Records events the way the shell does: rows are what the domain says changed. */
async function recordCase(
  reference: string,
  steps: readonly { act: NewAct | null; events: readonly CaseEvent[] }[],
) {
  const log = new CaseLog(test.database);
  const stored = new Acts(test.database);
  let state = initialState(reference);
  for (const { act, events } of steps) {
    if (act) await stored.store(act);
    const transition: Transition = {
      reference,
      seq: state.seq + 1,
      request: act?.request ?? null,
      engine: 1,
      at: Date.UTC(2026, 8, 1, 9) + state.seq * 3_600_000,
      act: act && { id: act.id, hash: hashAct(act) },
      actor: act?.actor ?? null,
      events,
    };
    const after = fold(state, transition);
    const answer = await log.record({ transition, body: act?.body ?? null, rows: changedRows(state, after) });
    expect(answer).toEqual({ status: 'appended' });
    state = after;
  }
}

async function walkedCase(reference: string) {
  const by = { person: 'P-001', organisation: 'OLV-01', partners: [] };
  const options = {
    options: [
      { key: 'm1', title: 'Insulate', cost: 1.1 },
      { key: 'm2', title: 'Meter' },
    ],
  };
  await recordCase(reference, [
    { act: null, events: openingEvents(reference) },
    {
      act: newAct(reference, 'options', completion(reference, 'options'), { answers: options }),
      events: [{ type: 'task-completed', id: `${reference}.options.1`, facts: {}, by }],
    },
    { act: null, events: [{ type: 'milestone-planned', key: 'm1', date: '2027-02-01' }] },
    { act: null, events: [{ type: 'milestone-settled', key: 'm1', outcome: 'implemented' }] },
    {
      act: null,
      events: [
        { type: 'incident-raised', id: `${reference}.incident.1`, kind: 'reported', subject: null },
        { type: 'item-overdue', item: `${reference}.choice.1` },
      ],
    },
  ]);
}

describe('rebuild', () => {
  it('I7: finds every projection equal to the fold of the log', async () => {
    await walkedCase('CCP-MA-2026-0001');
    await walkedCase('CCP-MA-2026-0002');
    expect(await rebuild(test.database)).toEqual({
      cases: 2,
      transitions: 10,
      differences: [],
      problems: [],
      written: false,
    });
    const kept = await test.database.db
      .select()
      .from(measures)
      .where(eq(measures.reference, 'CCP-MA-2026-0001'))
      .orderBy(measures.key);
    expect(kept).toMatchObject([
      { key: 'm1', outcome: 'implemented' },
      { key: 'm2', outcome: null },
    ]);
  });

  it('names what was tampered with and puts it right on request', async () => {
    const { db } = test.database;
    await walkedCase('CCP-MA-2026-0003');
    await db.update(cases).set({ stage: 'nowhere' }).where(eq(cases.reference, 'CCP-MA-2026-0003'));
    await db.delete(items).where(eq(items.id, 'CCP-MA-2026-0003.choice.1'));
    await db.execute(
      sql`insert into measures (reference, key, title, chosen) values ('CCP-MA-2026-0003', 'm9', 'Invented', false)`,
    );
    const { differences } = await rebuild(test.database);
    expect(differences).toMatchObject([
      { table: 'cases', stored: { stage: 'nowhere' }, rebuilt: { stage: 'action-plan' } },
      { table: 'items', stored: null, rebuilt: { id: 'CCP-MA-2026-0003.choice.1' } },
      { table: 'measures', stored: { key: 'm9' }, rebuilt: null },
    ]);
    expect(await rebuild(test.database, { write: true })).toMatchObject({ written: true });
    expect(await rebuild(test.database)).toMatchObject({ differences: [], problems: [] });
  });

  it('reports an act that was altered behind the trigger, and a log that cannot be folded', async () => {
    const { db } = test.database;
    await walkedCase('CCP-MA-2026-0004');
    await recordCase('CCP-MA-2026-0005', [{ act: null, events: openingEvents('CCP-MA-2026-0005') }]);
    await db.transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`);
      await tx.execute(
        sql`update acts set actor = actor || '{"person":"P-666"}' where reference = 'CCP-MA-2026-0004'`,
      );
      await tx.execute(sql`update transitions set events = '[]' where reference = 'CCP-MA-2026-0005'`);
    });
    const report = await rebuild(test.database, { write: true });
    expect(report.problems).toEqual([
      { reference: 'CCP-MA-2026-0004', seq: 2, problem: 'act-tampered' },
      { reference: 'CCP-MA-2026-0005', seq: 1, problem: 'not-foldable' },
    ]);
    expect(report.written).toBe(false);
  });
});
