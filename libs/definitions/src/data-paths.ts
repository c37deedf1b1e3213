import type { FormField } from './form-model.js';
import { pick } from './localised.js';
import type { CaseDefinition } from './model.js';

type Definitions = readonly CaseDefinition[];

/**
 * What is wrong with a path of a data policy (`answers.<task>.<field>`, `documents.<task>.<field>`, `measures.<column>`, `*` as the
 * last part for all of a level), in words that say what to write instead; undefined where some definition knows it.
 */
export function dataPathProblem(
  definitions: Definitions,
  measureColumns: readonly string[],
  path: string,
): string | undefined {
  const [level = '', task = '', field, ...rest] = path.split('.');
  if (rest.length > 0) return `${path} has too many parts: write level.task.field.`;
  if (level === 'measures')
    return field === undefined && [...measureColumns, '*'].includes(task)
      ? undefined
      : `${path} is no column of a measure: use measures.* or one of ${measureColumns.join(', ')}.`;
  if (level !== 'answers' && level !== 'documents')
    return `${path} must begin with measures, answers or documents.`;
  if (task === '*' && field === undefined) return undefined;
  const tasks = tasksWithForms(definitions);
  if (!tasks.includes(task))
    return `No definition has a task ${task} with a form: use ${level}.* or one of ${tasks.join(', ')}.`;
  const fields = fieldsOf(definitions, task, level).map(({ key }) => key);
  if (field !== undefined && ['*', ...fields].includes(field)) return undefined;
  return fields.length === 0
    ? `The form of ${task} has no ${level}.`
    : `${path} is no field of that form: use ${level}.${task}.* or one of ${fields.join(', ')}.`;
}

/** The labels of a task's fields that a pattern of a data policy opens. */
export function labelsOpened(
  definition: CaseDefinition,
  task: string,
  pattern: string,
  language: string,
): readonly string[] {
  const [level, of, field] = pattern.split('.');
  if ((level !== 'answers' && level !== 'documents') || (of !== '*' && of !== task)) return [];
  return fieldsOf([definition], task, level)
    .filter(({ key }) => of === '*' || field === '*' || field === key)
    .map(({ label }) => pick(label, language));
}

/** One thing of a task that a data policy may open, in the words people know it by. */
export interface Openable {
  readonly path: string;
  readonly label: string;
}

/** What a data policy may open of one task: its answers and its files. */
export interface OpenableTask {
  readonly key: string;
  readonly title: string;
  readonly answers: readonly Openable[];
  readonly documents: readonly Openable[];
}

/** Every task with a form, the newest version's words first; fields that only older versions have come after. */
export function openableTasks(definitions: Definitions, language: string): readonly OpenableTask[] {
  const newestFirst = definitions.toSorted((left, right) => right.version - left.version);
  return tasksWithForms(newestFirst).map((key) => {
    const title = newestFirst.find(({ items }) => Object.hasOwn(items, key))?.items[key]?.title;
    const of = (level: 'answers' | 'documents'): readonly Openable[] => {
      const labels = new Map<string, string>();
      for (const field of fieldsOf(newestFirst, key, level))
        if (!labels.has(field.key)) labels.set(field.key, pick(field.label, language));
      return [...labels].map(([field, label]) => ({ path: `${level}.${key}.${field}`, label }));
    };
    return {
      key,
      title: title ? pick(title, language) : key,
      answers: of('answers'),
      documents: of('documents'),
    };
  });
}

function tasksWithForms(definitions: Definitions): readonly string[] {
  return [
    ...new Set(
      definitions.flatMap(({ items }) =>
        Object.entries(items).flatMap(([key, { form }]) => (form === undefined ? [] : [key])),
      ),
    ),
  ];
}

function fieldsOf(
  definitions: Definitions,
  task: string,
  level: 'answers' | 'documents',
): readonly FormField[] {
  return definitions
    .flatMap(({ items, forms }) => {
      const form = Object.hasOwn(items, task) ? items[task]?.form : undefined;
      return (form === undefined ? undefined : forms[form]?.fields) ?? [];
    })
    .filter(({ type }) => (type === 'files') === (level === 'documents'));
}
