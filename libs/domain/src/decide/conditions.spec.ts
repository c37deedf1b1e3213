import { describe, expect, it } from '@jest/globals';
import { CaseJourney, member, sampleActors, sampleTask, shortRules } from '#libs/testing';
import type { ApprovalRule, StageRule } from '../index.js';

const { technical, director, coordinator } = sampleActors;
const amal = member('P-011');
const offered: Partial<ApprovalRule> = {
  conditions: { assignee: { contact: 'director' }, ladder: 'standard' },
};

function asked(approval: Partial<ApprovalRule> = offered, later?: readonly StageRule[]): CaseJourney {
  const rules = shortRules({ approval, ...(later ? { later } : {}) });
  const journey = CaseJourney.opened({ rules });
  journey.complete(technical, 'file');
  return journey;
}

function approve(journey: CaseJourney, ...dates: readonly string[]) {
  const approval = journey.openId('consent');
  const conditions = dates.map((date) => ({ date }));
  return { type: 'decide', approval, outcome: 'approve', reopens: [], conditions } as const;
}

describe('conditions of an approval', () => {
  it('become tasks of the next stage, due on their dates', () => {
    const journey = asked();
    const { approval } = approve(journey);
    journey.act(amal, approve(journey, '2026-05-15', '2026-06-06'));
    expect(journey.openKeys()).toEqual(['condition-consent-1', 'condition-consent-2', 'note']);
    const second = journey.state.tasks[journey.openId('condition-consent-2')];
    // A Saturday moves to Monday.
    expect(second).toMatchObject({ condition: approval, stage: 'second', due: Date.UTC(2026, 5, 8, 15, 30) });
  });

  it('keep the stage from being left until they are met', () => {
    const journey = asked();
    journey.act(amal, approve(journey, '2026-05-15'));
    journey.complete(coordinator, 'note');
    expect(journey.state.status).toBe('open');
    journey.complete(director, 'condition-consent-1');
    expect(journey.state.status).toBe('closed');
  });

  it('wait for the first stage that is travelled', () => {
    const skipped: StageRule = {
      key: 'skipped',
      title: 'Skipped',
      when: { fact: 'never', is: true },
      tasks: [sampleTask({ key: 'idle', facts: [{ key: 'never', type: 'boolean', required: true }] })],
    };
    const last: StageRule = { key: 'last', title: 'Last', tasks: [sampleTask({ key: 'end' })] };
    const journey = asked(offered, [skipped, last]);
    journey.act(amal, approve(journey, '2026-05-15'));
    expect(journey.openKeys()).toEqual(['condition-consent-1', 'end']);
  });

  it('are those of everyone whose voice made the approval', () => {
    const journey = asked({
      ...offered,
      voices: [{ from: [{ role: 'committee' }], need: 2, among: 3 }],
    });
    journey.act(amal, approve(journey, '2026-05-15'));
    journey.act(member('P-012'), { ...approve(journey), outcome: 'reject' });
    journey.act(member('P-013'), approve(journey, '2026-05-20'));
    expect(journey.openKeys()).toEqual(['condition-consent-1', 'condition-consent-2', 'note']);
  });

  it('hold as well where time approves what some had approved', () => {
    const journey = asked({
      ...offered,
      voices: [{ from: [{ role: 'committee' }], need: 2, among: 3 }],
      expires: { after: { amount: 10, unit: 'days' }, then: 'approve' },
    });
    journey.act(amal, approve(journey, '2026-05-15'));
    journey.passTo(Date.UTC(2026, 3, 14));
    expect(journey.openKeys()).toEqual(['condition-consent-1', 'note']);
  });

  it.each(['2026-04-01', '2026-02-30', 'soon', '2027-11-02'])('cannot be due on %s', (date) => {
    const journey = asked();
    const before = journey.state;
    expect(journey.refused(amal, approve(journey, date)).code).toBe('approval.condition-date');
    expect(journey.state).toBe(before);
  });
});
