import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CaseJourney, sampleActors, sampleCalendar, sampleRules, sampleSettings } from '#libs/testing';
import {
  decide,
  evolve,
  fold,
  initialState,
  type CaseEvent,
  type Command,
  type ShellCommand,
} from './index.js';

const { coordinator, administrator, committee, expert, director } = sampleActors;
const reference = 'CCP-MA-2026-0007';

describe('ending', () => {
  it('withdraws what is open, at the wish of the director or the programme', () => {
    for (const actor of [director, coordinator, administrator]) {
      const journey = CaseJourney.opened();
      const events = journey.act(actor, { type: 'withdraw' });
      expect(events.map(({ type }) => type)).toEqual(['task-withdrawn', 'case-closed', 'notice', 'notice']);
      expect(journey.state).toMatchObject({ status: 'closed', outcome: 'withdrawn' });
      expect(journey.openKeys()).toEqual([]);
    }
    expect(CaseJourney.opened().refused(expert, { type: 'withdraw' }).code).toBe('actor.not-allowed');
  });

  it('withdraws an approval too', () => {
    const journey = CaseJourney.opened();
    journey.complete(director, 'candidature');
    journey.complete(coordinator, 'eligibility', { eligible: true });
    expect(journey.refused(director, { type: 'terminate' }).code).toBe('actor.not-allowed');
    journey.act(coordinator, { type: 'terminate' });
    expect(journey.state).toMatchObject({ outcome: 'terminated' });
    expect(journey.state.approvals[`${reference}.admission.1`]?.status).toBe('withdrawn');
  });
});

describe('incidents', () => {
  it('are reported and resolved once', () => {
    const journey = CaseJourney.opened();
    expect(journey.refused(committee, { type: 'report-incident', subject: null }).code).toBe(
      'actor.not-allowed',
    );
    expect(journey.refused(expert, { type: 'report-incident', subject: 'x' }).code).toBe('task.unknown');
    journey.act(expert, { type: 'report-incident', subject: journey.openId('candidature') });
    const incident = `${reference}.incident.1`;
    const resolve = { type: 'resolve-incident', incident } as const;
    expect(journey.refused(coordinator, { ...resolve, incident: 'x' }).code).toBe('incident.unknown');
    expect(journey.refused(expert, resolve).code).toBe('actor.not-allowed');
    journey.act(coordinator, { type: 'terminate' });
    journey.act(coordinator, resolve);
    expect(journey.refused(coordinator, resolve)).toEqual({ code: 'incident.resolved', subject: incident });
    expect(new CaseJourney().refused(coordinator, resolve).code).toBe('case.not-open');
  });

  it('stand once for each item and reason that mail could not reach', () => {
    const journey = CaseJourney.opened();
    const item = journey.openId('candidature');
    const command: Command = {
      type: 'mail-undeliverable',
      mails: [
        { item, because: 'refused' },
        { item, because: 'refused' },
        { item, because: 'no-recipient' },
        { item: 'someone@example.org', because: 'refused' },
      ],
    };
    journey.send(command);
    expect(Object.values(journey.state.incidents).map(({ kind, subject }) => [kind, subject])).toEqual([
      ['mail-undeliverable', item],
      ['no-recipient', item],
      ['mail-undeliverable', null],
    ]);
    journey.act(coordinator, { type: 'resolve-incident', incident: `${reference}.incident.1` });
    journey.act(coordinator, { type: 'terminate' });
    journey.send(command);
    expect(Object.keys(journey.state.incidents)).toHaveLength(4);
    expect(decide(initialState(reference), command, journey.now).ok).toBe(false);
  });

  it('take a cancellation for a question, never for the end', () => {
    const journey = CaseJourney.opened();
    journey.send({ type: 'cancellation-requested' });
    journey.send({ type: 'cancellation-requested' });
    expect(Object.values(journey.state.incidents).map(({ kind }) => kind)).toEqual([
      'cancellation-requested',
    ]);
    expect(journey.state.status).toBe('open');
    journey.act(coordinator, { type: 'terminate' });
    expect(journey.send({ type: 'cancellation-requested' })).toMatchObject({
      rejection: { code: 'case.closed' },
    });
  });
});

describe('facts', () => {
  function asked() {
    const journey = CaseJourney.opened();
    journey.complete(director, 'candidature');
    journey.complete(coordinator, 'eligibility', { eligible: true });
    journey.decided(committee, 'admission', 'approve');
    journey.complete(sampleActors.technical, 'data-request', { supplies: 'figures' });
    journey.complete(expert, 'visit', { visitedOn: '2026-04-01' });
    return journey;
  }

  it.each([
    [{}, { code: 'facts.missing', subject: 'options' }],
    [
      { options: [], secret: 1 },
      { code: 'facts.unknown', subject: null },
    ],
    [{ options: 'all' }, { code: 'facts.invalid', subject: 'options' }],
    [{ options: [{ key: 'M 1' }] }, { code: 'facts.invalid', subject: 'options' }],
    [{ options: [{ key: 'm1' }, { key: 'm1' }] }, { code: 'facts.invalid', subject: 'options' }],
    [{ options: [{ key: 'm1', cost: 3 }] }, { code: 'facts.invalid', subject: 'options' }],
    [{ options: [{ key: 'm1', date: 'soon' }] }, { code: 'facts.invalid', subject: 'options' }],
    [{ options: ['m1'] }, { code: 'facts.invalid', subject: 'options' }],
    [
      { options: [], saving: '9' },
      { code: 'facts.invalid', subject: 'saving' },
    ],
    [
      { options: [], saving: -1 },
      { code: 'facts.invalid', subject: 'saving' },
    ],
    [
      { options: [], saving: 1e9 },
      { code: 'facts.invalid', subject: 'saving' },
    ],
    ['none', { code: 'command.malformed', subject: 'facts' }],
  ])('%j are refused', (facts, rejection) => {
    const journey = asked();
    const body = {
      type: 'complete-task',
      task: journey.openId('report'),
      facts: facts as never,
      documents: 1,
    } as const;
    expect(journey.refused(expert, body)).toEqual(rejection);
  });

  it('of other types are refused too', () => {
    const journey = CaseJourney.opened();
    journey.complete(director, 'candidature');
    const eligibility = { type: 'complete-task', task: journey.openId('eligibility'), documents: 0 } as const;
    expect(journey.refused(coordinator, { ...eligibility, facts: { eligible: 'yes' } }).code).toBe(
      'facts.invalid',
    );
    journey.act(coordinator, { ...eligibility, facts: { eligible: true } });
    journey.decided(committee, 'admission', 'approve');
    const data = { type: 'complete-task', task: journey.openId('data-request'), documents: 0 } as const;
    expect(journey.refused(sampleActors.technical, { ...data, facts: { supplies: 'none' } }).code).toBe(
      'facts.invalid',
    );
    journey.act(sampleActors.technical, { ...data, facts: { supplies: 'figures' } });
    const visit = { type: 'complete-task', task: journey.openId('visit'), documents: 0 } as const;
    expect(journey.refused(expert, { ...visit, facts: { visitedOn: '2026-02-30' } }).code).toBe(
      'facts.invalid',
    );
    const far = { ...visit, facts: { visitedOn: '2031-01-01' } };
    expect(journey.refused(expert, far).code).toBe('calendar.beyond-horizon');
  });

  it('of a plan choose among the options', () => {
    const journey = asked();
    journey.complete(expert, 'report', { options: [{ key: 'm1' }] }, 1);
    journey.complete(director, 'comments');
    journey.decided(coordinator, 'validation', 'approve');
    const choice = { type: 'complete-task', task: journey.openId('choice'), documents: 0 } as const;
    const plan = (key: string, date?: string) => ({ plan: [date === undefined ? { key } : { key, date }] });
    expect(journey.refused(director, { ...choice, facts: plan('m2', '2026-09-01') }).code).toBe(
      'facts.invalid',
    );
    expect(journey.refused(director, { ...choice, facts: plan('m1') }).code).toBe('facts.invalid');
    expect(journey.refused(director, { ...choice, facts: plan('m1', '2029-01-01') })).toEqual({
      code: 'calendar.beyond-horizon',
      subject: '2029-01-01',
    });
    journey.act(director, { ...choice, facts: plan('m1', '2026-09-01') });
  });
});

describe('the horizon', () => {
  const late = Date.UTC(2028, 11, 20, 9);
  const settings = { ...sampleSettings, endsOn: '2028-12-31', closeOutDays: 0 };

  it('refuses an act whose consequence lies beyond', () => {
    const fresh = new CaseJourney(reference, late);
    const body = {
      type: 'open',
      rules: sampleRules,
      rulesHash: 'h',
      calendar: sampleCalendar,
      settings,
    } as const;
    expect(fresh.refused(coordinator, body)).toEqual({
      code: 'calendar.beyond-horizon',
      subject: '2029-01-03',
    });
  });

  it('never refuses time itself: a wake raises an incident', () => {
    const [enrolment] = sampleRules.stages;
    const rules = {
      ...sampleRules,
      outcomes: [],
      stages: [
        {
          ...enrolment!,
          tasks: enrolment!.tasks.map((task) =>
            task.after.length > 0 ? task : { ...task, onOverdue: 'waive' as const },
          ),
        },
      ],
    };
    const journey = CaseJourney.opened({ rules, settings, now: Date.UTC(2028, 11, 11, 9) });
    journey.passTo(Date.UTC(2029, 0, 1));
    expect(journey.openKeys()).toEqual(['eligibility']);
    expect(Object.values(journey.state.incidents)).toMatchObject([
      { kind: 'reported', subject: `${reference}.eligibility.1` },
    ]);
  });
});

describe('decide', () => {
  it('names what is malformed', () => {
    const journey = CaseJourney.opened();
    const answers = (command: unknown, now = journey.now) => decide(journey.state, command as Command, now);
    const refusal = (code: string, subject: string | null) => ({ ok: false, rejection: { code, subject } });
    expect(answers(null)).toEqual(refusal('command.unknown', null));
    expect(answers({ type: 'toString' })).toEqual(refusal('command.unknown', null));
    const withdraw = journey.command(director, { type: 'withdraw' });
    expect(answers({ ...withdraw, comment: 'my words' })).toEqual(refusal('command.malformed', null));
    expect(answers({ ...withdraw, actor: { ...director, roles: ['king'] } })).toEqual(
      refusal('command.malformed', 'actor.roles.0'),
    );
    expect(answers({ type: 'wake' }, Number.NaN)).toEqual(refusal('command.malformed', 'now'));
    const calendar = { ...sampleCalendar, weekend: [1, 2, 3, 4, 5, 6, 7] };
    const open = { type: 'open', rules: sampleRules, rulesHash: 'h', settings: sampleSettings } as const;
    expect(answers(journey.command(coordinator, { ...open, calendar }))).toEqual(
      refusal('command.malformed', 'calendar.weekend'),
    );
    expect(answers(journey.command(coordinator, { ...open, calendar: 1 as never }))).toEqual(
      refusal('command.malformed', 'calendar'),
    );
  });

  it('answers anything without throwing', () => {
    const { state, now } = CaseJourney.opened();
    const act = { request: 'r', act: { id: 'a', hash: 'h' }, actor: coordinator };
    const type = fc.constantFrom<Command['type']>(
      ...(['open', 'complete-task', 'decide', 'withdraw', 'terminate', 'report-incident'] as const),
      ...(['resolve-incident', 'wake', 'mail-undeliverable', 'cancellation-requested'] as const),
    );
    const field = fc.constantFrom(
      'task',
      'facts',
      'documents',
      'approval',
      'outcome',
      'rules',
      'mails',
      'settings',
    );
    const hostile = fc.oneof(
      fc.anything(),
      fc
        .tuple(type, fc.dictionary(field, fc.anything()))
        .map(([name, rest]) => ({ type: name, ...act, ...rest })),
      fc.anything().map((rules) => ({
        ...{
          type: 'open',
          ...act,
          rules,
          rulesHash: 'h',
          calendar: sampleCalendar,
          settings: sampleSettings,
        },
      })),
      fc.anything().map((facts) => ({
        ...{
          type: 'complete-task',
          ...act,
          actor: director,
          facts,
          documents: 0,
          task: `${reference}.candidature.1`,
        },
      })),
    );
    fc.assert(
      fc.property(hostile, fc.oneof(fc.constant(now), fc.double()), (command, at) => {
        for (const before of [state, initialState(reference)]) {
          const decision = decide(before, command as Command, at);
          expect(typeof decision.ok).toBe('boolean');
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('evolve and fold', () => {
  it('change nothing for events about unknown things', () => {
    const { state, now } = CaseJourney.opened();
    const by = { person: 'P-1', organisation: null, partners: [] };
    const strangers: CaseEvent[] = [
      { type: 'task-completed', id: 'x', facts: {}, by },
      { type: 'task-withdrawn', id: 'x' },
      { type: 'approval-withdrawn', id: 'x' },
      { type: 'approval-decided', id: 'x', outcome: 'approve', reopens: [], by },
      { type: 'milestone-reported', key: 'x', outcome: 'partly' },
      { type: 'item-overdue', item: 'x' },
      { type: 'incident-resolved', id: 'x' },
      { type: 'from-a-later-engine' } as unknown as CaseEvent,
    ];
    for (const event of strangers) expect(evolve(state, event, now)).toEqual(state);
    const rework: CaseEvent = { type: 'approval-decided', id: 'x', outcome: 'return', reopens: ['x'], by };
    expect(evolve(initialState(reference), rework, now)).toEqual(initialState(reference));
    const lost: CaseEvent = { type: 'task-opened', id: 'x', key: 'x', stage: 'x', round: 1, due: now };
    expect(evolve(initialState(reference), lost, now).tasks['x']?.rung).toBe(0);
    const rounds: CaseEvent = {
      type: 'task-waived',
      id: 'x',
      key: 'x',
      stage: 'x',
      round: 2,
      because: 'not-applicable',
    };
    expect(evolve(state, rounds, now).facts).toEqual(state.facts);
    expect(evolve(initialState(reference), rounds, now).facts).toEqual({});
  });

  it('remember the last hundred requests', () => {
    let { state } = CaseJourney.opened();
    const { now } = CaseJourney.opened();
    for (let seq = 2; seq <= 150; seq += 1) {
      const transition = {
        reference,
        seq,
        request: `r${seq}`,
        engine: 1,
        at: now,
        act: null,
        actor: null,
        events: [],
      };
      state = fold(state, transition);
    }
    expect(state.seen).toHaveLength(100);
    expect(state.seen.at(-1)).toEqual({ request: 'r150', seq: 150 });
    expect(state.seq).toBe(150);
  });
});

describe('a wake', () => {
  it('changes nothing while there is nothing to do', () => {
    const wake: ShellCommand = { type: 'wake' };
    const journey = CaseJourney.opened();
    expect(decide(journey.state, wake, journey.now)).toEqual({ ok: true, events: [] });
    expect(decide(initialState(reference), wake, journey.now)).toEqual({ ok: true, events: [] });
  });
});
