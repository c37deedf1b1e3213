import { milestoneOutcomes, type CaseRules, type Condition, type FactRule } from '../model/index.js';
import type { Path, Report } from './problem.js';
import type { Survey } from './survey.js';

/** What conditions and facts speak of must exist. Whether a fact can be known in time is `checkDue`'s question. */
export function checkFacts(survey: Survey, report: Report): void {
  const { rules, stages, tasks, milestones } = survey;
  for (const { rule, path } of [...stages, ...tasks]) {
    if (rule.when) checkCondition(survey, rule.when, [...path, 'when'], report);
  }
  for (const [index, { when }] of rules.outcomes.entries()) {
    checkCondition(survey, when, ['outcomes', index, 'when'], report);
  }
  for (const { rule, path } of tasks) {
    for (const [index, fact] of rule.facts.entries())
      checkFact(survey, fact, [...path, 'facts', index], report);
  }
  for (const { rule, path, stage } of milestones) {
    const sources = survey.facts.filter(
      (fact) => fact.rule.key === rule.from && fact.rule.type === 'measures',
    );
    if (!sources.some(({ task }) => task.stage < stage)) {
      report(
        [...path, 'from'],
        'milestones.from',
        `No earlier stage sets measures as "${rule.from}".`,
        'Name a fact of type "measures" that a task of an earlier stage sets.',
      );
    }
    checkTemplates(rules, stage, path, report);
  }
}

function checkFact(survey: Survey, fact: FactRule, path: Path, report: Report): void {
  if (fact.type === 'choice' && fact.choices.length === 0) {
    report([...path, 'choices'], 'fact.choices', `"${fact.key}" offers no choice.`, 'List the choices.');
  }
  if (fact.type === 'number' && fact.min !== undefined && fact.max !== undefined && fact.min > fact.max) {
    report(
      [...path, 'min'],
      'fact.range',
      `"${fact.key}" has no possible value.`,
      'Let "min" be at most "max".',
    );
  }
  if (fact.type !== 'measures' || fact.subsetOf === undefined) return;
  const { subsetOf } = fact;
  if (survey.facts.some(({ rule }) => rule.key === subsetOf && rule.type === 'measures')) return;
  report(
    [...path, 'subsetOf'],
    'fact.unknown',
    `No task sets measures as "${subsetOf}".`,
    'Name such a fact.',
  );
}

function checkCondition(survey: Survey, condition: Condition, path: Path, report: Report): void {
  if ('all' in condition || 'any' in condition) {
    const name = 'all' in condition ? 'all' : 'any';
    const inner = 'all' in condition ? condition.all : condition.any;
    for (const [index, each] of inner.entries()) checkCondition(survey, each, [...path, name, index], report);
  } else if ('not' in condition) {
    checkCondition(survey, condition.not, [...path, 'not'], report);
  } else if ('prepared' in condition) {
    if (survey.tasks.some(({ rule }) => rule.key === condition.prepared)) return;
    report(
      [...path, 'prepared'],
      'task.unknown',
      `"${condition.prepared}" is no task.`,
      'Name a task of the path.',
    );
  } else {
    checkComparison(survey, condition, path, report);
  }
}

type Comparison = Extract<Condition, { readonly known: string } | { readonly fact: string }>;

function checkComparison(survey: Survey, condition: Comparison, path: Path, report: Report): void {
  const field = 'known' in condition ? 'known' : 'fact';
  const key = 'known' in condition ? condition.known : condition.fact;
  const declared = survey.facts.filter(({ rule }) => rule.key === key).map(({ rule }) => rule);
  if (declared.length === 0) {
    report(
      [...path, field],
      'fact.unknown',
      `No task sets the fact "${key}".`,
      'Name a fact that a task sets.',
    );
    return;
  }
  const wanted = 'is' in condition ? [condition.is] : 'in' in condition ? condition.in : [];
  for (const value of wanted) {
    if (declared.some((fact) => canBe(fact, value))) continue;
    report(
      path,
      'condition.impossible',
      `"${key}" is never ${JSON.stringify(value)}.`,
      'Compare with a possible value.',
    );
  }
  if (('atLeast' in condition || 'atMost' in condition) && !declared.some(({ type }) => type === 'number')) {
    report(path, 'condition.impossible', `"${key}" is no number.`, 'Compare numbers only.');
  }
}

function canBe(fact: FactRule, value: string | number | boolean): boolean {
  switch (fact.type) {
    case 'choice':
      return typeof value === 'string' && fact.choices.includes(value);
    case 'date':
      return typeof value === 'string';
    case 'measures':
      return false;
    default:
      return typeof value === fact.type;
  }
}

function checkTemplates(rules: CaseRules, stage: number, path: Path, report: Report): void {
  const templates = rules.stages[stage]?.milestones;
  if (!templates) return;
  const { evidence, verification } = templates;
  for (const [name, rule] of Object.entries({ evidence, verification })) {
    if (rule.after.length > 0 || rule.when || rule.onOverdue) {
      report(
        [...path, name],
        'milestones.template',
        `The ${name} task follows its milestone alone.`,
        'Remove "after", "when" and "onOverdue".',
      );
    }
  }
  checkChoice('evidence', evidence.facts, 'outcome', milestoneOutcomes);
  checkChoice('verification', verification.facts, 'verified', ['yes', 'no']);
  const outcome = evidence.facts.find(({ key }) => key === 'outcome');
  const canPostpone = outcome?.type === 'choice' && outcome.choices.includes('postponed');
  if (canPostpone && !evidence.facts.some(({ key, type }) => key === 'date' && type === 'date')) {
    report(
      [...path, 'evidence', 'facts'],
      'milestones.facts',
      'A postponement has no date.',
      'Add a fact "date".',
    );
  }

  function checkChoice(
    name: string,
    facts: readonly FactRule[],
    key: string,
    possible: readonly string[],
  ): void {
    const fact = facts.find((each) => each.key === key);
    const good =
      fact?.type === 'choice' && fact.required && fact.choices.every((each) => possible.includes(each));
    if (good) return;
    report(
      [...path, name, 'facts'],
      'milestones.facts',
      `The ${name} task must set the choice "${key}".`,
      `Add a required choice "${key}" among ${possible.join(', ')}.`,
    );
  }
}
