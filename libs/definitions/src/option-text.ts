import type { ColumnField, FormField } from './form-model.js';
import { formOf } from './lookups.js';
import { pick } from './localised.js';
import type { CaseDefinition } from './model.js';

/** Words of a chosen option, by its task, field and, of a field of rows, column; the option's key where nobody knows it. */
export function optionText(
  definition: CaseDefinition,
  path: readonly [task: string, field: string, column?: string],
  option: string,
  language: string,
): string {
  const [task, key, column] = path;
  const field: FormField | undefined = formOf(definition, task)?.fields.find((one) => one.key === key);
  const chosen: FormField | ColumnField | undefined =
    column !== undefined && field?.type === 'rows' ? field.columns.find((one) => one.key === column) : field;
  const found = chosen?.type === 'choice' ? chosen.options.find((one) => one.key === option) : undefined;
  return found ? pick(found.label, language) : option;
}
