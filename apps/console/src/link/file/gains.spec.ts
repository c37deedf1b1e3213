import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { MeasureView } from '#libs/cases';
import { milestoneOutcomes } from '#libs/domain';
import { gainsOf } from './gains.js';

const measure = (more: Partial<MeasureView>): MeasureView => ({
  ...{ key: 'm', title: 'M', theme: null, arc: null, cost: 100, yearlySaving: 40, chosen: true },
  ...{ plannedFor: null, budget: null, financing: null, outcome: null },
  ...more,
});

describe('what a company gains', () => {
  it('is what was chosen and not given up; so far, what is in place', () => {
    const measures = [
      measure({ outcome: 'implemented', budget: 120 }),
      measure({ outcome: 'done-before', yearlySaving: 5 }),
      measure({ outcome: 'partly' }),
      measure({ outcome: 'abandoned', yearlySaving: 1_000 }),
      measure({ chosen: false, yearlySaving: 1_000 }),
      measure({ cost: null, yearlySaving: null }),
    ];
    expect(gainsOf(measures)).toEqual({
      soFar: { count: 2, yearlySaving: 45, cost: 220 },
      onceDone: { count: 4, yearlySaving: 85, cost: 320 },
    });
  });

  it('is never more so far than once done', () => {
    const some = fc.record({
      chosen: fc.constantFrom(true, false, null),
      outcome: fc.constantFrom(null, ...milestoneOutcomes),
      yearlySaving: fc.option(fc.nat()),
      cost: fc.option(fc.nat()),
      budget: fc.option(fc.nat()),
    });
    fc.assert(
      fc.property(fc.array(some), (rows) => {
        const { soFar, onceDone } = gainsOf(rows.map(measure));
        expect(soFar.count).toBeLessThanOrEqual(onceDone.count);
        expect(soFar.yearlySaving).toBeLessThanOrEqual(onceDone.yearlySaving);
        expect(soFar.cost).toBeLessThanOrEqual(onceDone.cost);
      }),
    );
  });
});
