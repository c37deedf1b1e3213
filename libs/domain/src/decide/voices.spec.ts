import { describe, expect, it } from '@jest/globals';
import { CaseJourney, member, sampleActors, sampleActor, shortRules } from '#libs/testing';
import type { ActorFacts, ApprovalOutcome, ApprovalRule, CaseRules, NoticeEvent } from '../index.js';

const { technical, coordinator, centre } = sampleActors;
const [amal, badr] = [member('P-011', 'ORG-A'), member('P-012', 'ORG-B')];
const committee = { role: 'committee' } as const;

function asked(approval: Partial<ApprovalRule>): CaseJourney {
  const journey = CaseJourney.opened({ rules: shortRules({ approval }) });
  journey.complete(technical, 'file');
  return journey;
}

const twoOfThree = () => asked({ voices: [{ from: [committee], need: 2, among: 3 }] });

const decide = (journey: CaseJourney, outcome: ApprovalOutcome = 'approve') =>
  ({ type: 'decide', approval: journey.openId('consent'), outcome, reopens: [] }) as const;

const invited = (journey: CaseJourney) =>
  journey.log.flatMap(({ events }) =>
    events
      .filter((event): event is NoticeEvent => event.type === 'notice' && event.notice === 'invitation')
      .filter(({ item }) => item?.includes('consent'))
      .map(({ to }) => to),
  );

describe('voices of several', () => {
  it('decide when the last one needed is in', () => {
    const journey = twoOfThree();
    const events = journey.decided(amal, 'consent', 'approve');
    expect(events.map(({ type }) => type)).toEqual(['voice-given']);
    expect(journey.state.stage).toBe('first');
    journey.decided(badr, 'consent', 'approve');
    expect(journey.state.stage).toBe('second');
  });

  it('are overruled by the gravest objection once enough approvals are out of reach', () => {
    const journey = twoOfThree();
    journey.decided(amal, 'consent', 'reject');
    expect(journey.openKeys()).toEqual(['consent']);
    journey.decided(badr, 'consent', 'return');
    expect(journey.state).toMatchObject({ status: 'closed', outcome: 'declined' });
  });

  it('return to every task that those who return name', () => {
    const journey = twoOfThree();
    journey.decided(amal, 'consent', 'return', ['file']);
    journey.decided(badr, 'consent', 'defer');
    expect(journey.openId('file')).toBe('CCP-MA-2026-0007.file.2');
  });

  it('may change until the last one is in, and not after it', () => {
    const journey = twoOfThree();
    journey.decided(amal, 'consent', 'reject');
    journey.decided(amal, 'consent', 'approve');
    const { approval } = decide(journey);
    expect(journey.state.approvals[approval]?.voices).toMatchObject([{ seat: 'P-011', outcome: 'approve' }]);
    journey.decided(badr, 'consent', 'approve');
    expect(journey.refused(amal, { ...decide(twoOfThree()), approval })).toEqual({
      code: 'approval.not-open',
      subject: approval,
    });
  });

  it('count once for each human, whoever’s seat they speak for', () => {
    const journey = twoOfThree();
    const forBadr: ActorFacts = { ...amal, onBehalfOf: 'P-012', behalfOrganisation: 'ORG-B' };
    journey.act(forBadr, decide(journey));
    expect(journey.refused(amal, decide(journey)).code).toBe('approval.voice-twice');
    const forChama: ActorFacts = { ...amal, onBehalfOf: 'P-013', behalfOrganisation: 'ORG-C' };
    expect(journey.refused(forChama, decide(journey)).code).toBe('approval.voice-twice');
    // Badr himself may correct what was said in his seat.
    journey.act(badr, decide(journey, 'reject'));
    const { approval } = decide(journey);
    expect(journey.state.approvals[approval]?.voices).toMatchObject([{ seat: 'P-012', outcome: 'reject' }]);
    journey.act(amal, decide(journey));
  });

  it('come from distinct organisations where the rule says so', () => {
    const journey = asked({
      voices: [{ from: [committee], need: 2, among: 3, distinct: 'organisation' }],
    });
    journey.act(amal, decide(journey));
    expect(journey.refused(member('P-014', 'ORG-A'), decide(journey)).code).toBe(
      'approval.organisation-twice',
    );
    const forAmal: ActorFacts = {
      ...member('P-015', 'ORG-X'),
      onBehalfOf: 'P-016',
      behalfOrganisation: 'ORG-A',
    };
    expect(journey.refused(forAmal, decide(journey)).code).toBe('approval.organisation-twice');
    // Nobody's organisation is nobody's competitor.
    journey.act(member('P-017'), decide(journey));
    expect(journey.state.stage).toBe('second');
  });

  it('each count for the entry they belong to, all at once', () => {
    const journey = asked({
      voices: [
        { from: [committee], need: 1, among: 1 },
        { from: [{ role: 'partner', partner: 'technical-centre' }, { person: 'P-077' }], need: 1, among: 1 },
      ],
    });
    expect(invited(journey)).toHaveLength(3);
    journey.act(sampleActor({ person: 'P-077' }), decide(journey));
    expect(journey.refused(centre, decide(journey)).code).toBe('actor.not-assigned');
    journey.act(amal, decide(journey));
    expect(journey.state.stage).toBe('second');
  });
});

describe('voices in sequence', () => {
  const sequence = (first = { need: 1, among: 2 }): CaseRules =>
    shortRules({
      approval: {
        order: 'sequence',
        voices: [
          { from: [committee], ...first },
          { from: [{ role: 'coordinator' }], need: 1, among: 1 },
        ],
      },
    });
  const opened = () => {
    const journey = CaseJourney.opened({ rules: sequence() });
    journey.complete(technical, 'file');
    return journey;
  };

  it('ask the next only after the one before, and invite them then', () => {
    const journey = opened();
    expect(invited(journey)).toEqual([committee]);
    expect(journey.refused(coordinator, decide(journey)).code).toBe('actor.not-assigned');
    journey.act(amal, decide(journey));
    expect(invited(journey)).toEqual([committee, { role: 'coordinator' }]);
    journey.act(coordinator, decide(journey));
    expect(journey.state.stage).toBe('second');
  });

  it('I5: invite nobody twice, though the one before changes their mind', () => {
    const journey = opened();
    journey.act(amal, decide(journey));
    journey.act(amal, decide(journey, 'return'));
    expect(journey.refused(coordinator, decide(journey)).code).toBe('actor.not-assigned');
    journey.act(badr, decide(journey));
    expect(invited(journey)).toEqual([committee, { role: 'coordinator' }]);
  });

  it('invite the next on resumption, where the one before spoke while the clock stood', () => {
    const journey = opened();
    journey.now += 3_600_000;
    journey.act(coordinator, { type: 'suspend', item: null, until: null });
    journey.now += 3_600_000;
    journey.act(amal, decide(journey));
    expect(invited(journey)).toEqual([committee]);
    journey.now += 3_600_000;
    journey.act(coordinator, { type: 'resume', item: null });
    expect(invited(journey)).toEqual([committee, { role: 'coordinator' }]);
  });
});

describe('bad voices', () => {
  it('are refused by name and change nothing', () => {
    const journey = asked({ reasons: ['reject'], outcomes: ['approve', 'reject'] });
    const before = journey.state;
    expect(journey.refused(amal, decide(journey, 'reject')).code).toBe('approval.reason-missing');
    expect(journey.refused(amal, decide(journey, 'defer')).code).toBe('approval.outcome-not-offered');
    const conditions = [{ date: '2026-06-01' }];
    expect(journey.refused(amal, { ...decide(journey), conditions }).code).toBe(
      'approval.conditions-not-offered',
    );
    expect(journey.state).toBe(before);
    journey.act(amal, { ...decide(journey, 'reject'), reasoned: true });
  });
});
