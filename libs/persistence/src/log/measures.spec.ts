import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { completedIn, concernsMeasures, measuresAfter, taskKey, undisputedTasks } from './measures.js';

const reference = 'CCP-MA-2026-0007';
const after = (
  task: string,
  answers: Record<string, unknown>,
  before: ReturnType<typeof measuresAfter> = [],
) => measuresAfter(before, { reference, completed: [{ task, answers }], milestones: [] });
const recommended = after('options', {
  options: [
    { key: 'a', title: 'A' },
    { key: 'b', title: 'B' },
  ],
});

describe('measures', () => {
  it('take the place of those recommended before', () => {
    const again = after('options', { options: [{ key: 'b', title: 'Better' }] }, recommended);
    expect(again).toMatchObject([{ key: 'b', title: 'Better' }]);
  });

  it('are chosen by the rows that have a date, and unchosen by a later choice', () => {
    const first = after(
      'choice',
      { plan: [{ key: 'a', date: '2027-01-31', budget: 10 }, { key: 'b' }] },
      recommended,
    );
    expect(first.map(({ chosen, budget }) => [chosen, budget])).toEqual([
      [true, 10],
      [false, null],
    ]);
    const second = after('choice', { plan: [{ key: 'b', date: '2027-01-31' }] }, first);
    expect(second.map(({ chosen, budget, plannedFor }) => [chosen, budget, plannedFor])).toEqual([
      [false, null, null],
      [true, null, '2027-01-31'],
    ]);
  });

  it('have no date where the answer is no real day', () => {
    const [row] = after('choice', { plan: [{ key: 'a', date: '2027-02-30' }] }, recommended);
    expect(row).toMatchObject({ chosen: true, plannedFor: null });
  });

  it('survive any answers', () => {
    const odd = fc.oneof(
      fc.jsonValue(),
      fc.array(fc.dictionary(fc.constantFrom('key', 'title', 'cost', 'date'), fc.jsonValue())),
    );
    fc.assert(
      fc.property(odd, odd, (options, plan) => {
        const rows = after('choice', { plan }, after('options', { options }));
        expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
      }),
    );
  });

  it('concern no other task', () => {
    expect(concernsMeasures({ reference, completed: [{ task: 'visit', answers: {} }], milestones: [] })).toBe(
      false,
    );
  });
});

describe('what a transition settles', () => {
  const by = { person: 'P-002', organisation: 'OLV-01', partners: [] };
  const completed = { type: 'task-completed', id: `${reference}.choice.2`, facts: {}, by } as const;

  it('was answered in its own act, in the opening, or in what nobody disputed', () => {
    const noted = new Map([[completed.id, { plan: 'noted' }]]);
    const imported = {
      type: 'task-imported',
      ...{ id: `${reference}.options.1`, key: 'options', stage: 'plan' },
      ...{ round: 1, completedAt: 1, facts: {}, by },
    } as const;
    const events = [completed, { ...completed, transcript: 'undisputed' } as const, imported];
    const answers = { plan: 'own', earlier: { options: { options: 'before' } } };
    expect(completedIn({ reference, events }, answers, noted)).toEqual([
      { task: 'choice', answers },
      { task: 'choice', answers: { plan: 'noted' } },
      { task: 'options', answers: { options: 'before' } },
    ]);
    expect(undisputedTasks({ events })).toEqual([completed.id]);
  });
});

describe('the key of a task', () => {
  it('is what stands between reference and round', () => {
    expect(taskKey(reference, `${reference}.options.12`)).toBe('options');
    expect(taskKey(reference, 'options')).toBe('options');
  });
});
