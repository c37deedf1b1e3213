import type { CaseRules, StageRule, TaskRule, TaskState } from './model/index.js';

/** The stage with this key. */
export function stageRule(rules: CaseRules, key: string | undefined): StageRule | undefined {
  return rules.stages.find((stage) => stage.key === key);
}

/** Key of the rule a task was made from: its own, or the milestone template's. */
export function ruleKeyOf(task: TaskState): string {
  return task.milestone === undefined ? task.key : task.key.slice(0, -task.milestone.length - 1);
}

/** The rule a task was made from; its title names the milestone or the condition. */
export function taskRule(rules: CaseRules, task: TaskState): TaskRule | undefined {
  const stage = stageRule(rules, task.stage);
  if (!stage) return undefined;
  if (task.condition !== undefined) return conditionRule(rules, task);
  const { milestone } = task;
  if (milestone === undefined || !stage.milestones) return stage.tasks.find(({ key }) => key === task.key);
  const { evidence, verification } = stage.milestones;
  const key = ruleKeyOf(task);
  const rule = [evidence, verification].find((each) => each.key === key);
  return rule && { ...rule, title: `${rule.title} (${milestone})` };
}

/** Key of the `number`th condition that an approval sets, counted from 1 over the whole case. */
export function conditionKey(approval: string, number: number): string {
  return `condition-${approval}-${number}`;
}

/** What a condition asks for stands in the act that set it; the core knows its date and whom it binds. */
function conditionRule(rules: CaseRules, task: TaskState): TaskRule | undefined {
  const number = task.key.slice(task.key.lastIndexOf('-') + 1);
  const approval = rules.stages
    .flatMap((stage) => stage.approval ?? [])
    .find(({ key }) => task.key === conditionKey(key, Number(number)));
  if (!approval?.conditions) return undefined;
  return {
    key: task.key,
    title: `${approval.title} (${number})`,
    ...approval.conditions,
    after: [],
    due: { from: 'plan' },
    facts: [],
  };
}
