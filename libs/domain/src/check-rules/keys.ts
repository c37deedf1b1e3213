import type { Path, Report } from './problem.js';
import type { Survey } from './survey.js';

const idPattern = /^[a-z][a-z0-9-]{0,39}$/;
const factPattern = /^[a-z][A-Za-z0-9-]{0,39}$/;
const reserved = ['incident'];
/** Keys that the core makes itself start so. */
const reservedStarts = ['extension-', 'condition-'];
const longestTitle = 120;

/** Keys are parts of ids, so they must be well-formed and unique over the whole path. */
export function checkKeys({ rules, stages, tasks, approvals, milestones }: Survey, report: Report): void {
  checkPattern([], rules.key, 'key');
  for (const name of Object.keys(rules.ladders)) checkPattern(['ladders'], name, name);

  const items = [...tasks, ...approvals];
  checkUnique(stages.map(({ rule, path }) => ({ key: rule.key, path: [...path, 'key'] })));
  checkUnique(items.map(({ rule, path }) => ({ key: rule.key, path: [...path, 'key'] })));
  for (const { rule, path } of [...stages, ...items]) checkPattern(path, rule.key, 'key');
  for (const { rule, path } of items) {
    if (reserved.includes(rule.key) || reservedStarts.some((start) => rule.key.startsWith(start))) {
      report(
        [...path, 'key'],
        'key.reserved',
        `"${rule.key}" is used in ids that are made here: of incidents, extensions and conditions.`,
        'Choose another key.',
      );
    }
  }
  for (const template of tasks.filter((task) => task.template)) {
    for (const { rule, path } of items) {
      if (!rule.key.startsWith(`${template.rule.key}-`)) continue;
      report(
        [...path, 'key'],
        'key.ambiguous',
        `"${rule.key}" may meet the key of a milestone's task, which starts with "${template.rule.key}-".`,
        'Choose a key that does not start like the milestone template.',
      );
    }
  }
  for (const { rule, path } of tasks) {
    checkUnique(rule.facts.map((fact, index) => ({ key: fact.key, path: [...path, 'facts', index, 'key'] })));
    for (const [index, fact] of rule.facts.entries()) {
      if (factPattern.test(fact.key)) continue;
      report(
        [...path, 'facts', index, 'key'],
        'key.invalid',
        `"${fact.key}" is no fact key.`,
        'Start with a small letter; go on with letters, digits and hyphens, 40 at most.',
      );
    }
  }
  for (const { rule, path } of [{ rule: rules, path: [] }, ...stages, ...items, ...milestones]) {
    if (rule.title.length <= longestTitle) continue;
    report(
      [...path, 'title'],
      'title.long',
      `A title has at most ${longestTitle} characters.`,
      'Shorten it.',
    );
  }

  function checkPattern(path: Path, key: string, field: string): void {
    if (idPattern.test(key)) return;
    report(
      [...path, field],
      'key.invalid',
      `"${key}" is no key.`,
      'Start with a small letter; go on with small letters, digits and hyphens, 40 at most.',
    );
  }

  function checkUnique(keys: readonly { readonly key: string; readonly path: Path }[]): void {
    const seen = new Set<string>();
    for (const { key, path } of keys) {
      if (seen.has(key)) {
        report(path, 'key.duplicate', `"${key}" is used twice.`, 'Rename one of the two.');
      }
      seen.add(key);
    }
  }
}
