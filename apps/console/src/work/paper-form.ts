import { filedDocuments } from '#libs/cases';
import { fileKinds, type FilesField, type FormDefinition } from '#libs/definitions';

const papers: Omit<FilesField, 'label'> = {
  key: filedDocuments,
  type: 'files',
  required: false,
  min: 0,
  max: 20,
  accept: [...fileKinds],
};

/** A task's form with a line before it for the paper, photo or screenshot that its answers were taken from. */
export function withSources(form: FormDefinition): FormDefinition {
  const label = {
    fr: 'La source : photo du papier, capture de l’échange',
    en: 'The source: a photo of the paper, a screenshot of the message',
  };
  return { ...form, fields: [{ ...papers, label }, ...form.fields] };
}

/** Papers that arrived outside, to be filed with a task. */
export const paperForm: FormDefinition = {
  key: 'papers',
  title: { fr: 'Documents', en: 'Documents' },
  fields: [{ ...papers, required: true, label: { fr: 'Documents', en: 'Documents' } }],
  insteadOf: [],
};
