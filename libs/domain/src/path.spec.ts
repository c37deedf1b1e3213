import { describe, expect, it } from '@jest/globals';
import { CaseJourney, sampleActors, sampleCalendar, sampleRules, sampleSettings } from '#libs/testing';
import { isWholePath, type CaseEvent, type Facts, type NoticeEvent, type Party } from './index.js';

const { coordinator, committee, expert, verifier, centre, director, technical } = sampleActors;
const day = 86_400_000;

function types(events: readonly CaseEvent[]): readonly string[] {
  return events.map(({ type }) => type);
}

function notices(events: readonly CaseEvent[]): readonly [string, Party][] {
  return events
    .filter((event): event is NoticeEvent => event.type === 'notice')
    .map(({ notice, to }) => [notice, to]);
}

function enrolled(): CaseJourney {
  const journey = CaseJourney.opened();
  journey.complete(director, 'candidature');
  journey.complete(coordinator, 'eligibility', { eligible: true });
  journey.decided(committee, 'admission', 'approve');
  return journey;
}

const options = [{ key: 'm1' }, { key: 'm2' }];

function diagnosed(extra: Facts = {}, reporter = expert): CaseJourney {
  const journey = enrolled();
  journey.complete(technical, 'data-request', { supplies: 'figures' });
  journey.complete(expert, 'visit', { visitedOn: '2026-04-01' });
  journey.complete(reporter, 'report', { options, ...extra }, 1);
  journey.complete(director, 'comments');
  return journey;
}

function planned(dates: readonly string[], extra: Facts = {}): CaseJourney {
  const journey = diagnosed(extra);
  journey.decided(coordinator, 'validation', 'approve');
  journey.complete(director, 'choice', {
    plan: dates.map((date, index) => ({ key: `m${index + 1}`, date })),
  });
  journey.complete(centre, 'opinion');
  return journey;
}

describe('opening', () => {
  it('enters the first stage and invites for what can begin', () => {
    const journey = CaseJourney.opened();
    expect(types(journey.log[0]?.events ?? [])).toEqual([
      'case-opened',
      'stage-entered',
      'task-opened',
      'notice',
    ]);
    expect(journey.openKeys()).toEqual(['candidature']);
    expect(journey.openId('candidature')).toBe('CCP-MA-2026-0007.candidature.1');
  });

  it('belongs to coordinators and administrators, once, under a sound definition', () => {
    const body = {
      type: 'open',
      rules: sampleRules,
      rulesHash: 'hash',
      calendar: sampleCalendar,
      settings: sampleSettings,
    } as const;
    const fresh = new CaseJourney();
    expect(fresh.refused(director, body).code).toBe('actor.not-allowed');
    expect(fresh.refused(coordinator, { ...body, rules: { ...sampleRules, stages: [] } }).code).toBe(
      'definition.invalid',
    );
    expect(
      fresh.refused(coordinator, { ...body, settings: { ...sampleSettings, endsOn: '2030-01-01' } }),
    ).toEqual({
      code: 'calendar.beyond-horizon',
      subject: '2030-01-01',
    });
    expect(fresh.state.seq).toBe(0);
    expect(CaseJourney.opened().refused(coordinator, body).code).toBe('case.already-open');
  });
});

describe('tasks', () => {
  it('open when their prerequisites are settled', () => {
    const journey = CaseJourney.opened();
    journey.complete(director, 'candidature');
    expect(journey.openKeys()).toEqual(['eligibility']);
  });

  it('settle by themselves where they do not apply, and their dependants open', () => {
    const journey = enrolled();
    const events = journey.complete(technical, 'data-request', { supplies: 'figures' });
    expect(types(events)).toEqual(['task-completed', 'task-waived', 'task-opened', 'notice']);
    expect(journey.openKeys()).toEqual(['visit']);
  });

  it('need the documents their rule asks for', () => {
    const journey = enrolled();
    journey.complete(technical, 'data-request', { supplies: 'bills' });
    const bare = { type: 'complete-task', task: journey.openId('bills'), facts: {}, documents: 0 } as const;
    expect(journey.refused(technical, bare).code).toBe('task.documents-missing');
    journey.act(technical, { ...bare, documents: 1 });
    expect(journey.openKeys()).toEqual(['visit']);
  });

  it('refuse by name: unknown, not open, someone else’s', () => {
    const journey = CaseJourney.opened();
    const task = journey.openId('candidature');
    const body = { type: 'complete-task', task, facts: {}, documents: 0 } as const;
    expect(journey.refused(director, { ...body, task: '__proto__' })).toEqual({
      code: 'task.unknown',
      subject: null,
    });
    expect(journey.refused(coordinator, body)).toEqual({ code: 'actor.not-assigned', subject: task });
    journey.act(director, body);
    expect(journey.refused(director, body)).toEqual({ code: 'task.not-open', subject: task });
    expect(new CaseJourney().refused(director, body).code).toBe('case.not-open');
  });

  it('waive themselves when overdue, where the definition says so', () => {
    const journey = enrolled();
    journey.complete(technical, 'data-request', { supplies: 'figures' });
    journey.complete(expert, 'visit', { visitedOn: '2026-04-01' });
    journey.complete(expert, 'report', { options }, 1);
    journey.passTo(journey.now + 30 * day);
    expect(journey.openKeys()).toEqual(['validation']);
    expect(journey.state.tasks['CCP-MA-2026-0007.comments.1']).toMatchObject({
      status: 'waived',
      waivedBecause: 'overdue',
    });
  });
});

describe('approvals', () => {
  it('lead to the next stage and tell the director, and the coordinator who did not decide', () => {
    const journey = CaseJourney.opened();
    journey.complete(director, 'candidature');
    journey.complete(coordinator, 'eligibility', { eligible: true });
    const events = journey.decided(committee, 'admission', 'approve');
    expect(types(events).slice(0, 4)).toEqual(['approval-decided', 'notice', 'notice', 'stage-left']);
    expect(notices(events).slice(0, 2)).toEqual([
      ['outcome', { contact: 'director' }],
      ['outcome', { role: 'coordinator' }],
    ]);
    expect(journey.state.stage).toBe('diagnostic');
  });

  it('ask again after a deferral, decidable at any time', () => {
    const journey = CaseJourney.opened();
    journey.complete(director, 'candidature');
    journey.complete(coordinator, 'eligibility', { eligible: true });
    journey.decided(committee, 'admission', 'defer');
    const id = journey.openId('admission');
    expect(journey.state.approvals[id]).toMatchObject({ round: 2, deferred: true, status: 'open' });
    journey.decided(committee, 'admission', 'approve');
    expect(journey.state.stage).toBe('diagnostic');
  });

  it('close the case on a rejection that says so', () => {
    const journey = CaseJourney.opened();
    journey.complete(director, 'candidature');
    journey.complete(coordinator, 'eligibility', { eligible: false });
    const events = journey.decided(committee, 'admission', 'reject');
    expect(journey.state).toMatchObject({ status: 'closed', outcome: 'declined' });
    expect(journey.state.stage).toBeUndefined();
    expect(notices(events).slice(-2)).toEqual([
      ['closing', { contact: 'director' }],
      ['closing', { role: 'coordinator' }],
    ]);
    expect(journey.refused(coordinator, { type: 'terminate' }).code).toBe('case.closed');
  });

  it('return for rework: the named tasks and all that came after them are settled anew', () => {
    const journey = diagnosed();
    journey.decided(coordinator, 'validation', 'return', ['report']);
    expect(journey.openKeys()).toEqual(['report']);
    expect(journey.openId('report')).toBe('CCP-MA-2026-0007.report.2');
    journey.complete(expert, 'report', { options }, 1);
    expect(journey.openKeys()).toEqual(['comments']);
    journey.complete(director, 'comments');
    expect(journey.openId('validation')).toBe('CCP-MA-2026-0007.validation.2');
  });

  it('return everything the definition lists when nothing is named', () => {
    const journey = diagnosed();
    journey.decided(coordinator, 'validation', 'return');
    expect(journey.openKeys()).toEqual(['visit']);
    journey.complete(expert, 'visit', { visitedOn: '2026-04-02' });
    expect(journey.openKeys()).toEqual(['report']);
  });

  it('forget what an earlier round said and the new one does not', () => {
    const journey = diagnosed({ saving: 5000 });
    expect(journey.state.facts['saving']).toBe(5000);
    journey.decided(coordinator, 'validation', 'return', ['report']);
    journey.complete(expert, 'report', { options }, 1);
    expect(journey.state.facts['saving']).toBeUndefined();
    expect(journey.state.facts['visitedOn']).toBe('2026-04-01');
  });

  it('refuse by name', () => {
    const journey = diagnosed();
    const approval = journey.openId('validation');
    const body = { type: 'decide', approval, outcome: 'approve', reopens: [] } as const;
    expect(journey.refused(coordinator, { ...body, approval: 'x' }).code).toBe('approval.unknown');
    expect(journey.refused(director, body).code).toBe('actor.not-assigned');
    expect(journey.refused(coordinator, { ...body, outcome: 'reject' }).code).toBe(
      'approval.outcome-not-offered',
    );
    expect(journey.refused(coordinator, { ...body, outcome: 'return', reopens: ['comments'] }).code).toBe(
      'approval.reopens-unknown',
    );
    journey.act(coordinator, body);
    expect(journey.refused(coordinator, body).code).toBe('approval.not-open');
  });
});

describe('I3 exclusion beats every grant', () => {
  it('keeps out who prepared, who acts for them, and their organisation', () => {
    const journey = diagnosed();
    const approval = journey.openId('validation');
    const body = { type: 'decide', approval, outcome: 'approve', reopens: [] } as const;
    const grant = { ...coordinator, roles: ['coordinator', 'administrator', 'expert'] } as const;
    for (const actor of [
      { ...grant, person: 'P-020' },
      { ...grant, onBehalfOf: 'P-020' },
      { ...grant, organisation: 'EXP-01' },
    ]) {
      expect(journey.refused(actor, body)).toEqual({ code: 'actor.excluded', subject: approval });
    }
    journey.act(coordinator, body);
  });

  it('remembers every round, and the one an act was done for', () => {
    const transcribed = { ...coordinator, person: 'P-005', roles: ['expert'], onBehalfOf: 'P-020' } as const;
    const journey = diagnosed({}, transcribed);
    journey.decided(coordinator, 'validation', 'return', ['report']);
    journey.complete(verifier, 'report', { options }, 1);
    journey.complete(director, 'comments');
    const body = {
      type: 'decide',
      approval: journey.openId('validation'),
      outcome: 'approve',
      reopens: [],
    } as const;
    for (const person of ['P-005', 'P-020', 'P-021']) {
      expect(journey.refused({ ...coordinator, person }, body).code).toBe('actor.excluded');
    }
  });
});

describe('milestones', () => {
  it('come from the plan and are due on its dates', () => {
    const journey = planned(['2026-06-01', '2026-07-04']);
    expect(journey.openKeys()).toEqual(['evidence-m1', 'evidence-m2']);
    expect(new Date(journey.state.tasks[journey.openId('evidence-m1')]?.due ?? 0).toISOString()).toBe(
      '2026-06-01T15:30:00.000Z',
    );
    // A Saturday moves to Monday.
    expect(new Date(journey.state.tasks[journey.openId('evidence-m2')]?.due ?? 0).toISOString()).toBe(
      '2026-07-06T15:30:00.000Z',
    );
  });

  it('need verification by someone who did not recommend them', () => {
    const journey = planned(['2026-06-01']);
    journey.complete(technical, 'evidence-m1', { outcome: 'partly' });
    expect(journey.state.milestones['m1']).toMatchObject({ status: 'reported', outcome: 'partly' });
    const task = journey.openId('verification-m1');
    const body = { type: 'complete-task', task, facts: { verified: 'yes' }, documents: 0 } as const;
    expect(journey.refused(expert, body).code).toBe('actor.excluded');
    journey.act(verifier, body);
    expect(journey.state.milestones['m1']).toMatchObject({ status: 'settled', outcome: 'partly' });
    expect(journey.state).toMatchObject({ status: 'closed', outcome: 'completed' });
    expect(journey.state.facts['verified']).toBeUndefined();
    expect(journey.state.stages.map(({ outcome }) => outcome)).toEqual([
      ...['approved', 'approved', 'completed', 'completed'],
      'skipped',
    ]);
  });

  it('go back to evidence when verification fails', () => {
    const journey = planned(['2026-06-01']);
    journey.complete(technical, 'evidence-m1', { outcome: 'implemented' });
    journey.complete(verifier, 'verification-m1', { verified: 'no' });
    expect(journey.state.milestones['m1']).toEqual({ key: 'm1', date: '2026-06-01', status: 'planned' });
    expect(journey.openId('evidence-m1')).toBe('CCP-MA-2026-0007.evidence-m1.2');
  });

  it('postpone to a day still to come, and settle when it lies past the close-out', () => {
    const journey = planned(['2026-06-01', '2026-06-02']);
    const task = journey.openId('evidence-m1');
    const postpone = (facts: Facts) => ({ type: 'complete-task', task, facts, documents: 0 }) as const;
    expect(journey.refused(technical, postpone({ outcome: 'postponed' }))).toEqual({
      code: 'facts.missing',
      subject: 'date',
    });
    expect(journey.refused(technical, postpone({ outcome: 'postponed', date: '2026-04-01' })).code).toBe(
      'facts.invalid',
    );
    journey.act(technical, postpone({ outcome: 'postponed', date: '2026-09-01' }));
    expect(journey.state.milestones['m1']).toEqual({ key: 'm1', date: '2026-09-01', status: 'planned' });
    expect(journey.openId('evidence-m1')).toBe('CCP-MA-2026-0007.evidence-m1.2');
    journey.complete(technical, 'evidence-m1', { outcome: 'postponed', date: '2027-12-01' });
    expect(journey.state.milestones['m1']).toMatchObject({ status: 'settled', outcome: 'postponed' });
    journey.complete(technical, 'evidence-m2', { outcome: 'waiting-for-finance' });
    expect(journey.state.status).toBe('closed');
  });

  it('let an empty plan through, and go on after a rejection declared to continue', () => {
    const journey = planned([], { saving: 2000 });
    expect(journey.openKeys()).toEqual(['sheet']);
    journey.complete(coordinator, 'sheet');
    journey.decided(committee, 'publication', 'reject');
    expect(journey.state).toMatchObject({ status: 'closed', outcome: 'improved' });
    expect(journey.state.stages.at(-1)).toMatchObject({ key: 'dissemination', outcome: 'rejected' });
  });

  it('take the close-out for a measure without a date', () => {
    const rules = structuredClone(sampleRules) as unknown as {
      stages: { tasks: { facts: { dated?: boolean }[] }[] }[];
    };
    delete rules.stages[2]!.tasks[0]!.facts[0]!.dated;
    const journey = CaseJourney.opened({ rules: rules as unknown as typeof sampleRules });
    journey.complete(director, 'candidature');
    journey.complete(coordinator, 'eligibility', { eligible: true });
    journey.decided(committee, 'admission', 'approve');
    journey.complete(technical, 'data-request', { supplies: 'figures' });
    journey.complete(expert, 'visit', { visitedOn: '2026-04-01' });
    journey.complete({ ...expert, partners: ['technical-centre'] }, 'report', { options }, 1);
    journey.complete(director, 'comments');
    journey.decided(coordinator, 'validation', 'approve');
    // The centre wrote the report, so that its opinion does not apply.
    journey.complete(director, 'choice', { plan: [{ key: 'm1' }] });
    expect(journey.state.milestones['m1']?.date).toBe('2027-11-01');
  });
});

describe('a partnership', () => {
  it('has no director to write to', () => {
    const journey = CaseJourney.opened({ rules: { ...sampleRules, kind: 'partnership' } });
    journey.complete(director, 'candidature');
    journey.complete(coordinator, 'eligibility', { eligible: true });
    const events = journey.decided(committee, 'admission', 'reject');
    expect(notices(events)).toEqual([
      ['outcome', { role: 'coordinator' }],
      ['closing', { role: 'coordinator' }],
    ]);
  });
});

describe('a whole path', () => {
  it('ends as its rules say, or completed; nothing else is one', () => {
    const ends = ['completed', 'improved', 'declined', 'withdrawn', 'terminated', ''];
    expect(ends.filter((outcome) => isWholePath(sampleRules, outcome))).toEqual(['completed', 'improved']);
    expect(isWholePath({ outcomes: [] }, 'improved')).toBe(false);
  });
});
