import { describe, expect, it } from '@jest/globals';
import {
  CaseJourney,
  sampleActors,
  sampleCalendar,
  sampleSettings,
  sampleTask,
  shortRules,
  shortTask,
} from '#libs/testing';
import {
  extensionLimit,
  localTimeAt,
  openItems,
  type ActorFacts,
  type CaseSettings,
  type ExtensionRule,
} from '../index.js';

const { technical, coordinator, director } = sampleActors;
const day = 86_400_000;

const extension: ExtensionRule = {
  most: { amount: 30, unit: 'days' },
  decider: { role: 'coordinator' },
  due: { from: 'opening', duration: { amount: 3, unit: 'working days' } },
  ladder: 'silent',
};

/** The task is due on Wednesday 15 April. */
function opened(given: { rule?: ExtensionRule | null; settings?: CaseSettings } = {}): CaseJourney {
  const { rule = extension, settings = sampleSettings } = given;
  const task = rule ? { ...shortTask, extension: rule } : shortTask;
  return CaseJourney.opened({ rules: shortRules({ tasks: [task] }), settings });
}

const ask = (journey: CaseJourney, until: string) =>
  ({ type: 'request-extension', task: journey.openId('file'), until }) as const;
const due = (journey: CaseJourney) =>
  localTimeAt(sampleCalendar, openItems(journey.state).find(({ kind }) => kind === 'task')?.due ?? 0);

describe('more time', () => {
  it('is asked for by whoever owes the task, and granted by whom the definition names', () => {
    const journey = opened();
    journey.act(technical, ask(journey, '2026-04-29'));
    expect(journey.openKeys()).toEqual(['file', 'extension-file']);
    expect(openItems(journey.state).map(({ title }) => title)).toEqual(['file', 'file → 2026-04-29']);
    const events = journey.decided(coordinator, 'extension-file', 'approve');
    expect(events.map(({ type }) => type)).toEqual(['approval-decided', 'due-extended', 'notice']);
    expect(due(journey)).toBe('2026-04-29 16:30');
    expect(journey.state.tasks[journey.openId('file')]).toMatchObject({ revision: 1, rung: 0 });
  });

  it('may be refused, and then nothing moves', () => {
    const journey = opened();
    journey.act(technical, ask(journey, '2026-04-29'));
    journey.decided(coordinator, 'extension-file', 'reject');
    expect(due(journey)).toBe('2026-04-15 16:30');
    journey.act(technical, ask(journey, '2026-04-28'));
    expect(journey.openId('extension-file')).toBe('CCP-MA-2026-0007.extension-file.2');
  });

  it('I3: is never granted by whoever asks, in whatever role or for whomever', () => {
    const journey = opened();
    journey.act(technical, ask(journey, '2026-04-29'));
    const approval = journey.openId('extension-file');
    const body = { type: 'decide', approval, outcome: 'approve', reopens: [] } as const;
    const both: ActorFacts = { ...coordinator, person: 'P-101' };
    expect(journey.refused(both, body).code).toBe('actor.excluded');
    const substitute: ActorFacts = { ...coordinator, onBehalfOf: 'P-101' };
    expect(journey.refused(substitute, body).code).toBe('actor.excluded');
    expect(journey.refused(technical, body).code).toBe('actor.not-assigned');
  });

  it('is granted unasked, and that answers an open request', () => {
    const journey = opened();
    journey.act(technical, ask(journey, '2026-04-20'));
    const events = journey.act(coordinator, { ...ask(journey, '2026-04-29'), type: 'extend' });
    expect(events.map(({ type }) => type)).toEqual(['due-extended', 'approval-withdrawn']);
    expect(journey.openKeys()).toEqual(['file']);
  });

  it('I3: is granted unasked by the decider alone, in person, and never to a task of their own', () => {
    const journey = opened();
    const extend = { ...ask(journey, '2026-04-29'), type: 'extend' } as const;
    expect(journey.refused(technical, extend).code).toBe('actor.not-allowed');
    const own: ActorFacts = { ...coordinator, functions: ['technical'] };
    expect(journey.refused(own, extend).code).toBe('actor.excluded');
    for (const channel of ['copied-link', 'transcribed'] as const)
      expect(journey.refused({ ...coordinator, channel }, extend).code).toBe('actor.not-allowed');
    expect(journey.refused({ ...coordinator, declared: true }, extend).code).toBe('actor.not-allowed');
  });

  it('is no longer needed once the task is done', () => {
    const journey = opened();
    journey.act(technical, ask(journey, '2026-04-29'));
    const events = journey.complete(technical, 'file');
    expect(events.map(({ type }) => type).slice(0, 2)).toEqual(['task-completed', 'approval-withdrawn']);
  });

  it('repeats the reminders that were sent (I5)', () => {
    const journey = opened();
    journey.passTo(Date.UTC(2026, 3, 17));
    expect(journey.state.tasks[journey.openId('file')]).toMatchObject({ overdue: true, rung: 2 });
    journey.act(coordinator, { ...ask(journey, '2026-04-29'), type: 'extend' });
    expect(journey.state.tasks[journey.openId('file')]).toMatchObject({
      overdue: false,
      rung: 0,
      revision: 1,
    });
    journey.passTo(Date.UTC(2026, 3, 23));
    expect(journey.log.at(-1)?.events).toMatchObject([{ type: 'notice', rung: 0, revision: 1 }]);
  });

  it('never shortens what a pause has lengthened meanwhile', () => {
    const journey = opened();
    journey.act(technical, ask(journey, '2026-04-29'));
    journey.act(coordinator, { type: 'suspend', item: null, until: null });
    journey.now += 30 * day;
    journey.act(coordinator, { type: 'resume', item: null });
    const before = due(journey);
    expect(before > '2026-05-10').toBe(true);
    journey.decided(coordinator, 'extension-file', 'approve');
    expect(due(journey)).toBe(before);
  });

  it('I6: is counted from a first due date that moves with every pause', () => {
    const journey = opened();
    journey.act(coordinator, { ...ask(journey, '2026-04-29'), type: 'extend' });
    journey.act(coordinator, { type: 'suspend', item: journey.openId('file'), until: null });
    journey.now += 60 * day;
    journey.act(coordinator, { type: 'resume', item: journey.openId('file') });
    // Thirty days after 15 April are over; thirty days after the moved first date are only reached.
    const later = { ...ask(journey, '2026-07-10'), type: 'extend' } as const;
    expect(due(journey) < '2026-07-10').toBe(true);
    journey.act(coordinator, later);
    expect(journey.refused(coordinator, { ...later, until: '2026-09-30' }).code).toBe('extension.past-most');
  });

  it.each([
    ['2026-04-15', 'extension.not-later'],
    ['2026-04-01', 'extension.not-later'],
    ['2026-05-16', 'extension.past-most'],
    ['2028-01-01', 'extension.past-end'],
    ['2026-02-30', 'command.malformed'],
  ])('until %s is refused: %s', (until, code) => {
    const journey = opened();
    const before = journey.state;
    expect(journey.refused(technical, ask(journey, until)).code).toBe(code);
    expect(journey.state).toBe(before);
  });

  it('is not offered by every task, asked for twice, or asked for by somebody else', () => {
    const plain = opened({ rule: null });
    expect(plain.refused(technical, ask(plain, '2026-04-29')).code).toBe('extension.not-offered');
    const journey = opened();
    expect(journey.refused(director, ask(journey, '2026-04-29')).code).toBe('actor.not-assigned');
    journey.act(technical, ask(journey, '2026-04-29'));
    expect(journey.refused(technical, ask(journey, '2026-04-28')).code).toBe('extension.asked-already');
  });
});

describe('the last day', () => {
  it('is the most that the definition allows, and the end of the programme, each still possible', () => {
    const most = opened();
    most.act(technical, ask(most, '2026-05-15'));
    const short = opened({ settings: { ...sampleSettings, endsOn: '2026-05-10' } });
    short.act(technical, ask(short, '2026-05-10'));
    expect(short.refused(coordinator, { ...ask(short, '2026-05-11'), type: 'extend' }).code).toBe(
      'extension.past-end',
    );
  });

  it('is not today, nor a day that is over, though the task was due before it', () => {
    const journey = opened();
    journey.now = Date.UTC(2026, 3, 21, 9);
    for (const until of ['2026-04-20', '2026-04-21'])
      expect(journey.refused(technical, ask(journey, until)).code).toBe('extension.not-later');
    journey.act(technical, ask(journey, '2026-04-22'));
  });

  it('that a pause has reached already moves nothing', () => {
    const journey = opened();
    journey.act(technical, ask(journey, '2026-04-29'));
    journey.act(coordinator, { type: 'suspend', item: null, until: null });
    // Ten working days: from the first to the fifteenth.
    journey.now += 14 * day;
    journey.act(coordinator, { type: 'resume', item: null });
    expect(due(journey)).toBe('2026-04-29 16:30');
    const events = journey.decided(coordinator, 'extension-file', 'approve');
    expect(events.map(({ type }) => type)).toEqual(['approval-decided', 'notice']);
  });
});

describe('how far it may go', () => {
  const limit = (journey: CaseJourney) =>
    extensionLimit(journey.state, `${journey.reference}.file.1`, journey.now);

  it('is the most that the definition allows, and the programme’s end', () => {
    expect(limit(opened())).toBe('2026-05-15');
    expect(limit(opened({ settings: { ...sampleSettings, endsOn: '2026-05-10' } }))).toBe('2026-05-10');
    expect(limit(opened({ settings: { ...sampleSettings, endsOn: '2026-04-15' } }))).toBeNull();
  });

  it('is nowhere once it is used up, too late, not offered, or over', () => {
    const used = opened();
    used.act(coordinator, { ...ask(used, '2026-05-15'), type: 'extend' });
    expect(limit(used)).toBeNull();
    const late = opened();
    late.now = Date.UTC(2026, 4, 15, 9);
    expect(limit(late)).toBeNull();
    expect(limit(opened({ rule: null }))).toBeNull();
    const done = opened();
    done.act(technical, ask(done, '2026-04-29'));
    expect(extensionLimit(done.state, done.openId('extension-file'), done.now)).toBeNull();
    done.complete(technical, 'file');
    expect(limit(done)).toBeNull();
    const closed = opened();
    closed.act(coordinator, { type: 'terminate' });
    expect(limit(closed)).toBeNull();
    expect(limit(new CaseJourney())).toBeNull();
    expect(extensionLimit(done.state, 'x', done.now)).toBeNull();
  });
});

describe('a request', () => {
  it('is answered by its decider, with yes or no', () => {
    const journey = opened();
    journey.act(technical, ask(journey, '2026-04-29'));
    const approval = journey.openId('extension-file');
    const body = { type: 'decide', approval, outcome: 'approve', reopens: [] } as const;
    expect(journey.refused(sampleActors.administrator, body).code).toBe('actor.not-assigned');
    expect(journey.refused(coordinator, { ...body, outcome: 'return' }).code).toBe(
      'approval.outcome-not-offered',
    );
  });

  it('is about its own task: what is decided of one leaves the other’s open', () => {
    const visit = sampleTask({ key: 'visit', extension });
    const journey = CaseJourney.opened({
      rules: shortRules({ tasks: [{ ...shortTask, extension }, visit] }),
    });
    journey.act(technical, ask(journey, '2026-04-29'));
    const task = journey.openId('visit');
    journey.act({ ...coordinator, person: 'P-005' }, { ...ask(journey, '2026-04-28'), task });
    journey.act(coordinator, { ...ask(journey, '2026-04-29'), type: 'extend' });
    expect(journey.openKeys()).toEqual(['file', 'visit', 'extension-visit']);
    const events = journey.decided(coordinator, 'extension-visit', 'approve');
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'due-extended', item: task, date: '2026-04-28' }),
    );
  });

  it('that nobody could answer ends its own incident only, once somebody does', () => {
    const visit = sampleTask({ key: 'visit', extension });
    const journey = CaseJourney.opened({
      rules: shortRules({ tasks: [{ ...shortTask, extension }, visit] }),
    });
    journey.act(technical, ask(journey, '2026-04-29'));
    const task = journey.openId('visit');
    journey.act({ ...coordinator, person: 'P-005' }, { ...ask(journey, '2026-04-28'), task });
    const undecidable = [journey.openId('extension-file'), journey.openId('extension-visit')];
    journey.send({ type: 'review', undecidable, placeFree: false });
    journey.decided(coordinator, 'extension-visit', 'reject');
    const open = Object.values(journey.state.incidents).filter(({ resolvedAt }) => resolvedAt === undefined);
    expect(open).toMatchObject([{ kind: 'no-eligible-decider', subject: undecidable[0] }]);
  });

  it('is granted in the name of whoever answered it', () => {
    const journey = opened();
    journey.act(technical, ask(journey, '2026-04-29'));
    expect(journey.decided(coordinator, 'extension-file', 'approve')).toContainEqual(
      expect.objectContaining({ type: 'due-extended', by: expect.objectContaining({ person: 'P-004' }) }),
    );
  });

  it('tells whoever owes the task what was answered', () => {
    for (const outcome of ['approve', 'reject'] as const) {
      const journey = opened();
      journey.act(technical, ask(journey, '2026-04-29'));
      expect(journey.decided(coordinator, 'extension-file', outcome)).toContainEqual(
        expect.objectContaining({ notice: 'outcome', to: { contact: 'technical' }, outcome }),
      );
    }
  });
});
