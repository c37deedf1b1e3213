import { refuse, type Draft } from '../draft.js';
import { checkedFacts } from '../facts.js';
import { stageRule, taskRule } from '../lookup.js';
import { checkEvidence, followMilestone } from '../milestones.js';
import type { ActCommand } from '../model/index.js';
import { advance } from '../path.js';
import { byOf, requireAssigned, requireOpen } from './guards.js';

/** Completes a task and does everything that follows from it. Who may act is checked before what they said. */
export function completeTask(draft: Draft, command: Extract<ActCommand, { type: 'complete-task' }>): void {
  requireOpen(draft);
  const { rules } = draft.definition;
  const task = Object.hasOwn(draft.state.tasks, command.task) ? draft.state.tasks[command.task] : undefined;
  const rule = task && taskRule(rules, task);
  const stage = task && stageRule(rules, task.stage);
  // An unknown id is the client's own text: it is not repeated (I8).
  if (!task || !rule || !stage) return refuse('task.unknown');
  if (task.status !== 'open') refuse('task.not-open', task.id);
  requireAssigned(draft, command.actor, rule.assignee, rule.exclude, task.id);
  const facts = checkedFacts(draft.state, rule, command.facts);
  checkEvidence(draft, task, facts);
  if (command.documents < (rule.documents ?? 0)) refuse('task.documents-missing', task.id);
  draft.emit({ type: 'task-completed', id: task.id, facts, by: byOf(command.actor) });
  followMilestone(draft, stage, task, facts);
  advance(draft);
}
