import type { Exclusion, Party } from '../model/index.js';
import type { Path, Report } from './problem.js';
import type { Survey } from './survey.js';

/** Four-eyes rules must name real tasks and leave somebody who may act (I3). */
export function checkExclusions({ tasks, approvals }: Survey, report: Report): void {
  for (const { rule, path } of tasks) check(rule.exclude, rule.assignee, [...path, 'exclude']);
  for (const { rule, path } of approvals) check(rule.exclude, rule.decider, [...path, 'exclude']);

  function check(exclusion: Exclusion | undefined, party: Party, path: Path): void {
    if (!exclusion) return;
    if (exclusion.tasks.length === 0 || exclusion.by.length === 0) {
      report(path, 'exclusion.empty', 'This excludes nobody.', 'Name tasks and "by", or remove it.');
    }
    for (const [index, key] of exclusion.tasks.entries()) {
      const task = tasks.find(({ rule }) => rule.key === key);
      if (!task) {
        report(
          [...path, 'tasks', index],
          'exclusion.unknown',
          `"${key}" is no task.`,
          'Name a task of the path.',
        );
      } else if (
        exclusion.by.includes('organisation') &&
        'contact' in party &&
        'contact' in task.rule.assignee
      ) {
        report(
          [...path, 'tasks', index],
          'exclusion.unsatisfiable',
          `All contacts belong to the case's own organisation: nobody is left once "${key}" is done.`,
          'Exclude by person only, or let another party act.',
        );
      }
    }
  }
}
