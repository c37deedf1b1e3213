import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '../../../testing/src/database.js';
import { CaseLog } from '../case-log.js';
import { programmeRecord } from '../people.fixture.js';
import { Programmes } from '../people/programmes.js';
import { caseRows, itemRow, recordRequest } from '../recorded-case.fixture.js';
import { measures, milestones } from '../schema/index.js';
import { CaseViews } from './case-views.js';
import type { FiguresQuestion } from './programme-figures.js';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 26, 9);
const reference = (number: number) => `CCP-MA-2026-${String(number).padStart(4, '0')}`;
const question: FiguresQuestion = {
  ...{ programme: 'CCP-MA', reach: 'every', now, timeZone: 'Africa/Casablanca' },
  bounds: [0, 7, 14].map((days) => ({
    at: now + days * day,
    day: new Date(now + days * day).toISOString().slice(0, 10),
  })),
};

describe('the figures of a programme', () => {
  let test: TestDatabase;
  let views: CaseViews;

  beforeAll(async () => {
    test = await testDatabase();
    views = new CaseViews(test.database);
    await new Programmes(test.database).save(programmeRecord);
    const log = new CaseLog(test.database);
    const open = async (number: number, more: object, due: readonly number[]) => {
      const rows = caseRows(reference(number), 1);
      const items = due.map((at, index) =>
        itemRow(reference(number), `task${index}`, { due: at, overdue: at < now }),
      );
      await log.record({
        ...recordRequest(reference(number), 1, null),
        rows: { ...rows, items, case: { ...rows.case, ...more } },
      });
    };
    await open(1, { stage: 'diagnostic', overdue: true }, [now - 3 * day, now - 40 * day, now + 2 * day]);
    await open(2, { organisation: 'OLV-02', stage: 'diagnostic', suspendedAt: 1 }, [now + 8 * day]);
    await open(3, { organisation: 'OLV-02', stage: 'plan', country: 'CL' }, [now + 9 * day]);
    await open(4, { status: 'closed', outcome: 'completed', stage: null }, [now - 1]);
    const measure = (number: number, key: string, more: object) => ({
      ...{ reference: reference(number), key, title: key, cost: 10, yearlySaving: 100, chosen: true },
      ...more,
    });
    await test.database.db
      .insert(measures)
      .values([
        measure(1, 'm1', { outcome: 'implemented' }),
        measure(1, 'm2', { outcome: 'waiting-for-finance' }),
        measure(2, 'm1', {}),
        measure(2, 'm2', { chosen: false, yearlySaving: null }),
        measure(3, 'm1', {}),
      ]);
    await test.database.db.insert(milestones).values([
      { reference: reference(1), key: 'm1', date: '2026-10-15', status: 'settled', outcome: 'implemented' },
      { reference: reference(2), key: 'm1', date: '2026-11-28', status: 'planned', outcome: null },
    ]);
  });
  afterAll(() => test.drop());

  it('count what is open by stage, and what ended', async () => {
    const { stages, closed } = await views.figures(question);
    expect([...stages].sort((a, b) => (a.stage < b.stage ? -1 : 1))).toEqual([
      { stage: 'diagnostic', open: 2, overdue: 1, suspended: 1 },
      { stage: 'plan', open: 1, overdue: 0, suspended: 0 },
    ]);
    expect(closed).toMatchObject([{ outcome: 'completed', count: 1 }]);
  });

  it('count what falls due week by week, and for how long the rest is late', async () => {
    const { due, ageing } = await views.figures(question);
    expect(due).toEqual([
      { tasks: 1, approvals: 0, milestones: 1 },
      { tasks: 2, approvals: 0, milestones: 0 },
    ]);
    expect(ageing).toEqual([1, 0, 0, 1]);
  });

  it('add up the measures by how far they have come, and the savings by month', async () => {
    const { measures: told, savings } = await views.figures(question);
    const of = (status: string) => told.find((each) => each.status === status);
    expect(of('implemented')).toMatchObject({ count: 1, companies: 1, cost: 10, yearlySaving: 100 });
    expect(of('waiting')).toMatchObject({ count: 1 });
    // I15: two paths of one company are one company.
    expect(of('planned')).toMatchObject({ count: 2, companies: 1, yearlySaving: 200 });
    expect(of('recommended')).toMatchObject({ count: 1, yearlySaving: 0 });
    expect(savings).toEqual([
      { month: '2026-10', planned: 100, verified: 0, plannedBy: ['OLV-01'], verifiedBy: [] },
      { month: '2026-11', planned: 100, verified: 0, plannedBy: ['OLV-02'], verifiedBy: [] },
    ]);
  });

  it('hold nothing of a country that the reader does not see', async () => {
    const { stages } = await views.figures({
      ...question,
      reach: [{ programme: 'CCP-MA', country: 'CL' }],
    });
    expect(stages.map(({ stage }) => stage)).toEqual(['plan']);
  });
});
