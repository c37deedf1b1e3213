import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { CaseRules, StageRule } from '#libs/domain';
import { readDefinition } from './read-definition.js';

const file = 'workflows/definitions/sme-cleaner-production-2.yaml';
const good = readFileSync(file, 'utf8');

const rulesOf = (text: string): CaseRules => {
  const reading = readDefinition({ file: 'path.yaml', text });
  if ('problems' in reading) throw new Error(JSON.stringify(reading.problems));
  return reading.definition.rules;
};
const rules = rulesOf(good);
const stage = (key: string): StageRule => rules.stages.find((each) => each.key === key)!;
const task = (key: string) => rules.stages.flatMap(({ tasks }) => tasks).find((each) => each.key === key)!;

/** Changes one line and expects one problem on the line that holds `line`. */
interface Breakage {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly line: string;
  readonly code: string;
  readonly message: RegExp;
  readonly remedy: RegExp;
}

const admission = '- { from: [committee], need: 2, among: 3, distinct: organisation }';
const dataExtension =
  'transcription: { silence: 5 working days }\n        extension: { most: 20 working days, role: coordinator, due: 16 working hours, ladder: prompt }';

const breakages: readonly Breakage[] = [
  {
    name: 'a duration of nothing',
    from: 'most: 20 working days',
    to: 'most: 0 working days',
    line: 'most: 0',
    code: 'duration.invalid',
    message: /0 is no duration/,
    remedy: /whole number from 1/,
  },
  {
    name: 'a duration below nothing',
    from: '- { before: 10 working days }\n    - { before: 5 working days, every',
    to: '- { before: -10 working days }\n    - { before: 5 working days, every',
    line: 'before: -10',
    code: 'duration.invalid',
    message: /-10 is no duration/,
    remedy: /whole number from 1/,
  },
  {
    name: 'a ladder without an end',
    from: 'every: 5 working days, times: 3',
    to: 'every: 5 working days',
    line: 'after: 8 working days, every',
    code: 'ladder.endless',
    message: /without an end/,
    remedy: /`times: 4`/,
  },
  {
    name: 'a ladder that is all but endless',
    from: 'every: 5 working days, times: 3',
    to: 'every: 5 working days, times: 90',
    line: 'times: 90',
    code: 'shape.maximum',
    message: /must be <= 26/,
    remedy: /2 to 26/,
  },
  {
    name: 'repetitions that run past the due date',
    from: 'every: 4 working days, times: 2',
    to: 'every: 4 working days, times: 3',
    line: 'every: 4 working days, times: 3',
    code: 'ladder.past-due',
    message: /past the due date/,
    remedy: /Begin earlier/,
  },
  {
    name: 'repetitions in another unit',
    from: 'every: 4 working days, times: 2',
    to: 'every: 1 week, times: 2',
    line: 'every: 1 week',
    code: 'ladder.units',
    message: /weeks cannot be counted on from working days/,
    remedy: /same unit/,
  },
  {
    name: 'a number of repetitions alone',
    from: 'every: 4 working days, times: 2',
    to: 'times: 2',
    line: 'times: 2',
    code: 'ladder.times',
    message: /how many times, but not how often/,
    remedy: /`every/,
  },
  {
    name: 'repeated rungs that pass the next one',
    from: 'every: 5 working days, times: 3',
    to: 'every: 5 working days, times: 5',
    line: 'escalate: administrator',
    code: 'ladder.unordered',
    message: /not later than the one before/,
    remedy: /Sort/,
  },
  {
    name: 'a reminder counted in hours',
    from: '- { after: 3 working days, escalate: administrator }',
    to: '- { after: 30 working hours, escalate: administrator }',
    line: 'after: 30 working hours',
    code: 'duration.hours',
    message: /Hours cannot be counted here/,
    remedy: /working days or days/,
  },
  {
    name: 'hours that the close-out should cap',
    from: 'due: 6 months, latest close-out',
    to: 'due: 90 working hours, latest close-out',
    line: 'due: 90 working hours',
    code: 'duration.hours',
    message: /Hours cannot be counted here/,
    remedy: /working days or days/,
  },
  {
    name: 'a first reminder before the question itself',
    from: 'due: 16 working hours, ladder: prompt }\n      - key: eligibility',
    to: 'due: 8 working hours, ladder: internal }\n      - key: eligibility',
    line: 'ladder: internal',
    code: 'ladder.before-start',
    message: /not even been asked/,
    remedy: /more time/,
  },
  {
    name: 'an expiry before the due date',
    from: 'expires: { after: 30 days',
    to: 'expires: { after: 5 days',
    line: 'after: 5 days',
    code: 'expires.before-due',
    message: /expires before it is due/,
    remedy: /after its due date/,
  },
  {
    name: 'an expiry into an outcome that is not offered',
    from: 'then: { passesTo: coordinator } }\n      reasons: [reject]\n      reject: continues\n',
    to: 'then: reject }\n',
    line: 'then: reject',
    code: 'expires.outcome',
    message: /expires as "reject", which it does not offer/,
    remedy: /Offer that outcome/,
  },
  {
    name: 'an expiry that passes to those who were silent',
    from: 'passesTo: coordinator',
    to: 'passesTo: committee',
    line: 'passesTo: committee',
    code: 'expires.same',
    message: /those who did not answer/,
    remedy: /somebody else/,
  },
  {
    name: 'a quota without a waiting list',
    from: '      reasons: [return]\n      due: 10 working days\n      ladder: internal\n      return: { reopens: [report]',
    to: '      quota: true\n      due: 10 working days\n      ladder: internal\n      return: { reopens: [report]',
    line: 'quota: true',
    code: 'quota.no-waiting-list',
    message: /no waiting list/,
    remedy: /"defer"/,
  },
  {
    name: 'more voices needed than heard',
    from: 'need: 2, among: 3',
    to: 'need: 4, among: 3',
    line: 'need: 4',
    code: 'voice.numbers',
    message: /4 of 3 voices/,
    remedy: /no more than are heard/,
  },
  {
    name: 'too few organisations for different voices',
    from: admission,
    to: '- { from: [{ organisation: CMPP }], need: 2, among: 3, distinct: organisation }',
    line: 'organisation: CMPP',
    code: 'voice.unsatisfiable',
    message: /Only 1 organisation is named for 2 voices/,
    remedy: /more organisations/,
  },
  {
    name: 'too few people for the voices',
    from: admission,
    to: '- { from: [{ person: P-031 }, { person: P-032 }], need: 2, among: 3 }',
    line: 'person: P-031',
    code: 'voice.unsatisfiable',
    message: /Only 2 people are named for 3 voices/,
    remedy: /fewer voices/,
  },
  {
    name: 'an approval that leaves nobody',
    from: '      role: coordinator\n      shows: [data-request, visit, report, comments]\n      exclude: { tasks: [report], by: [person] }',
    to: '      contact: director\n      shows: [data-request, visit, report, comments]\n      exclude: { tasks: [comments], by: [organisation] }',
    line: 'exclude: { tasks: [comments]',
    code: 'exclusion.unsatisfiable',
    message: /nobody is left/,
    remedy: /person only/,
  },
  {
    name: 'voices beside a decider',
    from: '      quota: true\n',
    to: '      quota: true\n      role: committee\n',
    line: 'voices:',
    code: 'approval.deciders',
    message: /who decides, once/,
    remedy: /Keep `voices`/,
  },
  {
    name: 'a role that does not exist',
    from: 'from: [committee]',
    to: 'from: [comittee]',
    line: 'from: [comittee]',
    code: 'shape.value',
    message: /"comittee", which is not offered/,
    remedy: /committee/,
  },
  {
    name: 'a ladder of an extension that does not exist',
    from: dataExtension,
    to: dataExtension.replace('prompt', 'promt'),
    line: 'ladder: promt',
    code: 'ladder.unknown',
    message: /no ladder "promt"/,
    remedy: /"ladders"/,
  },
  {
    name: 'an extension granted by whoever asks',
    from: dataExtension,
    to: dataExtension.replace('role: coordinator', 'contact: technical'),
    line: 'contact: technical, due',
    code: 'extension.same',
    message: /would grant the extension/,
    remedy: /somebody else/,
  },
  {
    name: 'a signature that somebody takes down',
    from: '        personal: true\n        due: 10 working days\n        ladder: standard',
    to: '        personal: true\n        transcription: confirm\n        due: 10 working days\n        ladder: standard',
    line: 'transcription: confirm',
    code: 'transcription.personal',
    message: /signed in person/,
    remedy: /Remove/,
  },
  {
    name: 'something taken down from nobody',
    from: '        form: eligibility\n',
    to: '        form: eligibility\n        transcription: confirm\n',
    line: 'transcription: confirm',
    code: 'transcription.nobody',
    message: /no contact's task/,
    remedy: /Remove/,
  },
  {
    name: 'a reason for an outcome that is not offered',
    from: 'reasons: [reject, defer]',
    to: 'reasons: [reject, return]',
    line: 'reasons: [reject, return]',
    code: 'reasons.outcome',
    message: /does not offer "return"/,
    remedy: /approve, reject, defer/,
  },
  {
    name: 'conditions after which no stage is certain',
    from: '      reasons: [reject]\n      reject: continues\n',
    to: '      reasons: [reject]\n      reject: continues\n      conditions: { contact: director, ladder: standard }\n',
    line: 'conditions: { contact: director',
    code: 'conditions.no-stage',
    message: /nobody’s task/,
    remedy: /without "when"/,
  },
];

describe('deadlines and voices in a definition', () => {
  it.each(breakages)('name file, line and remedy of $name', ({ from, to, line, code, message, remedy }) => {
    expect(good).toContain(from);
    const text = good.replace(from, to);
    const reading = readDefinition({ file: 'broken.yaml', text });
    const problems = 'problems' in reading ? reading.problems : [];
    const problem = problems.find((candidate) => candidate.code === code);
    expect(problem ?? problems).toMatchObject({
      file: 'broken.yaml',
      message: expect.stringMatching(message),
      remedy: expect.stringMatching(remedy),
    });
    const shown = text.split('\n').slice((problem?.line ?? 0) - 1, (problem?.line ?? 0) + 1);
    expect(shown.some((each) => each.includes(line))).toBe(true);
  });

  it('become voices, a quota and reasons', () => {
    expect(stage('enrolment').approval).toMatchObject({
      voices: [{ from: [{ role: 'committee' }], need: 2, among: 3, distinct: 'organisation' }],
      outcomes: ['approve', 'reject', 'defer'],
      quota: true,
      reasons: ['reject', 'defer'],
    });
    expect(stage('enrolment').approval).not.toHaveProperty('decider');
  });

  it('become conditions and an expiry', () => {
    expect(stage('action-plan').approval?.conditions).toEqual({
      assignee: { contact: 'director' },
      ladder: 'standard',
    });
    expect(stage('publication').approval?.expires).toEqual({
      after: { amount: 30, unit: 'days' },
      then: { passesTo: { role: 'coordinator' } },
    });
  });

  it('become extensions, transcriptions and signatures', () => {
    expect(task('data-request')).toMatchObject({
      transcription: { silence: { amount: 5, unit: 'working days' } },
      extension: {
        most: { amount: 20, unit: 'working days' },
        decider: { role: 'coordinator' },
        due: { from: 'opening', duration: { amount: 16, unit: 'working hours' } },
        ladder: 'prompt',
      },
    });
    expect(task('commitment').personal).toBe(true);
    expect(task('application').transcription).toBe('confirm');
  });

  it('write every repetition of a reminder out', () => {
    const days = (amount: number) => ({ amount, unit: 'working days' });
    const copy = [{ role: 'coordinator' }];
    expect(rules.ladders['figures']).toEqual([
      { when: 'before', duration: days(10) },
      { when: 'before', duration: days(5) },
      { when: 'before', duration: days(1) },
      { when: 'at' },
      { when: 'after', duration: days(3), copy },
      { when: 'after', duration: days(8), copy },
      { when: 'after', duration: days(13), copy },
      { when: 'after', duration: days(18), copy },
      { when: 'after', duration: days(20), escalate: { role: 'administrator' } },
    ]);
  });

  it('count repetitions through the due date itself', () => {
    const text = good.replace(
      'every: 4 working days, times: 2 }\n    - { at: due date }',
      'every: 5 working days, times: 2 }',
    );
    expect(rulesOf(text).ladders['figures']?.slice(0, 3)).toEqual([
      { when: 'before', duration: { amount: 10, unit: 'working days' } },
      { when: 'before', duration: { amount: 5, unit: 'working days' } },
      { when: 'at' },
    ]);
  });

  it('name organisations and persons, in sequence', () => {
    const text = good
      .replace(
        admission,
        `- { from: [{ role: partner, partner: federation }] }\n        - { from: [{ organisation: CGEM }, { person: P-031 }], need: 1, among: 2 }`,
      )
      .replace('quota: true', 'quota: true\n      order: sequence');
    expect(rulesOf(text).stages[0]?.approval).toMatchObject({
      order: 'sequence',
      voices: [
        { from: [{ role: 'partner', partner: 'federation' }], need: 1, among: 1 },
        { from: [{ organisation: 'CGEM' }, { person: 'P-031' }], need: 1, among: 2 },
      ],
    });
  });
});
