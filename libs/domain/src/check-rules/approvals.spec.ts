import { describe, expect, it } from '@jest/globals';
import { sampleRules, sampleTask, shortRules, shortTask } from '#libs/testing';
import {
  checkRules,
  type ApprovalRule,
  type CaseRules,
  type ExtensionRule,
  type TaskRule,
} from '../index.js';

const committee = { role: 'committee' } as const;
const problems = (rules: CaseRules) => checkRules(rules).map(({ code, path }) => [code, path.join('.')]);
const asked = (approval: Partial<ApprovalRule>) => problems(shortRules({ approval }));
const owed = (task: Partial<TaskRule>) => problems(shortRules({ tasks: [{ ...shortTask, ...task }] }));
const days = (amount: number) => ({ amount, unit: 'days' }) as const;

describe('an approval is refused', () => {
  it.each<[string, Partial<ApprovalRule>, string, string]>([
    [
      'that says twice who decides',
      { decider: committee, voices: [{ from: [committee], need: 1, among: 1 }] },
      'approval.deciders',
      '',
    ],
    ['that asks nobody', { voices: [] }, 'approval.deciders', '.voices'],
    [
      'with a voice of nobody',
      { voices: [{ from: [], need: 1, among: 1 }] },
      'voice.nobody',
      '.voices.0.from',
    ],
    [
      'that needs no voice',
      { voices: [{ from: [committee], need: 0, among: 1 }] },
      'voice.numbers',
      '.voices.0',
    ],
    [
      'that needs more voices than are heard',
      { voices: [{ from: [committee], need: 3, among: 2 }] },
      'voice.numbers',
      '.voices.0',
    ],
    [
      'that hears more people than it names',
      { voices: [{ from: [{ person: 'P-1' }, { person: 'P-1' }], need: 1, among: 2 }] },
      'voice.unsatisfiable',
      '.voices.0',
    ],
    [
      'that needs more organisations than it names',
      { voices: [{ from: [{ organisation: 'ORG-A' }], need: 2, among: 3, distinct: 'organisation' }] },
      'voice.unsatisfiable',
      '.voices.0',
    ],
    [
      'that expires as what it does not offer',
      { outcomes: ['approve'], expires: { after: days(5), then: 'reject' } },
      'expires.outcome',
      '.expires.then',
    ],
    [
      'that passes to those who did not answer',
      { expires: { after: days(5), then: { passesTo: committee } } },
      'expires.same',
      '.expires.then',
    ],
    [
      'that expires after hours',
      { expires: { after: { amount: 5, unit: 'working hours' }, then: 'reject' } },
      'duration.hours',
      '.expires.after',
    ],
    [
      'that expires after no time',
      { expires: { after: days(0), then: 'reject' } },
      'duration.invalid',
      '.expires.after',
    ],
    [
      'that gives places without a waiting list',
      { quota: true, outcomes: ['approve', 'reject'] },
      'quota.no-waiting-list',
      '.quota',
    ],
    [
      'that gives places by itself',
      { quota: true, expires: { after: days(5), then: 'approve' } },
      'quota.expires',
      '.expires.then',
    ],
    [
      'whose conditions climb no ladder',
      { conditions: { assignee: committee, ladder: 'none' } },
      'ladder.unknown',
      '.conditions.ladder',
    ],
    [
      'that excludes everyone',
      { decider: { contact: 'director' }, exclude: { tasks: ['file'], by: ['organisation'] } },
      'exclusion.unsatisfiable',
      '.exclude.tasks.0',
    ],
  ])('%s', (_, approval, code, place) => {
    expect(asked(approval)).toContainEqual([code, `stages.0.approval${place}`]);
  });

  it('whose only decider has done the work', () => {
    const person = { person: 'P-1' };
    const rules = (exclude: ApprovalRule['exclude'], party: TaskRule['assignee']) =>
      problems(
        shortRules({
          tasks: [{ ...shortTask, assignee: party }],
          approval: { decider: party, ...(exclude ? { exclude } : {}) },
        }),
      );
    const found = [['exclusion.unsatisfiable', 'stages.0.approval.exclude.tasks.0']];
    expect(rules({ tasks: ['file'], by: ['person'] }, person)).toEqual(found);
    expect(rules({ tasks: ['file'], by: ['organisation'] }, { organisation: 'ORG-A' })).toEqual(found);
    expect(rules({ tasks: ['file'], by: ['person'] }, { organisation: 'ORG-A' })).toEqual([]);
  });

  it('whose conditions no stage is certain to take up', () => {
    const conditions = { assignee: committee, ladder: 'silent' };
    const [first] = shortRules({ approval: { conditions } }).stages;
    const last = { ...sampleRules, outcomes: [], stages: [first!] };
    expect(problems(last)).toEqual([['conditions.no-stage', 'stages.0.approval.conditions']]);
    const perhaps = {
      key: 'x',
      title: 'X',
      tasks: [sampleTask({ key: 'x-t' })],
      when: { known: 'y' },
    } as const;
    expect(problems({ ...last, stages: [first!, perhaps] })).toContainEqual([
      ...['conditions.no-stage', 'stages.0.approval.conditions'],
    ]);
  });

  it('never where it holds together', () => {
    const both = [{ organisation: 'ORG-A' }, { organisation: 'ORG-B' }];
    expect(asked({ voices: [{ from: both, need: 2, among: 2, distinct: 'organisation' }] })).toEqual([]);
    expect(
      asked({ voices: [{ from: [...both, committee], need: 3, among: 3, distinct: 'organisation' }] }),
    ).toEqual([]);
    expect(asked({ voices: [{ from: [{ person: 'P-1' }, { person: 'P-2' }], need: 1, among: 2 }] })).toEqual(
      [],
    );
    expect(asked({ expires: { after: days(5), then: { passesTo: { role: 'administrator' } } } })).toEqual([]);
    expect(asked({ quota: true, expires: { after: days(5), then: 'reject' } })).toEqual([]);
  });
});

describe('a task is refused', () => {
  const extension: ExtensionRule = {
    most: days(10),
    decider: { role: 'coordinator' },
    due: { from: 'opening', duration: days(3) },
    ladder: 'silent',
  };
  it.each<[string, Partial<TaskRule>, string, string]>([
    [
      'whose signature could be taken down',
      { personal: true, transcription: 'confirm' },
      'transcription.personal',
      'transcription',
    ],
    [
      'with a silence of no time',
      { transcription: { silence: days(-1) } },
      'duration.invalid',
      'transcription.silence',
    ],
    [
      'with extensions of no time',
      { extension: { ...extension, most: days(0) } },
      'duration.invalid',
      'extension.most',
    ],
    [
      'with extensions in hours',
      { extension: { ...extension, most: { amount: 3, unit: 'working hours' } } },
      'duration.hours',
      'extension.most',
    ],
    [
      'with extensions that climb no ladder',
      { extension: { ...extension, ladder: 'none' } },
      'ladder.unknown',
      'extension.ladder',
    ],
    [
      'with extensions due by the plan',
      { extension: { ...extension, due: { from: 'plan' } } },
      'due.plan',
      'extension.due',
    ],
  ])('%s', (_, task, code, place) => {
    expect(owed(task)).toContainEqual([code, `stages.0.tasks.0.${place}`]);
  });

  it('with a ladder that never ends', () => {
    const endless = Array.from(
      { length: 27 },
      (_, index) => ({ when: 'after', duration: days(index + 1) }) as const,
    );
    const rules = shortRules();
    expect(problems({ ...rules, ladders: { ...rules.ladders, endless } })).toEqual([
      ['ladder.endless', 'ladders.endless'],
    ]);
    const most = endless.slice(1);
    expect(problems({ ...rules, ladders: { ...rules.ladders, most } })).toEqual([]);
  });
});
