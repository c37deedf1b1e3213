import { voicesOf } from '../approval-rules.js';
import { isCompany } from '../lookup.js';
import type { Exclusion, Party } from '../model/index.js';
import type { Path, Report } from './problem.js';
import type { Survey } from './survey.js';

/** Four-eyes rules must name real tasks and leave somebody who may act (I3). */
export function checkExclusions({ tasks, approvals }: Survey, report: Report): void {
  for (const { rule, path } of tasks) check(rule.exclude, [[rule.assignee]], [...path, 'exclude']);
  for (const { rule, path } of approvals)
    check(
      rule.exclude,
      voicesOf(rule).map(({ from }) => from),
      [...path, 'exclude'],
    );

  /** Each entry of `needed` needs somebody of one of its parties. */
  function check(exclusion: Exclusion | undefined, needed: readonly (readonly Party[])[], path: Path): void {
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
        'contact' in task.rule.assignee &&
        needed.some(isCompany)
      ) {
        report(
          [...path, 'tasks', index],
          'exclusion.unsatisfiable',
          `All contacts belong to the case's own organisation: nobody is left once "${key}" is done.`,
          'Exclude by person only, or let another party act.',
        );
      } else if (needed.some((parties) => isKeptOut(parties, task.rule.assignee, exclusion))) {
        report(
          [...path, 'tasks', index],
          'exclusion.unsatisfiable',
          `Whoever does "${key}" is the only one who could act here.`,
          'Name somebody else, or a role that several people hold.',
        );
      }
    }
  }
}

/** Whether everyone named is kept out for certain: a person or an organisation that does the excluded task itself. */
function isKeptOut(parties: readonly Party[], author: Party, { by }: Exclusion): boolean {
  return parties.every(
    (party) =>
      ('person' in party && 'person' in author && party.person === author.person) ||
      (by.includes('organisation') &&
        'organisation' in party &&
        'organisation' in author &&
        party.organisation === author.organisation),
  );
}
