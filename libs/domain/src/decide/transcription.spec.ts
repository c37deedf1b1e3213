import { describe, expect, it } from '@jest/globals';
import {
  CaseJourney,
  sampleActor,
  sampleActors,
  sampleCalendar,
  sampleTask,
  shortRules,
  shortTask,
} from '#libs/testing';
import { localTimeAt, nextWake, type ActorFacts, type TaskRule } from '../index.js';

const { technical, coordinator, director, committee } = sampleActors;
const reference = 'CCP-MA-2026-0007';

/** The coordinator has the technical contact on the phone. */
const onThePhone: ActorFacts = {
  ...coordinator,
  channel: 'transcribed',
  functions: ['technical'],
  onBehalfOf: 'P-101',
  behalfOrganisation: 'OLV-07',
};

function opened(task: Partial<TaskRule> = {}): CaseJourney {
  const figures = { ...shortTask, facts: [{ key: 'use', type: 'number', required: true }], ...task } as const;
  const approval = {
    decider: { role: 'coordinator' },
    exclude: { tasks: ['file'], by: ['person'] },
  } as const;
  return CaseJourney.opened({ rules: shortRules({ tasks: [figures], approval }) });
}
const said = (journey: CaseJourney, use = 7) =>
  ({ type: 'transcribe', task: journey.openId('file'), facts: { use }, documents: 0 }) as const;
const confirm = (journey: CaseJourney) =>
  ({ type: 'confirm-transcription', task: journey.openId('file') }) as const;
const approve = (journey: CaseJourney) =>
  ({ type: 'decide', approval: journey.openId('consent'), outcome: 'approve', reopens: [] }) as const;

describe('what was taken down', () => {
  it('I3: counts as its speaker’s once confirmed, so that the typist may decide', () => {
    const journey = opened();
    const events = journey.act(onThePhone, said(journey));
    expect(events).toMatchObject([
      { type: 'task-transcribed', by: { person: 'P-004', onBehalfOf: 'P-101' } },
      { type: 'notice', notice: 'noted', to: { contact: 'technical' } },
    ]);
    expect(journey.openKeys()).toEqual(['file']);
    journey.act(technical, confirm(journey));
    expect(journey.state.tasks[`${reference}.file.1`]).toMatchObject({
      status: 'done',
      by: { person: 'P-101' },
    });
    expect(journey.state.tasks[`${reference}.file.1`]?.by).not.toHaveProperty('onBehalfOf');
    expect(journey.state.facts['use']).toBe(7);
    journey.act(coordinator, approve(journey));
  });

  it('I3: is the typist’s as well while nobody has confirmed it', () => {
    const journey = opened({ transcription: { silence: { amount: 5, unit: 'working days' } } });
    journey.act(onThePhone, said(journey));
    expect(nextWake(journey.state)).toMatchObject({ reason: 'reminder' });
    journey.passTo(Date.UTC(2026, 3, 9));
    expect(journey.log.at(-1)?.events[0]).toMatchObject({ type: 'task-completed', transcript: 'undisputed' });
    expect(localTimeAt(sampleCalendar, journey.log.at(-1)?.at ?? 0)).toBe('2026-04-08 16:30');
    expect(journey.refused(coordinator, approve(journey)).code).toBe('actor.excluded');
    expect(journey.refused({ ...coordinator, person: 'P-101' }, approve(journey)).code).toBe(
      'actor.excluded',
    );
    journey.act({ ...coordinator, person: 'P-009' }, approve(journey));
  });

  it('may be corrected by saying it oneself', () => {
    const journey = opened();
    journey.act(onThePhone, said(journey));
    journey.complete(technical, 'file', { use: 8 });
    expect(journey.state.facts['use']).toBe(8);
    expect(journey.state.tasks[`${reference}.file.1`]?.transcript).toBeUndefined();
  });

  it('waits for ever where a confirmation is asked for, and I6 stands still with the clock', () => {
    const journey = opened({ transcription: 'confirm' });
    journey.act(onThePhone, said(journey));
    journey.passTo(Date.UTC(2026, 8, 1));
    expect(journey.openKeys()).toEqual(['file']);
    const silent = opened({ transcription: { silence: { amount: 5, unit: 'working days' } } });
    silent.act(onThePhone, said(silent));
    silent.act(coordinator, { type: 'suspend', item: silent.openId('file'), until: null });
    silent.passTo(Date.UTC(2026, 4, 4));
    expect(silent.openKeys()).toEqual(['file']);
  });

  it('is confirmed by one of those it was asked of, by their own hand', () => {
    const journey = opened();
    expect(journey.refused(technical, confirm(journey)).code).toBe('task.not-transcribed');
    journey.act(onThePhone, said(journey));
    const before = journey.state;
    expect(journey.refused(director, confirm(journey)).code).toBe('actor.not-assigned');
    expect(journey.refused(committee, confirm(journey)).code).toBe('actor.not-assigned');
    const others: readonly Partial<ActorFacts>[] = [
      { channel: 'copied-link', via: 'P-004' },
      { declared: true },
      { onBehalfOf: 'P-102' },
      { channel: 'transcribed', onBehalfOf: 'P-102' },
    ];
    for (const other of others)
      expect(journey.refused({ ...technical, ...other }, confirm(journey)).code).toBe('task.personal');
    const typist = { ...coordinator, functions: ['technical'] } as const;
    expect(journey.refused(typist, confirm(journey)).code).toBe('actor.excluded');
    expect(journey.state).toBe(before);
  });

  it('is refused where nobody spoke, or nobody may speak for another', () => {
    const journey = opened();
    const { onBehalfOf: _, ...alone } = onThePhone;
    const refused = (actor: ActorFacts) => journey.refused(actor, said(journey)).code;
    expect(refused({ ...alone, onBehalfOf: null })).toBe('transcription.for-nobody');
    expect(refused({ ...onThePhone, channel: 'signed-in' })).toBe('transcription.for-nobody');
    expect(refused({ ...onThePhone, functions: ['accountant'] })).toBe('actor.not-assigned');
    expect(refused({ ...onThePhone, roles: ['partner'] })).toBe('actor.not-allowed');
    expect(journey.refused(onThePhone, { ...said(journey), facts: {} }).code).toBe('facts.missing');
    const completed = { ...said(journey), type: 'complete-task' } as const;
    expect(journey.refused(onThePhone, completed).code).toBe('actor.not-allowed');
    const signed = opened({ personal: true });
    expect(signed.refused(onThePhone, said(signed)).code).toBe('task.personal');
    const ours = CaseJourney.opened({ rules: shortRules({ tasks: [sampleTask({ key: 'file' })] }) });
    expect(ours.refused(onThePhone, { ...said(ours), facts: {} }).code).toBe('transcription.for-nobody');
  });
});

describe('a task that others fill in', () => {
  it('sends the director a receipt of what somebody declared', () => {
    const journey = opened();
    const events = journey.act({ ...technical, declared: true }, { ...said(journey), type: 'complete-task' });
    expect(events.filter(({ type }) => type === 'notice')).toContainEqual(
      expect.objectContaining({ notice: 'receipt', to: { contact: 'director' } }),
    );
  });

  it('I3: keeps whoever handed over the link from deciding, and from handing one on to decide', () => {
    const journey = opened();
    const copied: ActorFacts = { ...technical, channel: 'copied-link', via: 'P-004' };
    journey.act(copied, { ...said(journey), type: 'complete-task' });
    expect(journey.refused(coordinator, approve(journey)).code).toBe('actor.excluded');
    const other = sampleActor({ person: 'P-009', roles: ['coordinator'] });
    expect(journey.refused({ ...other, via: 'P-004' }, approve(journey)).code).toBe('actor.not-allowed');
    expect(journey.refused({ ...other, channel: 'copied-link' }, approve(journey)).code).toBe(
      'actor.not-allowed',
    );
    expect(journey.refused({ ...other, declared: true }, approve(journey)).code).toBe('actor.not-allowed');
  });

  it('I3: keeps a second pair of eyes from borrowing the first one’s link', () => {
    const check = sampleTask({
      key: 'check',
      after: ['file'],
      assignee: { role: 'expert' },
      exclude: { tasks: ['file'], by: ['person'] },
    });
    const journey = CaseJourney.opened({ rules: shortRules({ tasks: [shortTask, check] }) });
    journey.complete(technical, 'file');
    const body = { type: 'complete-task', task: journey.openId('check'), facts: {}, documents: 0 } as const;
    const borrowed: ActorFacts = { ...sampleActors.expert, channel: 'copied-link', via: 'P-101' };
    expect(journey.refused(borrowed, body).code).toBe('actor.excluded');
  });

  it('is never a signature: that needs the own hand', () => {
    const journey = opened({ personal: true });
    const body = { ...said(journey), type: 'complete-task' } as const;
    for (const other of [
      { declared: true },
      { channel: 'copied-link' },
      { via: 'P-004' },
      { onBehalfOf: 'P-9' },
    ] as const)
      expect(journey.refused({ ...technical, ...other }, body).code).toBe('task.personal');
    journey.act(technical, body);
  });

  it('opens no other door: a copied link or hearsay neither withdraws nor pauses a case', () => {
    const journey = opened();
    const weak: readonly Partial<ActorFacts>[] = [
      { channel: 'copied-link' },
      { channel: 'transcribed', onBehalfOf: 'P-100' },
      { declared: true },
      { via: 'P-101' },
    ];
    for (const other of weak) {
      expect(journey.refused({ ...director, ...other }, { type: 'withdraw' }).code).toBe('actor.not-allowed');
      const pause = { type: 'suspend', item: null, until: null } as const;
      expect(journey.refused({ ...coordinator, ...other }, pause).code).toBe('actor.not-allowed');
    }
  });
});
