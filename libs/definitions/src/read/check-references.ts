import type { FactRule } from '#libs/domain';
import type { FormDefinition, RowsField } from '../form-model.js';
import type { DefinitionDocument } from './document.js';
import { approvalsOf, tasksOf } from './document-items.js';
import type { NodePath, Report } from './yaml-source.js';

/** Outcomes the core itself can close a case with; a definition must have words for them. */
const ownOutcomes = ['completed', 'withdrawn', 'terminated'];

type Forms = Readonly<Record<string, FormDefinition>>;

/** What is wrong between the parts of a definition: tasks and their forms, rows taken from elsewhere, outcomes. */
export function checkReferences(document: DefinitionDocument, forms: Forms, report: Report): void {
  checkItems(document, forms, report);
  checkOutcomes(document, report);
  checkRowSources(document, forms, report);
}

/** The same fact set by two forms must mean the same thing. */
export function checkFactTypes(facts: Readonly<Record<string, readonly FactRule[]>>, report: Report): void {
  const first = new Map<string, { form: string; type: string }>();
  for (const [form, rules] of Object.entries(facts)) {
    for (const { key, type } of rules) {
      const earlier = first.get(key);
      if (!earlier) first.set(key, { form, type });
      else if (earlier.type !== type) {
        report(
          ['forms', form],
          'fact.type',
          `The fact "${key}" is a ${type} here and a ${earlier.type} in "${earlier.form}".`,
          'Give one of the two facts another name.',
        );
      }
    }
  }
}

function checkItems(document: DefinitionDocument, forms: Forms, report: Report): void {
  const tasks = tasksOf(document);
  const known = tasks.map(({ task }) => task.key);
  const used = new Set<string>();
  for (const { task, path } of tasks) {
    const form = forms[task.form];
    used.add(task.form);
    if (!form) {
      report(
        [...path, 'form'],
        'form.unknown',
        `There is no form "${task.form}".`,
        `Add it under \`forms\`, or name one of: ${Object.keys(forms).join(', ')}.`,
      );
    } else if (task.documents !== undefined) {
      const room = form.fields.reduce((sum, field) => sum + (field.type === 'files' ? field.max : 0), 0);
      if (room < task.documents) {
        report(
          [...path, 'documents'],
          'form.no-files',
          `The form "${task.form}" takes ${room} documents, but the task needs ${task.documents}.`,
          'Add a field of `type: files` to the form, or raise its `max`.',
        );
      }
    }
    const template = tasks.find((other) => other.milestone && task.key.startsWith(`${other.task.key}-`));
    if (template) {
      report(
        [...path, 'key'],
        'key.ambiguous',
        `"${task.key}" could be read as a milestone of "${template.task.key}".`,
        `Choose a key that does not begin with "${template.task.key}-".`,
      );
    }
  }
  for (const { shows, path } of [
    ...tasks.map(({ task, path }) => ({ shows: task.shows, path })),
    ...approvalsOf(document).map(({ approval, path }) => ({ shows: approval.shows, path })),
  ]) {
    shows?.forEach((key, index) => {
      if (!known.includes(key)) {
        report(
          [...path, 'shows', index],
          'task.unknown',
          `There is no task "${key}" to show.`,
          `Name one of: ${known.join(', ')}.`,
        );
      }
    });
  }
  for (const key of Object.keys(forms).filter((candidate) => !used.has(candidate))) {
    report(
      ['forms', key],
      'form.unused',
      `No task uses the form "${key}".`,
      'Remove it, or name it in a task.',
    );
  }
}

function checkOutcomes(document: DefinitionDocument, report: Report): void {
  const named = document.outcomes.map(({ key }) => key);
  for (const { approval, path } of approvalsOf(document)) {
    if (typeof approval.reject === 'object' && !named.includes(approval.reject.closes)) {
      const { closes } = approval.reject;
      report(
        [...path, 'reject', 'closes'],
        'outcome.unknown',
        `There is no outcome "${closes}".`,
        `Add it under \`outcomes\` with its title, or name one of: ${named.join(', ')}.`,
      );
    }
  }
  for (const key of ownOutcomes.filter((own) => !named.includes(own))) {
    report(
      ['outcomes'],
      'outcome.missing',
      `A case can end as "${key}", but there are no words for it.`,
      `Add \`{key: ${key}, title: …}\` to \`outcomes\`.`,
    );
  }
  named.forEach((key, index) => {
    if (named.indexOf(key) !== index) {
      report(
        ['outcomes', index, 'key'],
        'outcome.duplicate',
        `The outcome "${key}" stands here twice.`,
        'Remove one of the two, or join their conditions with `any`.',
      );
    }
  });
}

function checkRowSources(document: DefinitionDocument, forms: Forms, report: Report): void {
  for (const form of Object.values(forms)) {
    form.fields.forEach((field, index) => {
      if (field.type === 'rows' && field.from)
        checkRowSource(document, forms, field, ['forms', form.key, 'fields', index, 'from'], report);
    });
  }
}

function checkRowSource(
  document: DefinitionDocument,
  forms: Forms,
  field: RowsField,
  path: NodePath,
  report: Report,
): void {
  const columns = sourceColumns(document, forms, field, new Set());
  if (!columns) {
    const offered = tasksOf(document).flatMap(({ task }) =>
      (forms[task.form]?.fields ?? [])
        .filter((other) => other.type === 'rows' && other !== field)
        .map((other) => `{task: ${task.key}, field: ${other.key}}`),
    );
    report(
      path,
      'form.rows-source',
      `"${field.from?.task ?? ''}" has no rows "${field.from?.field ?? ''}" to take.`,
      `Name one of: ${offered.join(', ')}.`,
    );
    return;
  }
  field.from?.shows.forEach((key, index) => {
    if (!columns.includes(key)) {
      report(
        [...path, 'shows', index],
        'form.rows-column',
        `Those rows have no column "${key}".`,
        `Name one of: ${columns.join(', ')}.`,
      );
    }
  });
}

/** Columns of the rows a field takes, with those that its source takes itself; undefined where there is no such source. */
function sourceColumns(
  document: DefinitionDocument,
  forms: Forms,
  field: RowsField,
  seen: Set<RowsField>,
): string[] | undefined {
  const { from } = field;
  if (!from || seen.has(field)) return undefined;
  seen.add(field);
  const task = tasksOf(document).find((candidate) => candidate.task.key === from.task)?.task;
  const source = task && forms[task.form]?.fields.find((candidate) => candidate.key === from.field);
  if (source?.type !== 'rows') return undefined;
  const own = source.columns.map((column) => column.key);
  return source.from ? [...(sourceColumns(document, forms, source, seen) ?? []), ...own] : own;
}
