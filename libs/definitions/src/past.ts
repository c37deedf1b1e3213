import type { FormField } from './form-model.js';
import { formOf } from './lookups.js';
import type { CaseDefinition } from './model.js';

/** Stages in which a case can be entered with days and single answers: all before the first whose facts only a chain of forms can give. */
export function enterableStages(definition: CaseDefinition): readonly string[] {
  const { stages } = definition.rules;
  const chained = stages.findIndex(
    ({ tasks, milestones }) =>
      milestones !== undefined ||
      tasks.some(({ key }) => formOf(definition, key)?.fields.some(isChainedFact)),
  );
  return stages.slice(1, chained < 0 ? undefined : chained + 1).map(({ key }) => key);
}

/** The fields of a task of the past that rules stand on; null where they complete the rows of an earlier form. */
export function pastFields(definition: CaseDefinition, task: string): readonly FormField[] | null {
  const form = formOf(definition, task);
  if (!form || form.fields.some(isChainedFact)) return null;
  return form.fields.filter((field) => 'fact' in field);
}

function isChainedFact(field: FormField): boolean {
  return field.type === 'rows' && field.from !== undefined && field.fact !== undefined;
}
