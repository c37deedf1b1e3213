import type {
  ApprovalRule,
  ApprovalState,
  CalendarSnapshot,
  CaseRules,
  CaseSettings,
  CaseState,
  Dated,
  Exclusion,
  Party,
  Rung,
  StageRule,
  TaskRule,
  TaskState,
} from './model/index.js';

/** What an opened case carries for life. */
export interface Definition {
  readonly rules: CaseRules;
  readonly calendar: CalendarSnapshot;
  readonly settings: CaseSettings;
}

/** Null before the case was opened. */
export function definitionOf(state: CaseState): Definition | null {
  const { rules, calendar, settings } = state;
  return rules && calendar && settings ? { rules, calendar, settings } : null;
}

/** The stage with this key. */
export function stageRule(rules: CaseRules, key: string | undefined): StageRule | undefined {
  return rules.stages.find((stage) => stage.key === key);
}

/** Key of the rule a task was made from: its own, or the milestone template's. */
export function ruleKeyOf(task: TaskState): string {
  return task.milestone === undefined ? task.key : task.key.slice(0, -task.milestone.length - 1);
}

/** The rule a task was made from. */
export function taskRule(rules: CaseRules, task: TaskState): TaskRule | undefined {
  const stage = stageRule(rules, task.stage);
  if (!stage) return undefined;
  const candidates =
    task.milestone === undefined || !stage.milestones
      ? stage.tasks
      : [stage.milestones.evidence, stage.milestones.verification];
  return candidates.find((rule) => rule.key === ruleKeyOf(task));
}

/** The rule of an approval round. */
export function approvalRule(rules: CaseRules, approval: ApprovalState): ApprovalRule | undefined {
  return stageRule(rules, approval.stage)?.approval;
}

/** A task or an approval with what its rule says, for everything that treats both alike. */
export type Item = ItemFields &
  (
    | { readonly kind: 'task'; readonly state: TaskState }
    | { readonly kind: 'approval'; readonly state: ApprovalState }
  );

interface ItemFields extends Dated {
  readonly id: string;
  readonly title: string;
  readonly open: boolean;
  readonly party: Party;
  readonly ladder: readonly Rung[];
  readonly exclude: Exclusion | undefined;
  /** Settles itself at its due instant. */
  readonly waives: boolean;
}

/** Every task and approval the case ever had, in order of opening. */
export function itemsOf(state: CaseState): readonly Item[] {
  const { rules } = state;
  if (!rules) return [];
  const tasks = Object.values(state.tasks).flatMap((task) => {
    const rule = taskRule(rules, task);
    return rule ? [taskItem(rules, task, rule)] : [];
  });
  const approvals = Object.values(state.approvals).flatMap((approval) => {
    const rule = approvalRule(rules, approval);
    return rule ? [approvalItem(rules, approval, rule)] : [];
  });
  return [...tasks, ...approvals].sort((a, b) => a.ordinal - b.ordinal);
}

/** One task or approval by id. */
export function itemOf(state: CaseState, id: string): Item | undefined {
  const { rules } = state;
  if (!rules) return undefined;
  const task = Object.hasOwn(state.tasks, id) ? state.tasks[id] : undefined;
  const ofTask = task && taskRule(rules, task);
  if (task && ofTask) return taskItem(rules, task, ofTask);
  const approval = Object.hasOwn(state.approvals, id) ? state.approvals[id] : undefined;
  const ofApproval = approval && approvalRule(rules, approval);
  return approval && ofApproval && approvalItem(rules, approval, ofApproval);
}

/** Those that wait for someone. */
export function openItems(state: CaseState): readonly Item[] {
  return itemsOf(state).filter((item) => item.open);
}

function ladderOf(rules: CaseRules, key: string): readonly Rung[] {
  return Object.hasOwn(rules.ladders, key) ? (rules.ladders[key] ?? []) : [];
}

function dated({ due, revision, rung, overdue, ordinal }: Dated): Dated {
  return { due, revision, rung, overdue, ordinal };
}

function taskItem(rules: CaseRules, task: TaskState, rule: TaskRule): Item {
  return {
    ...dated(task),
    kind: 'task',
    id: task.id,
    title: task.milestone === undefined ? rule.title : `${rule.title} (${task.milestone})`,
    open: task.status === 'open',
    party: rule.assignee,
    ladder: ladderOf(rules, rule.ladder),
    exclude: rule.exclude,
    waives: rule.onOverdue === 'waive',
    state: task,
  };
}

function approvalItem(rules: CaseRules, approval: ApprovalState, rule: ApprovalRule): Item {
  return {
    ...dated(approval),
    kind: 'approval',
    id: approval.id,
    title: rule.title,
    open: approval.status === 'open',
    party: rule.decider,
    ladder: ladderOf(rules, rule.ladder),
    exclude: rule.exclude,
    waives: false,
    state: approval,
  };
}
