import { describe, expect, it } from '@jest/globals';
import {
  CaseJourney,
  sampleActors,
  sampleCalendar,
  sampleRules,
  sampleSettings,
  sampleTask,
  shortRules,
} from '#libs/testing';
import type { ActBody, CaseRules, EarlierPath, StageRule } from '../index.js';

const { coordinator, director, technical, expert } = sampleActors;

const task = (key: string, completedOn: string, facts = {}) => ({ key, completedOn, facts });
const enrolment: EarlierPath['stages'][number] = {
  key: 'enrolment',
  enteredOn: '2025-11-03',
  leftOn: '2025-12-15',
  tasks: [task('candidature', '2025-11-20'), task('eligibility', '2025-12-01', { eligible: true })],
};
const reached: EarlierPath = {
  stage: 'diagnostic',
  stages: [enrolment],
  tasks: [task('data-request', '2026-01-20', { supplies: 'bills' })],
};

function entering(earlier: EarlierPath, rules: CaseRules = sampleRules): ActBody {
  return {
    ...{ type: 'open', rules, rulesHash: 'hash', calendar: sampleCalendar, settings: sampleSettings },
    earlier,
  };
}

describe('a case entered in the middle of its path', () => {
  it('has its past, marked as such, and is invited only to what is to come', () => {
    const journey = new CaseJourney();
    const events = journey.act(coordinator, entering(reached));
    expect(events.map(({ type }) => type)).toEqual([
      ...['case-opened', 'stage-imported', 'task-imported', 'task-imported'],
      ...['stage-entered', 'task-imported', 'task-opened', 'notice'],
    ]);
    expect(journey.state.stages[0]).toEqual({
      key: 'enrolment',
      enteredAt: Date.UTC(2025, 10, 3, 7, 30),
      leftAt: Date.UTC(2025, 11, 15, 7, 30),
      outcome: 'imported',
    });
    expect(journey.state.tasks['CCP-MA-2026-0007.candidature.1']).toMatchObject({
      status: 'done',
      imported: true,
    });
    expect(journey.state.facts).toEqual({ eligible: true, supplies: 'bills' });
    expect(journey.openKeys()).toEqual(['bills']);
  });

  it('I3: keeps its enterer from deciding on what was entered', () => {
    const journey = new CaseJourney();
    const facts = { options: [{ key: 'm1' }] };
    const visited = task('visit', '2026-02-20', { visitedOn: '2026-02-20' });
    const tasks = [
      ...reached.tasks,
      task('bills', '2026-01-21'),
      visited,
      task('report', '2026-03-20', facts),
    ];
    journey.act(coordinator, entering({ ...reached, tasks }));
    journey.complete(director, 'comments');
    const approval = journey.openId('validation');
    const body = { type: 'decide', approval, outcome: 'approve', reopens: [] } as const;
    expect(journey.refused(coordinator, body).code).toBe('actor.excluded');
  });

  it('holds the place that its admission gave', () => {
    const [first, ...others] = sampleRules.stages;
    const stages = [{ ...first!, approval: { ...first!.approval!, quota: true } as const }, ...others];
    const journey = new CaseJourney();
    journey.act(coordinator, entering(reached, { ...sampleRules, stages }));
    expect(journey.state.place).toBe(true);
  });

  it('goes on at once where everything of its stage is done', () => {
    const journey = new CaseJourney();
    const plan = [{ key: 'm1', date: '2026-09-01' }];
    const earlier: EarlierPath = {
      stage: 'plan',
      stages: [
        enrolment,
        {
          ...{ key: 'diagnostic', enteredOn: '2025-12-15', leftOn: '2026-03-02' },
          tasks: [task('report', '2026-02-20', { options: [{ key: 'm1' }] })],
        },
      ],
      tasks: [task('choice', '2026-03-20', { plan }), task('opinion', '2026-03-25')],
    };
    journey.act(coordinator, entering(earlier));
    expect(journey.openKeys()).toEqual(['evidence-m1']);
  });

  it('need not have travelled a stage that not every case travels', () => {
    const [first, second] = shortRules().stages;
    const when = { prepared: 'file', partner: 'technical-centre' } as const;
    const between: StageRule = { key: 'between', title: 'Between', tasks: [sampleTask({ key: 'x' })], when };
    const rules = { ...shortRules(), stages: [first!, between, second!] };
    const past = { key: 'first', enteredOn: '2025-11-03', leftOn: '2025-12-15', tasks: [] };
    const journey = new CaseJourney();
    journey.act(coordinator, entering({ stage: 'second', stages: [past], tasks: [] }, rules));
    expect(journey.state.stages.map(({ key }) => key)).toEqual(['first', 'second']);
    const { when: _, ...travelled } = between;
    const always = { ...rules, stages: [first!, travelled, second!] };
    expect(
      new CaseJourney().refused(
        coordinator,
        entering({ stage: 'second', stages: [past], tasks: [] }, always),
      ),
    ).toEqual({ code: 'earlier.incomplete', subject: 'between' });
  });

  const stage = (change: Partial<EarlierPath['stages'][number]>) => [{ ...enrolment, ...change }];
  const again = { ...enrolment, enteredOn: '2025-12-15', leftOn: '2025-12-20', tasks: [] };
  it.each<[string, EarlierPath, string]>([
    ['an unknown stage', { ...reached, stage: 'x' }, 'stage.unknown'],
    [
      'an unknown earlier stage',
      { ...reached, stages: [enrolment, { ...again, key: 'x' }] },
      'stage.unknown',
    ],
    ['a stage missing', { ...reached, stages: [] }, 'earlier.incomplete'],
    ['a stage twice', { ...reached, stages: [enrolment, again] }, 'earlier.order'],
    [
      'a stage left before it was entered',
      { ...reached, stages: stage({ leftOn: '2025-11-02' }) },
      'earlier.order',
    ],
    [
      'a task before its stage',
      { ...reached, stages: stage({ tasks: [task('candidature', '2025-10-01')] }) },
      'earlier.order',
    ],
    [
      'a task after its stage',
      { ...reached, stages: stage({ tasks: [task('candidature', '2026-01-01')] }) },
      'earlier.order',
    ],
    [
      'a task before the stage reached',
      { ...reached, tasks: [task('data-request', '2025-12-01', { supplies: 'bills' })] },
      'earlier.order',
    ],
    [
      'a day to come',
      { ...reached, tasks: [task('data-request', '2026-04-02', { supplies: 'bills' })] },
      'earlier.future',
    ],
    ['a task twice', { ...reached, tasks: [...reached.tasks, ...reached.tasks] }, 'task.unknown'],
    ['an unknown task', { ...reached, tasks: [task('x', '2026-01-20')] }, 'task.unknown'],
    ['a fact missing', { ...reached, tasks: [task('data-request', '2026-01-20')] }, 'facts.missing'],
    ['no such day', { ...reached, stages: stage({ leftOn: '2025-02-30' }) }, 'command.malformed'],
    [
      'a stage that does not apply',
      {
        ...reached,
        stage: 'dissemination',
        stages: [
          enrolment,
          { ...again, key: 'diagnostic' },
          { ...again, key: 'plan', enteredOn: '2025-12-20' },
          { ...again, key: 'implementation', enteredOn: '2025-12-20' },
        ],
        tasks: [],
      },
      'stage.not-applicable',
    ],
    [
      'stages in another order',
      { ...reached, stage: 'plan', tasks: [], stages: [{ ...again, key: 'diagnostic' }, enrolment] },
      'earlier.order',
    ],
  ])('is refused with %s', (_, earlier, code) => {
    const journey = new CaseJourney();
    const before = journey.state;
    expect(journey.refused(coordinator, entering(earlier)).code).toBe(code);
    expect(journey.state).toBe(before);
  });

  it('leaves the acts that follow to those who owe them', () => {
    const journey = new CaseJourney();
    journey.act(coordinator, entering(reached));
    journey.complete(technical, 'bills', {}, 1);
    journey.complete(expert, 'visit', { visitedOn: '2026-04-01' });
    expect(journey.openKeys()).toEqual(['report']);
  });
});
