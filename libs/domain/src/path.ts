import { holds } from './conditions.js';
import type { Draft } from './draft.js';
import { stageRule } from './lookup.js';
import { milestonesSettled, planMilestones } from './milestones.js';
import type { ApprovalRule, CaseState, DueRule, StageRule, TaskRule } from './model/index.js';
import { closeCase, invite } from './notices.js';
import { currentRound, nextRound } from './rework.js';

/** Enters the first stage from `index` on that applies; past the last, the case closes. */
export function enterFrom(draft: Draft, index: number): void {
  const { rules } = draft.definition;
  for (const stage of rules.stages.slice(index)) {
    if (stage.when && !holds(draft.state, stage.when)) {
      draft.emit({ type: 'stage-skipped', stage: stage.key });
      continue;
    }
    draft.emit({ type: 'stage-entered', stage: stage.key });
    planMilestones(draft, stage);
    advance(draft);
    return;
  }
  closeCase(draft, rules.outcomes.find(({ when }) => holds(draft.state, when))?.outcome ?? 'completed');
}

/** Leaves a stage and goes on to the next. */
export function leaveStage(draft: Draft, stage: StageRule, outcome: string): void {
  draft.emit({ type: 'stage-left', stage: stage.key, outcome });
  enterFrom(draft, draft.definition.rules.stages.findIndex(({ key }) => key === stage.key) + 1);
}

/** Does whatever a settlement makes possible: opens dependants, asks for the approval, or leaves the stage. */
export function advance(draft: Draft): void {
  const stage = stageRule(draft.definition.rules, draft.state.stage);
  if (!stage) return;
  openReadyTasks(draft, stage);
  const settled =
    stage.tasks.every(({ key }) => isSettled(draft.state, key)) && milestonesSettled(draft, stage);
  if (!settled) return;
  if (stage.approval) askApproval(draft, stage, stage.approval, stage.approval.due, false);
  else leaveStage(draft, stage, 'completed');
}

/** Asks for a decision, again after a deferral. */
export function askApproval(
  draft: Draft,
  stage: StageRule,
  rule: ApprovalRule,
  due: DueRule,
  deferred: boolean,
): void {
  const round = nextRound(Object.values(draft.state.approvals), rule.key);
  const id = `${draft.state.reference}.${rule.key}.${round}`;
  draft.emit({
    type: 'approval-asked',
    id,
    key: rule.key,
    stage: stage.key,
    round,
    due: draft.due(due, id),
    deferred,
  });
  invite(draft, id);
}

function isSettled(state: CaseState, key: string): boolean {
  const status = currentRound(state, key)?.status;
  return status === 'done' || status === 'waived';
}

function openReadyTasks(draft: Draft, stage: StageRule): void {
  const isReady = ({ key, after }: TaskRule) =>
    !currentRound(draft.state, key) && after.every((each) => isSettled(draft.state, each));
  for (let task = stage.tasks.find(isReady); task; task = stage.tasks.find(isReady))
    openTask(draft, stage, task);
}

function openTask(draft: Draft, stage: StageRule, rule: TaskRule): void {
  const { key } = rule;
  const round = nextRound(Object.values(draft.state.tasks), key);
  const id = `${draft.state.reference}.${key}.${round}`;
  if (rule.when && !holds(draft.state, rule.when)) {
    draft.emit({ type: 'task-waived', id, key, stage: stage.key, round, because: 'not-applicable' });
    return;
  }
  draft.emit({ type: 'task-opened', id, key, stage: stage.key, round, due: draft.due(rule.due, id) });
  invite(draft, id);
}
