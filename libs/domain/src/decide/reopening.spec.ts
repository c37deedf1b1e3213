import { describe, expect, it } from '@jest/globals';
import { CaseJourney, member, sampleActors, sampleRules, shortRules, shortTask } from '#libs/testing';
import { fold, initialState, type MeasureFact } from '../index.js';

const { technical, coordinator, director, committee, expert, centre } = sampleActors;

const reopen = (stage: string) => ({ type: 'reopen', stage }) as const;

describe('reopening', () => {
  it('goes on with the log at the chosen stage, and its earlier rounds stay as history', () => {
    const journey = CaseJourney.opened({ rules: shortRules({ approval: {} }) });
    journey.complete(technical, 'file');
    journey.decided(committee, 'consent', 'reject');
    expect(journey.state.status).toBe('closed');
    journey.act(coordinator, reopen('first'));
    expect(journey.state).toMatchObject({ status: 'open', stage: 'first' });
    expect(journey.state).not.toHaveProperty('outcome');
    expect(journey.openId('file')).toBe('CCP-MA-2026-0007.file.2');
    journey.complete(technical, 'file');
    expect(journey.openId('consent')).toBe('CCP-MA-2026-0007.consent.2');
    expect(journey.log.reduce(fold, initialState(journey.reference))).toEqual(journey.state);
  });

  it('leaves the visit that was cut short as it was', () => {
    const journey = CaseJourney.opened({ rules: shortRules() });
    journey.act(coordinator, { type: 'terminate' });
    journey.now += 3_600_000;
    journey.act(coordinator, reopen('first'));
    journey.complete(technical, 'file');
    const [cut, again] = journey.state.stages;
    expect(cut).not.toHaveProperty('leftAt');
    expect(again).toMatchObject({ key: 'first', outcome: 'completed' });
  });

  it('ends a pause, which the end of the case has ended', () => {
    const journey = CaseJourney.opened({ rules: shortRules() });
    journey.act(coordinator, { type: 'suspend', item: null, until: '2026-05-04' });
    journey.act(coordinator, { type: 'terminate' });
    journey.act(coordinator, reopen('first'));
    expect(journey.state).not.toHaveProperty('suspendedAt');
    expect(journey.state).not.toHaveProperty('resumesOn');
    expect(journey.state.tasks[journey.openId('file')]?.stoppedAt).toBeUndefined();
  });

  it('I3: still knows who prepared the earlier rounds', () => {
    const exclude = { tasks: ['file'], by: ['person'] } as const;
    const journey = CaseJourney.opened({ rules: shortRules({ approval: { exclude } }) });
    journey.complete({ ...technical, person: 'P-011' }, 'file');
    journey.decided(committee, 'consent', 'reject');
    journey.act(coordinator, reopen('first'));
    journey.complete(technical, 'file');
    const body = {
      type: 'decide',
      approval: journey.openId('consent'),
      outcome: 'approve',
      reopens: [],
    } as const;
    expect(journey.refused(member('P-011'), body).code).toBe('actor.excluded');
  });

  it('I12: does not wait for milestones that a shorter plan leaves out', () => {
    const journey = CaseJourney.opened();
    const keys = (...all: readonly string[]): readonly MeasureFact[] => all.map((key) => ({ key }));
    const plan = (...all: readonly string[]) => keys(...all).map(({ key }) => ({ key, date: '2026-09-01' }));
    journey.complete(director, 'candidature');
    journey.complete(coordinator, 'eligibility', { eligible: true });
    journey.decided(committee, 'admission', 'approve');
    journey.complete(technical, 'data-request', { supplies: 'figures' });
    journey.complete(expert, 'visit', { visitedOn: '2026-04-01' });
    journey.complete(expert, 'report', { options: keys('m1', 'm2') }, 1);
    journey.complete(director, 'comments');
    journey.decided(coordinator, 'validation', 'approve');
    journey.complete(director, 'choice', { plan: plan('m1', 'm2') });
    journey.complete(centre, 'opinion');
    journey.act(coordinator, { type: 'terminate' });
    journey.act(coordinator, reopen('plan'));
    journey.complete(director, 'choice', { plan: plan('m2') });
    journey.complete(centre, 'opinion');
    expect(journey.state.milestones['m1']).toMatchObject({ status: 'settled', outcome: 'abandoned' });
    journey.complete(technical, 'evidence-m2', { outcome: 'abandoned' });
    expect(journey.state.status).toBe('closed');
  });

  it('gives the place back that was held past the stage that gave it, and only then', () => {
    const rules = shortRules({ approval: { quota: true } });
    const journey = CaseJourney.opened({ rules });
    journey.complete(technical, 'file');
    journey.decided(committee, 'consent', 'approve');
    expect(journey.state.place).toBe(true);
    journey.complete(coordinator, 'note');
    // Completed, it keeps its place; it was used.
    expect(journey.state.place).toBe(true);
    journey.act(coordinator, reopen('second'));
    expect(journey.state.place).toBe(true);
    journey.act(coordinator, { type: 'terminate' });
    expect(journey.log.at(-1)?.events).toContainEqual({
      ...{ type: 'case-closed', outcome: 'terminated', freesPlace: true },
    });
    expect(journey.state).not.toHaveProperty('place');
    journey.act(coordinator, reopen('first'));
    expect(journey.state).not.toHaveProperty('place');
  });

  it('is refused by name, the case as it was', () => {
    const never = { fact: 'never', is: true } as const;
    const [first, second] = shortRules({
      tasks: [{ ...shortTask, facts: [{ key: 'never', type: 'boolean', required: false }] }],
    }).stages;
    const rules = { ...sampleRules, outcomes: [], stages: [first!, { ...second!, when: never }] };
    const journey = CaseJourney.opened({ rules });
    expect(journey.refused(coordinator, reopen('first')).code).toBe('case.not-closed');
    expect(new CaseJourney().refused(coordinator, reopen('first')).code).toBe('case.not-open');
    journey.complete(technical, 'file');
    const before = journey.state;
    expect(before.status).toBe('closed');
    expect(journey.refused(technical, reopen('first')).code).toBe('actor.not-allowed');
    expect(journey.refused(coordinator, reopen('third')).code).toBe('stage.unknown');
    expect(journey.refused(coordinator, reopen('second'))).toEqual({
      code: 'stage.not-applicable',
      subject: 'second',
    });
    expect(journey.state).toBe(before);
  });
});
