import { describe, expect, it } from '@jest/globals';
import { CaseJourney, member, sampleActors, sampleCalendar, shortRules } from '#libs/testing';
import { localTimeAt, nextWake, type ApprovalRule } from '../index.js';

const { technical, coordinator, administrator } = sampleActors;
const after = { amount: 15, unit: 'days' } as const;

function asked(approval: Partial<ApprovalRule>): CaseJourney {
  const journey = CaseJourney.opened({ rules: shortRules({ approval: { ladder: 'silent', ...approval } }) });
  journey.complete(technical, 'file');
  return journey;
}

const decide = (journey: CaseJourney) =>
  ({ type: 'decide', approval: journey.openId('consent'), outcome: 'approve', reopens: [] }) as const;

describe('an approval that expires', () => {
  it.each([
    ['approve', { stage: 'second' }],
    ['reject', { status: 'closed', outcome: 'declined' }],
  ] as const)('decides itself: %s', (then, state) => {
    const journey = asked({ expires: { after, then } });
    const { approval } = decide(journey);
    journey.passTo(Date.UTC(2026, 3, 30));
    expect(journey.state).toMatchObject(state);
    const decided = journey.log.flatMap(({ events }) =>
      events.filter(({ type }) => type === 'approval-decided'),
    );
    expect(decided).toEqual([
      { type: 'approval-decided', id: approval, outcome: then, reopens: [], because: 'expired' },
    ]);
    expect(journey.state.approvals[approval]?.by).toBeUndefined();
  });

  it('does so at the close of a working day', () => {
    const journey = asked({
      expires: { after, then: 'approve' },
      due: { from: 'opening', duration: { amount: 2, unit: 'months' } },
    });
    const wake = nextWake(journey.state);
    expect(wake).toMatchObject({ reason: 'expiry' });
    expect(localTimeAt(sampleCalendar, wake?.at ?? 0)).toBe('2026-04-16 16:30');
  });

  it('passes to somebody else, whose single voice decides then', () => {
    const journey = asked({
      voices: [{ from: [{ role: 'committee' }], need: 2, among: 3 }],
      expires: { after, then: { passesTo: { role: 'administrator' } } },
    });
    journey.act(member('P-011'), decide(journey));
    journey.passTo(Date.UTC(2026, 3, 30));
    expect(journey.refused(member('P-012'), decide(journey)).code).toBe('actor.not-assigned');
    journey.act(administrator, decide(journey));
    expect(journey.state.stage).toBe('second');
  });

  it('passes on once only', () => {
    const journey = asked({ expires: { after, then: { passesTo: { role: 'administrator' } } } });
    journey.passTo(Date.UTC(2026, 5, 30));
    const types = journey.log.flatMap(({ events }) => events.map(({ type }) => type));
    expect(types.filter((type) => type === 'approval-passed')).toHaveLength(1);
    expect(journey.openKeys()).toEqual(['consent']);
  });

  it('I6: does not while the clock stands', () => {
    const journey = asked({ expires: { after, then: 'approve' } });
    journey.act(coordinator, { type: 'suspend', item: null, until: null });
    journey.passTo(Date.UTC(2026, 5, 1));
    expect(journey.openKeys()).toEqual(['consent']);
    journey.act(coordinator, { type: 'resume', item: null });
    expect(journey.openKeys()).toEqual(['consent']);
    journey.passTo(Date.UTC(2026, 6, 1));
    expect(journey.state.stage).toBe('second');
  });

  it('waits for the end of a deferral before it counts', () => {
    const journey = asked({ expires: { after, then: 'reject' } });
    journey.decided(member('P-011'), 'consent', 'defer');
    journey.passTo(Date.UTC(2026, 4, 10));
    expect(journey.openKeys()).toEqual(['consent']);
    // Deferred until Monday 4 May, and fifteen days after it.
    journey.passTo(Date.UTC(2026, 4, 20));
    expect(journey.state.status).toBe('closed');
  });
});
