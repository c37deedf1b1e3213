import { localDateAt } from './business-time.js';
import { refuse, type Draft, type Planned } from './draft.js';
import { closeOutFrom } from './due.js';
import { factOf, isMeasures } from './conditions.js';
import {
  milestoneOutcomes,
  type Facts,
  type LocalDate,
  type MilestoneOutcome,
  type MilestoneRule,
  type StageRule,
  type TaskRule,
  type TaskState,
} from './model/index.js';
import { invite } from './notices.js';
import { nextRound } from './rework.js';
import { ruleKeyOf } from './task-rules.js';

/** Makes a milestone of each measure of the approved plan and asks for its evidence. */
export function planMilestones(draft: Draft, stage: StageRule): void {
  const { milestones } = stage;
  if (!milestones) return;
  const fact = factOf(draft.state, milestones.from);
  const plan = isMeasures(fact) ? fact : [];
  // After a reopening the plan may have shrunk: what it leaves out is nobody's task any more.
  for (const { key, status } of Object.values(draft.state.milestones)) {
    if (status === 'settled' || plan.some((measure) => measure.key === key)) continue;
    draft.emit({ type: 'milestone-settled', key, outcome: 'abandoned' });
  }
  const fallback = closeOutFrom(draft.definition.settings);
  for (const measure of plan) {
    // A measure without a date is due when the programme starts to close out.
    const date = measure.date ?? fallback;
    draft.emit({ type: 'milestone-planned', key: measure.key, date });
    openFor(draft, stage, milestones.evidence, measure.key, date);
  }
}

/** Whether every milestone of the stage has its outcome. */
export function milestonesSettled(draft: Draft, stage: StageRule): boolean {
  return (
    !stage.milestones || Object.values(draft.state.milestones).every(({ status }) => status === 'settled')
  );
}

/** Refuses evidence that contradicts itself: a postponement needs a day still to come. */
export function checkEvidence(draft: Draft, task: TaskState, facts: Facts): void {
  if (task.milestone === undefined || facts['outcome'] !== 'postponed') return;
  const date = facts['date'];
  if (typeof date !== 'string') refuse('facts.missing', 'date');
  if (date <= localDateAt(draft.definition.calendar, draft.now)) refuse('facts.invalid', 'date');
}

/** What the completion of an evidence or verification task means for its milestone. */
export function followMilestone(draft: Draft, stage: StageRule, task: TaskState, facts: Facts): void {
  const rule = stage.milestones;
  const key = task.milestone;
  const milestone = key === undefined ? undefined : draft.state.milestones[key];
  if (!rule || !milestone) return;
  if (ruleKeyOf(task) === rule.evidence.key) {
    followEvidence(draft, stage, rule, milestone.key, facts);
  } else if (facts['verified'] === 'yes') {
    draft.emit({
      type: 'milestone-settled',
      key: milestone.key,
      outcome: milestone.outcome ?? 'implemented',
    });
  } else {
    draft.emit({ type: 'milestone-refused', key: milestone.key });
    openFor(draft, stage, rule.evidence, milestone.key, milestone.date);
  }
}

function followEvidence(
  draft: Draft,
  stage: StageRule,
  rule: MilestoneRule,
  key: string,
  facts: Facts,
): void {
  const outcome = milestoneOutcomes.find((each) => each === facts['outcome']) ?? 'abandoned';
  const date = facts['date'];
  if (isClaim(outcome)) {
    draft.emit({ type: 'milestone-reported', key, outcome });
    openFor(draft, stage, rule.verification, key, draft.state.milestones[key]?.date);
  } else if (
    outcome === 'postponed' &&
    typeof date === 'string' &&
    date <= closeOutFrom(draft.definition.settings)
  ) {
    draft.emit({ type: 'milestone-postponed', key, date });
    openFor(draft, stage, rule.evidence, key, date, (id) => draft.dueOn(date, id, [rule.evidence.assignee]));
  } else {
    draft.emit({ type: 'milestone-settled', key, outcome });
  }
}

/** Claims need someone else's eyes; giving up or waiting does not. */
function isClaim(outcome: MilestoneOutcome): boolean {
  return outcome === 'implemented' || outcome === 'partly' || outcome === 'done-before';
}

function openFor(
  draft: Draft,
  stage: StageRule,
  rule: TaskRule,
  milestone: string,
  plan: LocalDate | undefined,
  dueAt: (id: string) => Planned = (id) => draft.due(rule.due, id, [rule.assignee], plan),
): void {
  const key = `${rule.key}-${milestone}`;
  const round = nextRound(Object.values(draft.state.tasks), key);
  const id = `${draft.state.reference}.${key}.${round}`;
  draft.emit({ type: 'task-opened', id, key, stage: stage.key, round, ...dueAt(id), milestone });
  invite(draft, id);
}
