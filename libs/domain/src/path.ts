import { voicesOf } from './approval-rules.js';
import { holds } from './conditions.js';
import { refuse, type Draft } from './draft.js';
import { milestonesSettled, planMilestones } from './milestones.js';
import type {
  ApprovalRule,
  CaseRules,
  CaseState,
  ConditionFact,
  DueRule,
  ExtensionRequest,
  StageRule,
  TaskRule,
} from './model/index.js';
import { closeCase, invite } from './notices.js';
import { currentRound, nextRound } from './rework.js';
import { conditionKey, stageRule } from './task-rules.js';

/** How a path ends that was travelled to its end, where no rule names another outcome. */
const travelled = 'completed';

/** Whether a case that closed so has gone its whole path: it was neither declined nor withdrawn nor terminated on the way. */
export function isWholePath({ outcomes }: Pick<CaseRules, 'outcomes'>, closedWith: string): boolean {
  return closedWith === travelled || outcomes.some(({ outcome }) => outcome === closedWith);
}

/** What happens in a stage between its entry and its first tasks. */
type OnEntry = (stage: StageRule) => void;

/** Enters the first stage from `index` on that applies; past the last, the case closes. */
export function enterFrom(draft: Draft, index: number, onEntry?: OnEntry): void {
  const { rules } = draft.definition;
  for (const stage of rules.stages.slice(index)) {
    if (stage.when && !holds(draft.state, stage.when)) {
      draft.emit({ type: 'stage-skipped', stage: stage.key });
      continue;
    }
    draft.emit({ type: 'stage-entered', stage: stage.key });
    onEntry?.(stage);
    planMilestones(draft, stage);
    advance(draft);
    return;
  }
  closeCase(draft, rules.outcomes.find(({ when }) => holds(draft.state, when))?.outcome ?? travelled);
}

/** Enters the stage that was asked for, and refuses where its condition would lead past it. */
export function enterExactly(draft: Draft, index: number, onEntry?: OnEntry): void {
  const stage = draft.definition.rules.stages[index];
  if (!stage) return refuse('stage.unknown');
  if (stage.when && !holds(draft.state, stage.when)) refuse('stage.not-applicable', stage.key);
  enterFrom(draft, index, onEntry);
}

/** Leaves a stage and goes on to the next. */
export function leaveStage(draft: Draft, stage: StageRule, outcome: string, onEntry?: OnEntry): void {
  draft.emit({ type: 'stage-left', stage: stage.key, outcome });
  enterFrom(draft, draft.definition.rules.stages.findIndex(({ key }) => key === stage.key) + 1, onEntry);
}

/** Does whatever a settlement makes possible: opens dependants, asks for the approval, or leaves the stage. */
export function advance(draft: Draft): void {
  const stage = stageRule(draft.definition.rules, draft.state.stage);
  if (!stage) return;
  openReadyTasks(draft, stage);
  const settled =
    stage.tasks.every(({ key }) => isSettled(draft.state, key)) &&
    conditionsSettled(draft.state, stage) &&
    milestonesSettled(draft, stage);
  if (!settled) return;
  if (!stage.approval) leaveStage(draft, stage, 'completed');
  // Only what a return opened again is missing while the question is open.
  else if (!isAsked(draft.state, stage.approval)) askApproval(draft, stage, stage.approval, {});
}

/** How a question differs from the first of its kind. */
interface Asking {
  readonly deferred?: true;
  readonly rank?: number;
}

/** Asks for a decision, again after a deferral. */
export function askApproval(draft: Draft, stage: StageRule, rule: ApprovalRule, asking: Asking): void {
  const deferred = asking.deferred === true;
  const due = deferred ? (rule.defer ?? rule.due) : rule.due;
  ask(draft, stage.key, rule, due, {
    deferred,
    ...(asking.rank === undefined ? {} : { rank: asking.rank }),
  });
}

/** Asks whether a due date may move. */
export function askExtension(
  draft: Draft,
  stage: string,
  rule: Pick<ApprovalRule, 'key' | 'decider' | 'due'>,
  extension: ExtensionRequest,
): void {
  ask(draft, stage, rule, rule.due, { deferred: false, extension });
}

function ask(
  draft: Draft,
  stage: string,
  rule: Pick<ApprovalRule, 'key' | 'decider' | 'voices'>,
  due: DueRule,
  about: { readonly deferred: boolean; readonly rank?: number; readonly extension?: ExtensionRequest },
): void {
  const { key } = rule;
  const round = nextRound(Object.values(draft.state.approvals), key);
  const id = `${draft.state.reference}.${key}.${round}`;
  const parties = voicesOf(rule).flatMap(({ from }) => from);
  draft.emit({
    type: 'approval-asked',
    id,
    key,
    stage,
    round,
    ...draft.due(due, id, parties),
    ...about,
  });
  invite(draft, id);
}

/** Makes a task of each condition that an approval set; call it in the stage that has to meet them. */
export function openConditions(
  draft: Draft,
  stage: StageRule,
  approval: { readonly id: string; readonly rule: ApprovalRule },
  conditions: readonly ConditionFact[],
): void {
  const { conditions: rule, key: approvalKey } = approval.rule;
  if (!rule) return;
  for (const { date } of conditions) {
    const number = Object.values(draft.state.tasks).filter(
      ({ condition, key }) =>
        condition !== undefined && key.startsWith(conditionKey(approvalKey, 0).slice(0, -1)),
    ).length;
    const key = conditionKey(approvalKey, number + 1);
    const id = `${draft.state.reference}.${key}.1`;
    const planned = draft.dueOn(date, id, [rule.assignee]);
    draft.emit({
      type: 'task-opened',
      id,
      key,
      stage: stage.key,
      round: 1,
      ...planned,
      condition: approval.id,
    });
    invite(draft, id);
  }
}

function isAsked(state: CaseState, rule: ApprovalRule): boolean {
  return Object.values(state.approvals).some(({ key, status }) => key === rule.key && status === 'open');
}

function isSettled(state: CaseState, key: string): boolean {
  const status = currentRound(state, key)?.status;
  return status === 'done' || status === 'waived';
}

function conditionsSettled(state: CaseState, stage: StageRule): boolean {
  return Object.values(state.tasks).every(
    (task) => task.condition === undefined || task.stage !== stage.key || task.status !== 'open',
  );
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
  const planned = draft.due(rule.due, id, [rule.assignee]);
  draft.emit({ type: 'task-opened', id, key, stage: stage.key, round, ...planned });
  invite(draft, id);
}
