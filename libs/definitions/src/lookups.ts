import { builtInItem, conditionForm, conditionTexts, extensionTexts } from './built-in-items.js';
import type { FormDefinition, RowAnswer, RowsField, Answers } from './form-model.js';
import { pick } from './localised.js';
import type { CaseDefinition, ItemTexts, TaskTexts } from './model.js';

/** `sme-cleaner-production@1`: how a case names the definition it follows. */
export function definitionKey(key: string, version: number): string {
  return `${key}@${version}`;
}

/** The newest version of a definition: what new cases open with. */
export function newestOf(
  definitions: ReadonlyMap<string, CaseDefinition>,
  key: string,
): CaseDefinition | undefined {
  return [...definitions.values()]
    .filter((definition) => definition.key === key)
    .sort((left, right) => right.version - left.version)[0];
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

/**
 * Words and shown tasks of a task or approval by its key as it runs, also of one that the core made itself; undefined for a
 * key nobody knows.
 */
export function itemOf(definition: CaseDefinition, itemKey: string): ItemTexts | undefined {
  const key = templateKey(definition, itemKey);
  if (key !== undefined) return definition.items[key];
  const builtIn = builtInItem(definition, itemKey);
  if (!builtIn) return undefined;
  const about = itemOf(definition, builtIn.kind === 'condition' ? builtIn.approval : builtIn.task);
  if (!about) return undefined;
  return builtIn.kind === 'condition'
    ? conditionTexts(about.title, builtIn.number)
    : extensionTexts(about.title, milestoneOf(definition, builtIn.task));
}

/** The form of a task by its key as it runs, a condition's included; undefined for approvals and unknown keys. */
export function formOf(definition: CaseDefinition, taskKey: string): FormDefinition | undefined {
  if (builtInItem(definition, taskKey)?.kind === 'condition') return conditionForm;
  const form = itemOf(definition, taskKey)?.form;
  return form === undefined ? undefined : definition.forms[form];
}

/**
 * Title, why and help of a stage, task or approval in one language; the key itself as the title of something the
 * definition does not know, so that a mail or page never fails for want of words. `condition` has the words of the act
 * that set a condition, where this is one and they are known.
 */
export function textsOf(
  definition: CaseDefinition,
  itemKey: string,
  language: string,
  condition?: string,
): TaskTexts {
  const item = itemOf(definition, itemKey);
  if (item) {
    const texts = {
      title: pick(item.title, language),
      why: pick(item.why, language),
      help: item.help ? pick(item.help, language) : null,
    };
    return condition === undefined ? texts : asked(texts, condition);
  }
  const stage = definition.stages[itemKey];
  return { title: stage ? pick(stage, language) : itemKey, why: '', help: null };
}

/** What a stage is called; its key where the definition does not know it. */
export function stageText(definition: CaseDefinition, stage: string, language: string): string {
  const words = definition.stages[stage];
  return words ? pick(words, language) : stage;
}

/** Longest title that still reads as one in a list and in the subject of a mail. */
const longestTitle = 120;

/** A condition is called what it asks for; whole, above why it is asked, where that is too long for a title. */
function asked(texts: TaskTexts, condition: string): TaskTexts {
  const words = condition.trim().replaceAll(/\s+/g, ' ');
  if (words.length <= longestTitle) return { ...texts, title: words };
  const cut = words.slice(0, longestTitle).replace(/\s+\S*$/, '');
  return { ...texts, title: `${cut}…`, why: `${words} — ${texts.why}` };
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
