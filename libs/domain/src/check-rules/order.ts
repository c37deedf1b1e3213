import type { Report } from './problem.js';
import { prerequisites, type Survey } from './survey.js';

/** Stages, prerequisites and what approvals lead to: that the path can be travelled to its end. */
export function checkOrder({ stages, milestones }: Survey, report: Report): void {
  if (stages.length === 0) report(['stages'], 'stage.none', 'The path has no stage.', 'Add a stage.');
  for (const { rule, path } of stages) {
    if (rule.tasks.length === 0 && !rule.milestones && !rule.approval) {
      report(
        path,
        'stage.empty',
        `Stage "${rule.key}" has nothing to do.`,
        'Add a task, milestones or an approval.',
      );
    }
    for (const [position, task] of rule.tasks.entries()) {
      for (const [index, key] of task.after.entries()) {
        if (rule.tasks.some((other) => other.key === key)) continue;
        report(
          [...path, 'tasks', position, 'after', index],
          'after.unknown',
          `"${key}" is no task of stage "${rule.key}".`,
          'Name a task of the same stage; stages follow each other by themselves.',
        );
      }
      if (prerequisites(rule, task.key).has(task.key)) {
        report(
          [...path, 'tasks', position, 'after'],
          'after.cyclic',
          `"${task.key}" waits for itself.`,
          'Remove one "after" of the circle.',
        );
      }
    }
    checkApproval(rule, path, report);
  }
  for (const { path } of milestones.slice(1)) {
    report(
      path,
      'milestones.twice',
      'Milestones are made in two stages.',
      'Keep one: milestones are known by their key in the whole case.',
    );
  }
}

function checkApproval(
  { approval, tasks }: Survey['stages'][number]['rule'],
  path: readonly (string | number)[],
  report: Report,
): void {
  if (!approval) return;
  const at = [...path, 'approval'];
  const { key, outcomes, reopens } = approval;
  if (!outcomes.includes('approve')) {
    report([...at, 'outcomes'], 'approval.no-approve', `"${key}" can never be approved.`, 'Offer "approve".');
  }
  if (outcomes.includes('defer') && !approval.defer) {
    report(
      at,
      'approval.defer-missing',
      `"${key}" offers "defer" without saying until when.`,
      'Add "defer".',
    );
  }
  if (outcomes.includes('return') && reopens.length === 0) {
    report(
      at,
      'approval.reopens-missing',
      `"${key}" offers "return" but reopens nothing.`,
      'Name tasks in "reopens".',
    );
  }
  for (const [index, each] of reopens.entries()) {
    if (tasks.some((task) => task.key === each)) continue;
    report(
      [...at, 'reopens', index],
      'approval.reopens-unknown',
      `"${each}" is no task of this stage.`,
      'A return reopens tasks of its own stage only.',
    );
  }
}
