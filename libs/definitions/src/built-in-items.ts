import { conditionKey, extensionKey } from '#libs/domain';
import type { FormDefinition } from './form-model.js';
import { pick, type Localised } from './localised.js';
import type { CaseDefinition, ItemTexts } from './model.js';
import { ownWords } from './own-words.js';

/** Something that runs without an entry in the definition: the core makes it from an approval's or a task's rule. */
export type BuiltInItem =
  /** The `number`th condition that an approval was given on. */
  | { readonly kind: 'condition'; readonly approval: string; readonly number: number }
  /** A request for more time for a task. */
  | { readonly kind: 'extension'; readonly task: string };

/** What an item is that the core made itself; undefined for one that the definition has, and for a key nobody knows. */
export function builtInItem(
  { rules }: Pick<CaseDefinition, 'rules'>,
  itemKey: string,
): BuiltInItem | undefined {
  const number = Number(/-(\d+)$/.exec(itemKey)?.[1] ?? 0);
  const approval = rules.stages
    .flatMap((stage) => stage.approval ?? [])
    .find(({ key, conditions }) => conditions !== undefined && itemKey === conditionKey(key, number));
  if (approval) return { kind: 'condition', approval: approval.key, number };
  const start = extensionKey('');
  return itemKey.startsWith(start) ? { kind: 'extension', task: itemKey.slice(start.length) } : undefined;
}

/** What is asked of whoever meets a condition: to say what was done, and to show it where that helps. */
export const conditionForm: FormDefinition = {
  key: 'condition',
  title: ownWords.inAll('condition.form'),
  fields: [
    {
      type: 'paragraph',
      key: 'done',
      label: ownWords.inAll('condition.done'),
      required: true,
      maxLength: 4000,
    },
    {
      type: 'files',
      key: 'evidence',
      label: ownWords.inAll('condition.evidence'),
      required: false,
      min: 1,
      max: 10,
      accept: ['pdf', 'image', 'spreadsheet', 'document'],
    },
  ],
  insteadOf: [],
};

/** Words of a condition; what it asks for stands in the act that set it (see `textsOf`). */
export function conditionTexts(approval: Localised, number: number): ItemTexts {
  return {
    title: ownWords.inAll('condition.title', (language) => ({ number, title: pick(approval, language) })),
    why: ownWords.inAll('condition.why'),
    shows: [],
  };
}

/** Words of a request for more time; `milestone` names the measure that the task is about. */
export function extensionTexts(task: Localised, milestone?: string): ItemTexts {
  const suffix = milestone === undefined ? '' : ` (${milestone})`;
  return {
    title: ownWords.inAll('extension.title', (language) => ({ title: `${pick(task, language)}${suffix}` })),
    why: ownWords.inAll('extension.why'),
    shows: [],
  };
}
