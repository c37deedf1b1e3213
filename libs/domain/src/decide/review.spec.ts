import { describe, expect, it } from '@jest/globals';
import { CaseJourney, member, sampleActors, shortRules } from '#libs/testing';
import {
  decide,
  initialState,
  isReviewable,
  project,
  type ApprovalRule,
  type ShellCommand,
} from '../index.js';

const { technical, coordinator } = sampleActors;
const amal = member('P-011');

function asked(approval: Partial<ApprovalRule> = {}): CaseJourney {
  const journey = CaseJourney.opened({ rules: shortRules({ approval }) });
  journey.complete(technical, 'file');
  return journey;
}
const review = (undecidable: readonly string[], placeFree = false): ShellCommand =>
  ({ type: 'review', undecidable, placeFree }) as const;
const incidents = (journey: CaseJourney) =>
  Object.values(journey.state.incidents).map(({ kind, resolvedAt }) => [kind, resolvedAt !== undefined]);

describe('I3, I12: an approval that nobody may decide', () => {
  it('raises one incident, and its resolution once somebody may', () => {
    const journey = asked();
    const id = journey.openId('consent');
    journey.send(review([id, 'x']));
    journey.send(review([id]));
    expect(incidents(journey)).toEqual([['no-eligible-decider', false]]);
    journey.send(review([]));
    expect(incidents(journey)).toEqual([['no-eligible-decider', true]]);
    journey.send(review([id]));
    expect(incidents(journey)).toHaveLength(2);
  });

  it('is looked for in open cases that ask for a voice, or have said that nobody is there', () => {
    const journey = asked();
    expect(isReviewable(journey.state)).toBe(true);
    expect(isReviewable(initialState('X'))).toBe(false);
    expect(isReviewable(CaseJourney.opened({ rules: shortRules({}) }).state)).toBe(false);
    journey.act(coordinator, { type: 'terminate' });
    expect(isReviewable(journey.state)).toBe(false);
  });

  it('is over once it is decided all the same', () => {
    const journey = asked();
    journey.send(review([journey.openId('consent')]));
    journey.decided(amal, 'consent', 'approve');
    expect(incidents(journey)).toEqual([['no-eligible-decider', true]]);
  });

  it('leaves other incidents, tasks and closed cases alone', () => {
    const journey = asked();
    journey.act(coordinator, { type: 'report-incident', subject: null });
    journey.send(review(['CCP-MA-2026-0007.file.1']));
    expect(incidents(journey)).toEqual([['reported', false]]);
    const id = journey.openId('consent');
    journey.act(coordinator, { type: 'terminate' });
    expect(decide(journey.state, review([id]), journey.now)).toEqual({ ok: true, events: [] });
    expect(decide(initialState('X'), review([id], true), journey.now)).toEqual({ ok: true, events: [] });
  });
});

describe('I5: whoever is appointed after the invitations left', () => {
  const untold = (...ids: readonly string[]): ShellCommand =>
    ({ type: 'review', undecidable: [], untold: ids, placeFree: false }) as const;
  const notices = (journey: CaseJourney) =>
    journey.log.at(-1)?.events.filter(({ type }) => type === 'notice');

  it('is asked as the others were, and what reached nobody before is over', () => {
    const journey = asked();
    const id = journey.openId('consent');
    journey.send({ type: 'mail-undeliverable', mails: [{ item: id, because: 'no-recipient' }] });
    journey.send(review([id]));
    journey.send(untold(id));
    expect(notices(journey)).toMatchObject([
      { notice: 'invitation', item: id, to: { role: 'committee' }, revision: 0 },
    ]);
    expect(incidents(journey)).toEqual([
      ['no-recipient', true],
      ['no-eligible-decider', true],
    ]);
    expect(journey.state.approvals[id]?.invited).toEqual([{ role: 'committee' }]);
  });

  it('is not asked while the clock stands, nor about what is over or no approval', () => {
    const journey = asked();
    const id = journey.openId('consent');
    journey.send(untold('CCP-MA-2026-0007.file.1', 'x'));
    expect(notices(journey)).toEqual([]);
    journey.act(coordinator, { type: 'suspend', item: null, until: null });
    journey.send(untold(id));
    expect(notices(journey)).toEqual([]);
    journey.act(coordinator, { type: 'resume', item: null });
    journey.decided(amal, 'consent', 'approve');
    journey.send(untold(id));
    expect(notices(journey)).toEqual([]);
  });
});

describe('the waiting list', () => {
  const waiting = () => {
    const journey = asked({ quota: true });
    const defer = {
      type: 'decide',
      approval: journey.openId('consent'),
      outcome: 'defer',
      reopens: [],
    } as const;
    expect(journey.refused(amal, defer).code).toBe('approval.rank-missing');
    expect(journey.refused(amal, { ...defer, rank: 0 }).code).toBe('command.malformed');
    journey.act(amal, { ...defer, rank: 3 });
    return journey;
  };

  it('keeps the rank that a deferral gave', () => {
    const journey = waiting();
    expect(project(journey.state).case).toMatchObject({ place: 'waiting', rank: 3 });
  });

  it('moves up by itself, and the trail says why', () => {
    const journey = waiting();
    const id = journey.openId('consent');
    journey.send(review([], true));
    expect(journey.log.at(-1)?.events[0]).toEqual({
      ...{ type: 'approval-decided', id, outcome: 'approve', reopens: [], because: 'place-freed' },
    });
    expect(journey.state).toMatchObject({ stage: 'second', place: true });
    expect(project(journey.state).case).toMatchObject({ place: 'held', rank: null });
    const { state } = journey;
    expect(decide(state, review([], true), journey.now)).toEqual({ ok: true, events: [] });
  });

  it('takes the best rank of those who deferred', () => {
    const journey = asked({ quota: true, voices: [{ from: [{ role: 'committee' }], need: 2, among: 3 }] });
    const defer = {
      type: 'decide',
      approval: journey.openId('consent'),
      outcome: 'defer',
      reopens: [],
    } as const;
    journey.act(amal, { ...defer, rank: 5 });
    journey.act(member('P-012'), { ...defer, rank: 2 });
    expect(project(journey.state).case).toMatchObject({ place: 'waiting', rank: 2 });
  });

  it('gives nothing to whoever does not wait', () => {
    const journey = asked({ quota: true });
    expect(decide(journey.state, review([], true), journey.now)).toEqual({ ok: true, events: [] });
  });
});
