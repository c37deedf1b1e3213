import { conditionKey, extensionKey } from '#libs/domain';
import type { FormDefinition } from './form-model.js';
import { languages, pick, type Language, type Localised } from './localised.js';
import type { CaseDefinition, ItemTexts } from './model.js';

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
  title: { fr: 'Condition remplie', en: 'Condition met', ar: 'استيفاء الشرط', es: 'Condición cumplida' },
  fields: [
    {
      type: 'paragraph',
      key: 'done',
      label: {
        fr: 'Ce qui a été fait',
        en: 'What has been done',
        ar: 'ما تم إنجازه',
        es: 'Lo que se ha hecho',
      },
      required: true,
      maxLength: 4000,
    },
    {
      type: 'files',
      key: 'evidence',
      label: { fr: 'Justificatifs', en: 'Evidence', ar: 'وثائق الإثبات', es: 'Justificantes' },
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
    title: worded(approval, {
      fr: (title) => `Condition ${number} : ${title}`,
      ar: (title) => `الشرط ${number}: ${title}`,
      en: (title) => `Condition ${number}: ${title}`,
      es: (title) => `Condición ${number}: ${title}`,
    }),
    why: {
      fr: 'La décision a été prise sous cette condition. Dites-nous ce qui a été fait.',
      ar: 'اتُّخذ القرار بهذا الشرط. أخبرونا بما تم إنجازه.',
      en: 'The decision was taken on this condition. Tell us what was done.',
      es: 'La decisión se tomó con esta condición. Díganos qué se hizo.',
    },
    shows: [],
  };
}

/** Words of a request for more time; `milestone` names the measure that the task is about. */
export function extensionTexts(task: Localised, milestone?: string): ItemTexts {
  const suffix = milestone === undefined ? '' : ` (${milestone})`;
  return {
    title: worded(task, {
      fr: (title) => `Demande de délai : ${title}${suffix}`,
      ar: (title) => `طلب مهلة إضافية: ${title}${suffix}`,
      en: (title) => `More time asked for: ${title}${suffix}`,
      es: (title) => `Solicitud de más plazo: ${title}${suffix}`,
    }),
    why: {
      fr: 'On vous demande de déplacer cette échéance. Accordez le nouveau délai ou refusez-le : sans réponse, rien ne bouge.',
      ar: 'يُطلب منكم تأجيل هذا الأجل. امنحوا المهلة الجديدة أو ارفضوها: دون جواب لا يتغير شيء.',
      en: 'You are asked to move this due date. Grant the new date or refuse it: without an answer nothing moves.',
      es: 'Se le pide cambiar este plazo. Conceda la nueva fecha o recházela: sin respuesta, nada cambia.',
    },
    shows: [],
  };
}

function worded(title: Localised, forms: Readonly<Record<Language, (title: string) => string>>): Localised {
  return Object.fromEntries(languages.map((language) => [language, forms[language](pick(title, language))]));
}
