import { describe, expect, it } from '@jest/globals';
import { CaseJourney, member, sampleActors, sampleTask, shortRules, shortTask } from '#libs/testing';
import type { ActBody, ApprovalOutcome, ApprovalRule, CaseEvent } from '../index.js';

const { technical, coordinator } = sampleActors;
const committee = { role: 'committee' } as const;
const [amal, badr] = [member('P-011', 'ORG-A'), member('P-012', 'ORG-B')];
const two = [shortTask, sampleTask({ key: 'visit' })];
const several = { voices: [{ from: [committee], need: 2, among: 3 }] } as const;
const conditions = { assignee: { contact: 'director' }, ladder: 'silent' } as const;

function asked(approval: Partial<ApprovalRule>): CaseJourney {
  const journey = CaseJourney.opened({
    rules: shortRules({ tasks: two, approval: { reopens: ['file', 'visit'], ...approval } }),
  });
  journey.complete(technical, 'file');
  journey.complete(coordinator, 'visit');
  return journey;
}

type Deciding = Partial<Extract<ActBody, { type: 'decide' }>>;
function decide(journey: CaseJourney, outcome: ApprovalOutcome, change: Deciding = {}) {
  return { type: 'decide', approval: journey.openId('consent'), outcome, reopens: [], ...change } as const;
}
const first = (events: readonly CaseEvent[], type: CaseEvent['type']) =>
  events.find((event) => event.type === type);

describe('a decision', () => {
  it('is about an approval, never about a task', () => {
    const journey = CaseJourney.opened({ rules: shortRules() });
    const body = {
      type: 'decide',
      approval: journey.openId('file'),
      outcome: 'approve',
      reopens: [],
    } as const;
    expect(journey.refused(amal, body)).toEqual({ code: 'approval.unknown', subject: null });
  });

  it('names tasks to reopen on a return only', () => {
    const reopens = ['visit'];
    const approved = asked({});
    const approving = approved.act(amal, decide(approved, 'approve', { reopens }));
    expect(first(approving, 'approval-decided')).toMatchObject({ reopens: [] });
    const journey = asked({});
    expect(journey.refused(amal, decide(journey, 'return', { reopens: ['visit', 'x'] })).code).toBe(
      'approval.reopens-unknown',
    );
    expect(
      first(journey.act(amal, decide(journey, 'return', { reopens })), 'approval-decided'),
    ).toMatchObject({ reopens });
    expect(journey.openKeys()).toEqual(['visit']);
  });

  it('sets conditions and ranks where they mean something only', () => {
    const said = { conditions: [{ date: '2026-05-15' }], rank: 4 };
    const offered = asked({ ...several, conditions });
    expect(first(offered.act(amal, decide(offered, 'reject', said)), 'voice-given')).toMatchObject({
      conditions: [],
    });
    const voice = first(offered.act(badr, decide(offered, 'approve', said)), 'voice-given');
    expect(voice).toMatchObject({ conditions: said.conditions });
    expect(voice).not.toHaveProperty('rank');
    const unranked = asked(several);
    expect(
      first(unranked.act(amal, decide(unranked, 'defer', { rank: 4 })), 'voice-given'),
    ).not.toHaveProperty('rank');
    const ranked = asked({ ...several, quota: true });
    expect(first(ranked.act(amal, decide(ranked, 'approve', { rank: 4 })), 'voice-given')).not.toHaveProperty(
      'rank',
    );
    expect(first(ranked.act(badr, decide(ranked, 'defer', { rank: 4 })), 'voice-given')).toHaveProperty(
      'rank',
      4,
    );
  });

  it('may set a condition for the first day of the close-out, and for none after it', () => {
    const journey = asked({ conditions });
    // The programme ends on 31 December 2027 and keeps sixty days for itself.
    const late = decide(journey, 'approve', { conditions: [{ date: '2027-11-02' }] });
    expect(journey.refused(amal, late).code).toBe('approval.condition-date');
    journey.act(amal, decide(journey, 'approve', { conditions: [{ date: '2027-11-01' }] }));
    expect(journey.openKeys()).toContain('condition-consent-1');
  });

  it('asks for a reason where the definition does, and for no other outcome', () => {
    const journey = asked({ reasons: ['reject'] });
    expect(journey.refused(amal, decide(journey, 'reject', { reasoned: false })).code).toBe(
      'approval.reason-missing',
    );
    journey.act(amal, decide(journey, 'return'));
  });

  it('that defers asks again, with a rank where there is one', () => {
    const journey = asked({});
    const again = first(journey.act(amal, decide(journey, 'defer')), 'approval-asked');
    expect(again).toMatchObject({ deferred: true, round: 2 });
    expect(again).not.toHaveProperty('rank');
  });

  it('that rejects leaves the stage, ends the case as the definition says, and frees its place', () => {
    const journey = asked({ reject: { closes: 'declined' } });
    const events = journey.act(amal, decide(journey, 'reject'));
    expect(first(events, 'stage-left')).toEqual({ type: 'stage-left', stage: 'first', outcome: 'rejected' });
    expect(first(events, 'case-closed')).toEqual({ type: 'case-closed', outcome: 'declined' });
    const plain = { ...shortRules({ approval: {} }) };
    const [stage, ...others] = plain.stages;
    const { reject: _, ...approval } = stage!.approval!;
    const bare = CaseJourney.opened({ rules: { ...plain, stages: [{ ...stage!, approval }, ...others] } });
    bare.complete(technical, 'file');
    expect(first(bare.act(amal, decide(bare, 'reject')), 'case-closed')).toMatchObject({
      outcome: 'rejected',
    });
  });

  it('that rejects after the admission gives the place back', () => {
    const place = {
      key: 'place',
      title: 'Place',
      tasks: [shortTask],
      approval: shortRules({ approval: { quota: true } }).stages[0]!.approval!,
    };
    const later = shortRules({
      tasks: [sampleTask({ key: 'late' })],
      approval: { key: 'end', reopens: ['late'] },
    }).stages[0]!;
    const journey = CaseJourney.opened({ rules: { ...shortRules(), stages: [place, later] } });
    journey.complete(technical, 'file');
    journey.decided(amal, 'consent', 'approve');
    expect(journey.state.place).toBe(true);
    journey.complete(coordinator, 'late');
    expect(first(journey.decided(amal, 'end', 'reject'), 'case-closed')).toMatchObject({ freesPlace: true });
  });

  it('ends the incident that nobody could decide, and no other', () => {
    const journey = asked({});
    const id = journey.openId('consent');
    journey.act(coordinator, { type: 'report-incident', subject: id });
    journey.send({ type: 'mail-undeliverable', mails: [{ item: id, because: 'refused' }] });
    journey.send({ type: 'review', undecidable: [id], placeFree: false });
    journey.send({ type: 'review', undecidable: [], placeFree: false });
    journey.send({ type: 'review', undecidable: [id], placeFree: false });
    const events = journey.act(amal, decide(journey, 'approve'));
    expect(events.filter(({ type }) => type === 'incident-resolved')).toEqual([
      { type: 'incident-resolved', id: 'CCP-MA-2026-0007.incident.4' },
    ]);
  });
});

describe('several voices', () => {
  it('of one organisation count where nothing says that they must be distinct', () => {
    const journey = asked(several);
    journey.act(amal, decide(journey, 'approve'));
    journey.act(member('P-013', 'ORG-A'), decide(journey, 'approve'));
    expect(journey.state.stage).toBe('second');
  });

  it('of distinct organisations, or of none, count where they must be distinct; a change of mind is no second voice', () => {
    const distinct = {
      voices: [{ from: [committee], need: 2, among: 3, distinct: 'organisation' }],
    } as const;
    const journey = asked(distinct);
    journey.act(amal, decide(journey, 'reject'));
    journey.act(amal, decide(journey, 'approve'));
    journey.act(badr, decide(journey, 'approve'));
    expect(journey.state.stage).toBe('second');
    const free = asked(distinct);
    free.act(member('P-013'), decide(free, 'approve'));
    free.act(member('P-014'), decide(free, 'approve'));
    expect(free.state.stage).toBe('second');
  });

  it('that reject reopen nothing that others would have returned', () => {
    const journey = asked(several);
    journey.act(amal, decide(journey, 'return', { reopens: ['visit'] }));
    const events = journey.act(badr, decide(journey, 'reject'));
    expect(first(events, 'approval-decided')).toMatchObject({
      outcome: 'reject',
      reopens: [],
      by: { person: 'P-012' },
    });
  });

  it('that return reopen what any of them names, and no more', () => {
    const each = asked(several);
    each.act(amal, decide(each, 'return', { reopens: ['file'] }));
    each.act(badr, decide(each, 'return', { reopens: ['visit'] }));
    expect(each.openKeys()).toEqual(['file', 'visit']);
    const journey = asked(several);
    journey.act(amal, decide(journey, 'return', { reopens: ['visit'] }));
    journey.act(badr, decide(journey, 'return', { reopens: ['visit'] }));
    expect(journey.openKeys()).toEqual(['visit']);
  });
});
