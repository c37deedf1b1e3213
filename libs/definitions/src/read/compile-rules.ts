import type {
  ApprovalOutcome,
  ApprovalRule,
  CaseRules,
  Condition,
  DueRule,
  Duration,
  FactRule,
  Party,
  Rung,
  StageRule,
  TaskRule,
} from '#libs/domain';
import { pick, type Language, type Localised } from '../localised.js';
import type {
  ApprovalDocument,
  ConditionDocument,
  DefinitionDocument,
  ItemDocument,
  RungDocument,
  StageDocument,
  TaskDocument,
} from './document.js';
import { compileCondition } from './compile-condition.js';
import { dueForms, durationForms, parseDue, parseDuration } from './due-text.js';
import type { NodePath, Report } from './yaml-source.js';

export interface RulesInput {
  readonly document: DefinitionDocument;
  /** Language of the titles that travel with the rules. */
  readonly language: Language;
  /** Facts a form sets, by form key. */
  readonly facts: Readonly<Record<string, readonly FactRule[]>>;
  readonly report: Report;
}

/** What stands in for text that could not be read, next to the problem reported for it. */
const unreadable: Duration = { amount: 1, unit: 'days' };

/** The part of a definition the core interprets. Paths of the result and of the file agree as far as both have a node. */
export function compileRules(input: RulesInput): CaseRules {
  const { document, report } = input;
  return {
    key: document.key,
    version: document.version,
    kind: document.kind,
    title: title(input, document.title),
    ladders: Object.fromEntries(
      Object.entries(document.ladders).map(([key, rungs]) => [
        key,
        rungs.map((rung, index) => compileRung(rung, ['ladders', key, index], report)),
      ]),
    ),
    stages: document.stages.map((stage, index) => compileStage(stage, ['stages', index], input)),
    outcomes: document.outcomes.flatMap(({ key, when }, index) =>
      when ? [{ when: condition(when, ['outcomes', index, 'when'], input), outcome: key }] : [],
    ),
  };
}

function compileStage(stage: StageDocument, path: NodePath, input: RulesInput): StageRule {
  const { milestones, approval } = stage;
  return {
    key: stage.key,
    title: title(input, stage.title),
    ...(stage.when && { when: condition(stage.when, [...path, 'when'], input) }),
    tasks: stage.tasks.map((task, index) => compileTask(task, [...path, 'tasks', index], input)),
    ...(milestones && {
      milestones: {
        title: title(input, milestones.title),
        from: milestones.from,
        evidence: compileTask(milestones.evidence, [...path, 'milestones', 'evidence'], input),
        verification: compileTask(milestones.verification, [...path, 'milestones', 'verification'], input),
      },
    }),
    ...(approval && { approval: compileApproval(approval, [...path, 'approval'], input) }),
  };
}

function compileTask(task: TaskDocument, path: NodePath, input: RulesInput): TaskRule {
  return {
    key: task.key,
    title: title(input, task.title),
    assignee: party(task, path, input.report),
    after: task.after ?? [],
    ...(task.when && { when: condition(task.when, [...path, 'when'], input) }),
    due: due(task.due, [...path, 'due'], input.report),
    ladder: task.ladder,
    ...(task.documents !== undefined && { documents: task.documents }),
    facts: input.facts[task.form] ?? [],
    ...(task.onOverdue && { onOverdue: task.onOverdue }),
    ...(task.exclude && { exclude: task.exclude }),
  };
}

function compileApproval(approval: ApprovalDocument, path: NodePath, input: RulesInput): ApprovalRule {
  const outcomes: ApprovalOutcome[] = ['approve'];
  if (approval.return) outcomes.push('return');
  if (approval.reject) outcomes.push('reject');
  if (approval.defer) outcomes.push('defer');
  return {
    key: approval.key,
    title: title(input, approval.title),
    decider: party(approval, path, input.report),
    outcomes,
    ...(approval.exclude && { exclude: approval.exclude }),
    due: due(approval.due, [...path, 'due'], input.report),
    ladder: approval.ladder,
    reopens: approval.return?.reopens ?? [],
    ...(approval.defer !== undefined && {
      defer: { from: 'opening', duration: duration(approval.defer, [...path, 'defer'], input.report) },
    }),
    ...(approval.reject && {
      reject: approval.reject === 'continues' ? { continues: true } : approval.reject,
    }),
  };
}

function party(item: ItemDocument, path: NodePath, report: Report): Party {
  if (item.contact && !item.role && !item.partner) return { contact: item.contact };
  if (item.role && !item.contact) {
    if (item.partner && item.role !== 'partner') {
      report(
        [...path, 'partner'],
        'party.partner',
        `Only \`role: partner\` may name a partner.`,
        'Remove `partner`, or write `role: partner`.',
      );
    }
    return { role: item.role, ...(item.partner && { partner: item.partner }) };
  }
  report(
    path,
    'party.unclear',
    `"${item.key}" must say who acts: either a contact of the company or a role in the programme.`,
    'Write `contact: director` (or technical, accountant), or `role: coordinator` (or expert, committee, partner …), not both.',
  );
  return { role: 'coordinator' };
}

function compileRung(rung: RungDocument, path: NodePath, report: Report): Rung {
  if ((rung.before === undefined) === (rung.after === undefined)) {
    report(
      path,
      'ladder.rung',
      'A reminder is either before or after the due date.',
      'Write one of `before: 5 working days` and `after: 2 working days`.',
    );
  }
  const when = rung.before === undefined ? 'after' : 'before';
  return {
    when,
    duration: duration(rung[when] ?? '1 day', [...path, when], report),
    ...(rung.escalate && { escalate: { role: rung.escalate } }),
  };
}

function duration(text: string, path: NodePath, report: Report): Duration {
  const parsed = parseDuration(text);
  if (!parsed)
    report(path, 'duration.unreadable', `"${text}" is not a duration.`, `Write it like ${durationForms}.`);
  return parsed ?? unreadable;
}

function due(text: string, path: NodePath, report: Report): DueRule {
  const parsed = parseDue(text);
  if (!parsed) report(path, 'due.unreadable', `"${text}" is not a due date.`, `Write it like ${dueForms}.`);
  return parsed ?? { from: 'opening', duration: unreadable };
}

function condition(document: ConditionDocument, path: NodePath, input: RulesInput): Condition {
  return compileCondition(document, path, input.report);
}

function title(input: RulesInput, words: Localised): string {
  return pick(words, input.language);
}
