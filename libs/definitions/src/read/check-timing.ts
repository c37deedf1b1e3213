import { roughDays, type CaseRules, type DueRule } from '#libs/domain';
import type { DefinitionDocument } from './document.js';
import { documentPath } from './rule-paths.js';
import type { NodePath, Report } from './yaml-source.js';

/** What would be over before it has begun: reminders, and ends of questions. Judged in rough days, so only the plain cases. */
export function checkTiming(document: DefinitionDocument, rules: CaseRules, report: Report): void {
  const checkLadder = (name: string, due: DueRule, path: NodePath): void => {
    const given = daysGiven(due);
    const first = rules.ladders[name]?.[0];
    if (given === undefined || first?.when !== 'before' || roughDays(first.duration) < given) return;
    const { amount, unit } = first.duration;
    report(
      documentPath(document, [...path, 'ladder']),
      'ladder.before-start',
      `"${name}" reminds ${amount} ${unit} before the due date, when this has not even been asked.`,
      'Give more time, or name a ladder that begins later.',
    );
  };
  rules.stages.forEach(({ tasks, milestones, approval }, index) => {
    const path: NodePath = ['stages', index];
    const placed = [
      ...tasks.map((task, position) => ({ task, at: [...path, 'tasks', position] })),
      ...(milestones
        ? (['evidence', 'verification'] as const).map((name) => ({
            task: milestones[name],
            at: [...path, 'milestones', name],
          }))
        : []),
    ];
    for (const { task, at } of placed) {
      checkLadder(task.ladder, task.due, at);
      if (task.extension) checkLadder(task.extension.ladder, task.extension.due, [...at, 'extension']);
    }
    if (!approval) return;
    const at = [...path, 'approval'];
    checkLadder(approval.ladder, approval.due, at);
    const given = daysGiven(approval.due);
    if (approval.expires && given !== undefined && roughDays(approval.expires.after) < given) {
      report(
        [...at, 'expires', 'after'],
        'expires.before-due',
        `"${approval.key}" expires before it is due.`,
        'Let it expire after its due date, or make it due earlier.',
      );
    }
  });
}

/** About how many days there are from the question to the due date; undefined where it counts from another date. */
function daysGiven(due: DueRule): number | undefined {
  return due.from === 'opening' ? roughDays(due.duration) : undefined;
}
