import type {
  ApprovalRule,
  CaseRules,
  FactRule,
  MilestoneRule,
  StageRule,
  TaskRule,
} from '../model/index.js';
import type { Path } from './problem.js';

/** A task rule with its place; templates are the two that milestones are made from. */
export interface PlacedTask {
  readonly rule: TaskRule;
  readonly path: Path;
  readonly stage: number;
  readonly template: boolean;
}

/** Every rule with its place in the document, so that checks need not walk it again. */
export interface Survey {
  readonly rules: CaseRules;
  readonly stages: readonly { readonly rule: StageRule; readonly path: Path; readonly index: number }[];
  readonly tasks: readonly PlacedTask[];
  readonly approvals: readonly { readonly rule: ApprovalRule; readonly path: Path; readonly stage: number }[];
  readonly milestones: readonly {
    readonly rule: MilestoneRule;
    readonly path: Path;
    readonly stage: number;
  }[];
  /** Facts that tasks set for the case; those of milestone templates stay with their milestone. */
  readonly facts: readonly { readonly rule: FactRule; readonly task: PlacedTask }[];
}

/** Lays the rules out flat. */
export function survey(rules: CaseRules): Survey {
  const stages = rules.stages.map((rule, index) => ({ rule, index, path: ['stages', index] }));
  const tasks = stages.flatMap(({ rule, index, path }): PlacedTask[] => [
    ...rule.tasks.map((task, position) => ({
      rule: task,
      path: [...path, 'tasks', position],
      stage: index,
      template: false,
    })),
    ...(rule.milestones
      ? (['evidence', 'verification'] as const).map((name) => ({
          rule: (rule.milestones as MilestoneRule)[name],
          path: [...path, 'milestones', name],
          stage: index,
          template: true,
        }))
      : []),
  ]);
  return {
    rules,
    stages,
    tasks,
    approvals: stages.flatMap(({ rule, index, path }) =>
      rule.approval ? [{ rule: rule.approval, path: [...path, 'approval'], stage: index }] : [],
    ),
    milestones: stages.flatMap(({ rule, index, path }) =>
      rule.milestones ? [{ rule: rule.milestones, path: [...path, 'milestones'], stage: index }] : [],
    ),
    facts: tasks
      .filter(({ template }) => !template)
      .flatMap((task) => task.rule.facts.map((rule) => ({ rule, task }))),
  };
}

/** Keys of the tasks that must be settled before a task opens, directly or not. */
export function prerequisites(stage: StageRule, key: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (each: string): void => {
    for (const before of stage.tasks.find((task) => task.key === each)?.after ?? []) {
      if (found.has(before)) continue;
      found.add(before);
      visit(before);
    }
  };
  visit(key);
  return found;
}
