import { conditionKey } from '#libs/domain';
import type { FormDefinition } from './form-model.js';
import type { CaseDefinition } from './model.js';

/** What is handed in to meet a condition that an approval set: what it asks for stands in the decision, so its form is always this. */
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

/** Key of the approval whose condition a task's key names, or undefined. */
export function conditionedApproval(definition: CaseDefinition, taskKey: string): string | undefined {
  const number = taskKey.slice(taskKey.lastIndexOf('-') + 1);
  if (!/^[1-9]\d*$/.test(number)) return undefined;
  return definition.rules.stages
    .flatMap(({ approval }) => (approval?.conditions ? approval.key : []))
    .find((key) => conditionKey(key, Number(number)) === taskKey);
}
