import { conditionedApproval, conditionForm } from './condition-form.js';
import type { FormDefinition, RowAnswer, RowsField, Answers } from './form-model.js';
import { pick } from './localised.js';
import type { CaseDefinition, ItemTexts, TaskTexts } from './model.js';

/** `sme-cleaner-production@1`: how a case names the definition it follows. */
export function definitionKey(key: string, version: number): string {
  return `${key}@${version}`;
}

/** Key in the definition of a task or approval as it runs: `evidence-m2` follows the template `evidence`. */
export function templateKey(definition: CaseDefinition, itemKey: string): string | undefined {
  if (Object.hasOwn(definition.items, itemKey)) return itemKey;
  const templates = definition.rules.stages.flatMap(({ milestones }) =>
    milestones ? [milestones.evidence.key, milestones.verification.key] : [],
  );
  return templates
    .filter((key) => itemKey.startsWith(`${key}-`))
    .sort((left, right) => right.length - left.length)[0];
}

/** Key of the milestone whose task this is (`m2` for `evidence-m2`), or undefined. */
export function milestoneOf(definition: CaseDefinition, itemKey: string): string | undefined {
  const template = templateKey(definition, itemKey);
  return template === undefined || template === itemKey ? undefined : itemKey.slice(template.length + 1);
}

/** Words and shown tasks of a task or approval by its key as it runs; undefined for a key the definition does not know. */
export function itemOf(definition: CaseDefinition, itemKey: string): ItemTexts | undefined {
  const key = templateKey(definition, itemKey);
  return key === undefined ? undefined : definition.items[key];
}

/** The form of a task by its key as it runs, a condition's included; undefined for approvals and unknown keys. */
export function formOf(definition: CaseDefinition, taskKey: string): FormDefinition | undefined {
  const form = itemOf(definition, taskKey)?.form;
  if (form !== undefined) return definition.forms[form];
  return conditionedApproval(definition, taskKey) === undefined ? undefined : conditionForm;
}

/**
 * Title, why and help of a stage, task or approval in one language; a condition's are its approval's; the key itself as the title of something the
 * definition does not know, so that a mail or page never fails for want of words.
 */
export function textsOf(definition: CaseDefinition, itemKey: string, language: string): TaskTexts {
  const item = itemOf(definition, itemKey);
  if (item) {
    return {
      title: pick(item.title, language),
      why: pick(item.why, language),
      help: item.help ? pick(item.help, language) : null,
    };
  }
  const approval = conditionedApproval(definition, itemKey);
  if (approval !== undefined) return { ...textsOf(definition, approval, language), help: null };
  const stage = definition.stages[itemKey];
  return { title: stage ? pick(stage, language) : itemKey, why: '', help: null };
}

/** Words of the outcome a case closed with. */
export function outcomeText(definition: CaseDefinition, outcome: string, language: string): string {
  const words = definition.outcomes[outcome];
  return words ? pick(words, language) : outcome;
}

/**
 * The rows that a `rows` field with `from` offers, joined along the chain: a row of the plan also has the columns that the
 * expert wrote for the same key. `answersOf` gives the latest stored answers of a task by its key. Without `from`: none.
 */
export function sourceRows(
  definition: CaseDefinition,
  field: RowsField,
  answersOf: (taskKey: string) => Answers | undefined,
): readonly RowAnswer[] {
  if (!field.from) return [];
  const { from } = field;
  const source = formOf(definition, from.task)?.fields.find((candidate) => candidate.key === from.field);
  const stored = answersOf(from.task)?.[from.field];
  if (source?.type !== 'rows' || !Array.isArray(stored)) return [];
  const earlier = new Map(sourceRows(definition, source, answersOf).map((row) => [row.key, row]));
  return (stored as readonly RowAnswer[]).map((row) => ({ ...earlier.get(row.key), ...row }));
}
