import { describe, expect, it } from '@jest/globals';
import type { ForecastView, PathStageView, PathStepView } from '#libs/cases';
import { timelineOf } from './timeline.js';

const at = (date: string) => Date.parse(`${date}T12:00:00Z`);

function stage(some: Partial<PathStageView> & { readonly key: string }): PathStageView {
  return {
    ...{ title: some.key, state: 'ahead', span: null, planned: null, returns: 0, openPlan: false, steps: [] },
    ...some,
  };
}

function step(some: Partial<PathStepView> & { readonly key: string }): PathStepView {
  return {
    ...{ id: null, kind: 'task', title: some.key, measure: null, parties: [], state: 'ahead' },
    ...{ returns: 0, due: null, span: null, planned: null },
    ...some,
  };
}

/** A hundred days, of which thirty have passed. */
const forecast: ForecastView = {
  ...{ reference: 'X-1', seq: 9, asOf: at('2026-01-31'), openedAt: at('2026-01-01') },
  ...{ end: at('2026-04-11'), plannedEnd: null, stops: null },
  stages: [
    stage({
      key: 'behind',
      state: 'done',
      span: { start: at('2026-01-01'), end: at('2026-01-21') },
      planned: { start: at('2026-01-01'), end: at('2026-01-11') },
    }),
    stage({
      key: 'here',
      state: 'late',
      span: { start: at('2026-01-21'), end: at('2026-02-10') },
      steps: [
        step({ key: 'late', id: 'X-1.late.1', state: 'late', due: at('2026-01-26') }),
        step({ key: 'done', id: 'X-1.done.1', state: 'done', due: at('2026-01-25') }),
      ],
    }),
    stage({
      key: 'ahead',
      span: { start: at('2026-02-10'), end: at('2026-04-11') },
      steps: [
        step({ key: 'evidence', measure: 'Insulation', span: { start: 0, end: at('2026-03-02') } }),
        step({ key: 'verification', measure: 'Insulation', span: { start: 0, end: at('2026-03-22') } }),
      ],
    }),
    stage({ key: 'open', openPlan: true, span: { start: at('2026-04-11'), end: at('2026-04-11') } }),
  ],
};

describe('a timeline', () => {
  const { rows, today } = timelineOf(forecast, false);
  const near = (value: number) => expect.closeTo(value, 1);

  it('keeps what was apart from what is expected, at today', () => {
    expect(today).toEqual(near(1 + 30 * 0.98));
    const [behind, here, ahead] = rows;
    expect(behind).toMatchObject({ actual: { x: near(1), width: near(19.6) }, expected: null });
    expect(behind?.planned).toEqual({ x: near(1), width: near(9.8) });
    expect(here?.actual).toEqual({ x: near(20.6), width: near(9.8) });
    expect(here?.expected).toEqual({ x: near(30.4), width: near(9.8) });
    expect(ahead?.actual).toBeNull();
  });

  it('marks the due dates of what is open, and a day a measure', () => {
    expect(rows.map(({ dues }) => dues.length)).toEqual([0, 1, 0, 0]);
    expect(rows[1]?.dues[0]).toEqual({ x: near(25.5), late: true });
    expect(rows[2]?.milestones).toEqual([near(59.8)]);
  });

  it('draws nothing expected where the dates come with the plan', () => {
    expect(rows[3]?.expected).toBeNull();
  });

  it('runs from right to left for who reads so', () => {
    const mirrored = timelineOf(forecast, true);
    expect(mirrored.today).toEqual(near(100 - today));
    const [actual, other] = [rows[0]?.actual, mirrored.rows[0]?.actual];
    expect(other?.width).toEqual(actual?.width);
    expect(other?.x).toEqual(near(100 - (actual?.x ?? 0) - (actual?.width ?? 0)));
  });
});
