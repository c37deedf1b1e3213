import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sampleRules, sampleTask } from '#libs/testing';
import { checkRules, type CaseRules, type Condition } from './index.js';

/** A copy of the sample to break: rules are read-only everywhere else. */
type Loose = { [Key in string]: Loose } & { [index: number]: Loose };

function broken(change: (rules: Loose) => unknown): readonly [string, string][] {
  const rules = structuredClone(sampleRules) as unknown as Loose;
  change(rules);
  return checkRules(rules as unknown as CaseRules).map(({ code, path }) => [code, path.join('.')]);
}

const set = (target: unknown, value: object) => void Object.assign(target as object, value);
const stage = (rules: Loose, index: number) => rules['stages']![index]!;
const task = (rules: Loose, at: number, index: number) => stage(rules, at)['tasks']![index]!;
const when = (condition: Condition) => (rules: Loose) => set(task(rules, 1, 1), { when: condition });

describe('a sound definition', () => {
  it('has no problem', () => {
    expect(checkRules(sampleRules)).toEqual([]);
  });

  it('each problem says what to do', () => {
    const [problem] = checkRules({ ...sampleRules, stages: [] });
    expect(problem).toMatchObject({ path: ['stages'], code: 'stage.none', remedy: 'Add a stage.' });
  });
});

describe('a definition is refused', () => {
  const cases: readonly [string, (rules: Loose) => unknown, string, string][] = [
    ['no stage', (rules) => set(rules, { stages: [], outcomes: [] }), 'stage.none', 'stages'],
    ['empty stage', (rules) => set(stage(rules, 2), { tasks: [] }), 'stage.empty', 'stages.2'],
    ['bad key', (rules) => set(rules, { key: 'Sample' }), 'key.invalid', 'key'],
    ['bad ladder name', (rules) => set(rules['ladders'], { Loud: [] }), 'key.invalid', 'ladders.Loud'],
    [
      'bad fact key',
      (r) => set(task(r, 4, 0), { facts: [{ key: '_', type: 'date', required: true }] }),
      'key.invalid',
      'stages.4.tasks.0.facts.0.key',
    ],
    [
      'same stage twice',
      (rules) => set(stage(rules, 1), { key: 'enrolment' }),
      'key.duplicate',
      'stages.1.key',
    ],
    [
      'same task in two stages',
      (rules) => set(task(rules, 4, 0), { key: 'visit' }),
      'key.duplicate',
      'stages.4.tasks.0.key',
    ],
    [
      'task like an approval',
      (rules) => set(task(rules, 4, 0), { key: 'admission' }),
      'key.duplicate',
      'stages.0.approval.key',
    ],
    [
      'same fact twice',
      (r) =>
        set(task(r, 1, 2), { facts: [0, 1].map(() => ({ key: 'visitedOn', type: 'date', required: true })) }),
      'key.duplicate',
      'stages.1.tasks.2.facts.1.key',
    ],
    [
      'reserved key',
      (rules) => set(task(rules, 4, 0), { key: 'incident' }),
      'key.reserved',
      'stages.4.tasks.0.key',
    ],
    [
      'key like a milestone’s',
      (rules) => set(task(rules, 4, 0), { key: 'evidence-m1' }),
      'key.ambiguous',
      'stages.4.tasks.0.key',
    ],
    [
      'long title',
      (rules) => set(task(rules, 4, 0), { title: 'x'.repeat(121) }),
      'title.long',
      'stages.4.tasks.0.title',
    ],
    [
      'unknown ladder',
      (rules) => set(task(rules, 4, 0), { ladder: 'loud' }),
      'ladder.unknown',
      'stages.4.tasks.0.ladder',
    ],
    [
      'ladder of Object',
      (rules) => set(task(rules, 4, 0), { ladder: 'constructor' }),
      'ladder.unknown',
      'stages.4.tasks.0.ladder',
    ],
    [
      'unknown prerequisite',
      (rules) => set(task(rules, 4, 0), { after: ['visit'] }),
      'after.unknown',
      'stages.4.tasks.0.after.0',
    ],
    [
      'circle',
      (rules) => set(task(rules, 0, 0), { after: ['eligibility'] }),
      'after.cyclic',
      'stages.0.tasks.0.after',
    ],
    [
      'no approve',
      (rules) => set(stage(rules, 4)['approval'], { outcomes: ['reject'] }),
      'approval.no-approve',
      'stages.4.approval.outcomes',
    ],
    [
      'defer without until',
      (rules) => set(stage(rules, 4)['approval'], { outcomes: ['approve', 'defer'] }),
      'approval.defer-missing',
      'stages.4.approval',
    ],
    [
      'return of nothing',
      (rules) => set(stage(rules, 4)['approval'], { outcomes: ['approve', 'return'] }),
      'approval.reopens-missing',
      'stages.4.approval',
    ],
    [
      'return of a stranger',
      (rules) => set(stage(rules, 4)['approval'], { reopens: ['visit'] }),
      'approval.reopens-unknown',
      'stages.4.approval.reopens.0',
    ],
    [
      'condition on an unknown fact',
      when({ fact: 'mood', is: 'good' }),
      'fact.unknown',
      'stages.1.tasks.1.when.fact',
    ],
    [
      'condition on nothing known',
      when({ not: { known: 'mood' } }),
      'fact.unknown',
      'stages.1.tasks.1.when.not.known',
    ],
    [
      'condition on an unknown task',
      when({ all: [{ prepared: 'x', partner: 'donor' }] }),
      'task.unknown',
      'stages.1.tasks.1.when.all.0.prepared',
    ],
    [
      'choice that is not offered',
      when({ any: [{ fact: 'supplies', in: ['figures', 'none'] }] }),
      'condition.impossible',
      'stages.1.tasks.1.when.any.0',
    ],
    [
      'number compared with words',
      when({ fact: 'saving', is: 'much' }),
      'condition.impossible',
      'stages.1.tasks.1.when',
    ],
    [
      'date compared with a number',
      when({ fact: 'visitedOn', is: 3 }),
      'condition.impossible',
      'stages.1.tasks.1.when',
    ],
    [
      'measures compared',
      when({ fact: 'options', is: 'm1' }),
      'condition.impossible',
      'stages.1.tasks.1.when',
    ],
    [
      'range of words',
      when({ fact: 'supplies', atMost: 3 }),
      'condition.impossible',
      'stages.1.tasks.1.when',
    ],
    [
      'outcome on an unknown fact',
      (rules) => set(rules, { outcomes: [{ when: { known: 'x' }, outcome: 'y' }] }),
      'fact.unknown',
      'outcomes.0.when.known',
    ],
    [
      'no choices',
      (r) => set(task(r, 4, 0), { facts: [{ key: 'a', type: 'choice', required: true, choices: [] }] }),
      'fact.choices',
      'stages.4.tasks.0.facts.0.choices',
    ],
    [
      'impossible range',
      (r) => set(task(r, 4, 0), { facts: [{ key: 'a', type: 'number', required: true, min: 2, max: 1 }] }),
      'fact.range',
      'stages.4.tasks.0.facts.0.min',
    ],
    [
      'subset of nothing',
      (rules) => set(task(rules, 2, 0)['facts']![0], { subsetOf: 'saving' }),
      'fact.unknown',
      'stages.2.tasks.0.facts.0.subsetOf',
    ],
    [
      'milestones from nothing',
      (rules) => set(stage(rules, 3)['milestones'], { from: 'saving' }),
      'milestones.from',
      'stages.3.milestones.from',
    ],
    [
      'template with prerequisites',
      (rules) => set(stage(rules, 3)['milestones']!['evidence'], { onOverdue: 'waive' }),
      'milestones.template',
      'stages.3.milestones.evidence',
    ],
    [
      'evidence without outcome',
      (rules) => set(stage(rules, 3)['milestones']!['evidence'], { facts: [] }),
      'milestones.facts',
      'stages.3.milestones.evidence.facts',
    ],
    [
      'postponement without date',
      (rules) => void (stage(rules, 3)['milestones']!['evidence']!['facts'] as unknown as unknown[]).pop(),
      'milestones.facts',
      'stages.3.milestones.evidence.facts',
    ],
    [
      'plan date elsewhere',
      (rules) => set(task(rules, 4, 0), { due: { from: 'plan' } }),
      'due.plan',
      'stages.4.tasks.0.due',
    ],
    [
      'no time at all',
      (rules) => set(task(rules, 4, 0)['due']!['duration'], { amount: 0 }),
      'duration.invalid',
      'stages.4.tasks.0.due.duration',
    ],
    [
      'half a day',
      (rules) => set(task(rules, 4, 0)['due']!['duration'], { amount: 0.5 }),
      'duration.invalid',
      'stages.4.tasks.0.due.duration',
    ],
    [
      'a century',
      (rules) => set(task(rules, 4, 0)['due']!['duration'], { amount: 36500 }),
      'duration.invalid',
      'stages.4.tasks.0.due.duration',
    ],
    [
      'count from an unknown fact',
      (rules) => set(task(rules, 1, 3)['due'], { fact: 'x' }),
      'fact.unknown',
      'stages.1.tasks.3.due.fact',
    ],
    [
      'count from a number',
      (rules) => set(task(rules, 1, 3)['due'], { fact: 'eligible' }),
      'fact.no-date',
      'stages.1.tasks.3.due.fact',
    ],
    [
      'count from a later fact',
      (rules) => set(task(rules, 1, 3), { after: [] }),
      'fact.too-late',
      'stages.1.tasks.3.due.fact',
    ],
    [
      'ladder out of order',
      (rules) => void (rules['ladders']!['standard'] as unknown as unknown[]).reverse(),
      'ladder.unordered',
      'ladders.standard.1',
    ],
    [
      'exclusion of nobody',
      (rules) => set(stage(rules, 0)['approval']!['exclude'], { tasks: [] }),
      'exclusion.empty',
      'stages.0.approval.exclude',
    ],
    [
      'exclusion by an unknown task',
      (rules) => set(stage(rules, 0)['approval']!['exclude'], { tasks: ['x'] }),
      'exclusion.unknown',
      'stages.0.approval.exclude.tasks.0',
    ],
    [
      'exclusion of every contact',
      (rules) => set(task(rules, 1, 4), { exclude: { tasks: ['data-request'], by: ['organisation'] } }),
      'exclusion.unsatisfiable',
      'stages.1.tasks.4.exclude.tasks.0',
    ],
    ['not rules', (rules) => set(rules, { kind: 'holiday' }), 'rules.shape', 'kind'],
    [
      'a misspelt field',
      (rules) => set(task(rules, 4, 0), { laddr: 'standard' }),
      'rules.shape',
      'stages.4.tasks.0',
    ],
    [
      'a missing field',
      (rules) => delete (task(rules, 4, 0) as { after?: unknown }).after,
      'rules.shape',
      'stages.4.tasks.0.after',
    ],
    [
      'a wrong unit',
      (rules) => set(task(rules, 4, 0)['due']!['duration'], { unit: 'years' }),
      'rules.shape',
      'stages.4.tasks.0.due.duration.unit',
    ],
    [
      'a place that time gives out',
      (rules) =>
        set(stage(rules, 0)['approval'], {
          quota: true,
          expires: { after: { amount: 5, unit: 'days' }, then: 'approve' },
        }),
      'quota.expires',
      'stages.0.approval.expires.then',
    ],
  ];

  it.each(cases)('with %s', (_, change, code, path) => {
    expect(broken(change)).toContainEqual([code, path]);
  });

  it('with milestones in two stages', () => {
    const second = (rules: Loose) => {
      const milestones = structuredClone(stage(rules, 3)['milestones']!);
      set(milestones['evidence'], { key: 'proof' });
      set(milestones['verification'], { key: 'control' });
      set(stage(rules, 4), { milestones });
    };
    expect(broken(second)).toEqual([['milestones.twice', 'stages.4.milestones']]);
  });

  it('with a hostile depth of conditions', () => {
    let condition: Condition = { known: 'saving' };
    for (let depth = 0; depth < 5000; depth += 1) condition = { not: condition };
    expect(broken(when(condition))).toMatchObject([['rules.shape', expect.any(String)]]);
  });

  it('whatever it is, without throwing', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(checkRules(value as CaseRules).length).toBeGreaterThan(0);
      }),
    );
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const rules = {
          ...sampleRules,
          stages: [{ key: 's', title: 't', tasks: [sampleTask({ key: 'a', facts: value as never })] }],
        };
        expect(Array.isArray(checkRules(rules))).toBe(true);
      }),
    );
  });
});
