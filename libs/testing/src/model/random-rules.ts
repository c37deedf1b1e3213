import {
  checkRules,
  type CaseRules,
  type Condition,
  type FactRule,
  type Rung,
  type StageRule,
} from '#libs/domain';
import type { Chance } from './chance.js';
import { randomApproval } from './random-approval.js';
import { randomDuration, randomParty, randomTask } from './random-task.js';

/** Facts that the first task sets, so that any later rule may count on them. */
const factRules: readonly FactRule[] = [
  { key: 'size', type: 'choice', required: true, choices: ['small', 'large'] },
  { key: 'saving', type: 'number', required: false, min: 0 },
  { key: 'startedOn', type: 'date', required: true },
];

const conditions: readonly Condition[] = [
  { fact: 'size', is: 'small' },
  { fact: 'size', in: ['large'] },
  { any: [{ fact: 'saving', atLeast: 30 }, { not: { known: 'saving' } }] },
  { prepared: 'first', partner: 'technical-centre' },
];

/** A definition that `checkRules` accepts, with every kind of rule in some of them. */
export function randomRules(chance: Chance): CaseRules {
  for (;;) {
    const rules = attempt(chance);
    if (checkRules(rules).length === 0) return rules;
  }
}

function attempt(chance: Chance): CaseRules {
  const milestones = chance.holds(0.4) ? 1 + chance.below(2) : -1;
  const keys: string[] = [];
  return {
    key: 'random',
    version: 1 + chance.below(3),
    kind: chance.holds(0.85) ? 'technical-assistance' : 'partnership',
    title: 'random',
    ladders: { silent: [], short: randomLadder(chance, 2), long: randomLadder(chance, 5) },
    stages: [0, 1, 2].map((index) => randomStage(chance, index, index === milestones, keys)),
    outcomes: [{ when: { fact: 'size', is: 'large' }, outcome: 'grown' }],
  };
}

function randomStage(chance: Chance, index: number, milestones: boolean, keys: string[]): StageRule {
  const own: string[] = [];
  const tasks = [0, 1, 2].slice(0, 1 + chance.below(3)).map((position) => {
    const isFirst = index + position === 0;
    const key = isFirst ? 'first' : `s${index}-t${position}`;
    const facts = isFirst
      ? [...factRules, { key: 'plan', type: 'measures', required: true } as const]
      : chance.some(factRules, 0.2);
    const task = randomTask(chance, { key, facts, before: own, earlier: keys, conditions });
    own.push(key);
    keys.push(key);
    return task;
  });
  return {
    key: `s${index}`,
    title: `stage ${index}`,
    tasks,
    ...chance.perhaps(index === 0 ? 0 : 0.2, () => ({ when: chance.pick(conditions) })),
    ...(milestones ? { milestones: randomMilestones(chance) } : {}),
    ...chance.perhaps(0.75, () => ({ approval: randomApproval(chance, { index, own, earlier: keys }) })),
  };
}

function randomMilestones(chance: Chance): NonNullable<StageRule['milestones']> {
  const bare = { before: [], earlier: [], conditions: [] };
  const evidence = randomTask(chance, {
    key: 'evidence',
    ...bare,
    facts: [
      {
        key: 'outcome',
        type: 'choice',
        required: true,
        choices: ['implemented', 'partly', 'postponed', 'abandoned'],
      },
      { key: 'date', type: 'date', required: false },
    ],
  });
  const verified: FactRule = { key: 'verified', type: 'choice', required: true, choices: ['yes', 'no'] };
  const verification = randomTask(chance, { key: 'verification', ...bare, facts: [verified] });
  const { onOverdue: _, ...proof } = evidence;
  const { onOverdue: _none, ...control } = verification;
  return {
    title: 'measures',
    from: 'plan',
    evidence: { ...proof, due: { from: 'plan' } },
    verification: { ...control, exclude: { tasks: ['evidence'], by: ['person'] } },
  };
}

function randomLadder(chance: Chance, most: number): readonly Rung[] {
  const steps = chance.below(most + 1);
  const rungs: Rung[] = [];
  for (
    let days = -(1 + chance.below(10)), count = 0;
    count < steps;
    count += 1, days += 1 + chance.below(6)
  ) {
    const told = {
      ...chance.perhaps(0.3, () => ({ copy: [randomParty(chance), randomParty(chance)] })),
      ...chance.perhaps(0.3, () => ({ escalate: randomParty(chance) })),
    };
    const duration = { amount: Math.abs(days), unit: 'working days' } as const;
    if (days === 0) rungs.push({ when: 'at', ...told });
    else rungs.push({ when: days < 0 ? 'before' : 'after', duration, ...told });
  }
  return chance.holds(0.1)
    ? [...rungs, { when: 'after', duration: randomDuration(chance, ['months']) }]
    : rungs;
}
