import { filedDocuments } from '#libs/cases';
import { fileKinds, type FilesField, type FormDefinition } from '#libs/definitions';
import { inEveryLanguage } from '../text/messages.js';

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
  const label = inEveryLanguage('papers.source');
  return { ...form, fields: [{ ...papers, label }, ...form.fields] };
}

/** Papers that arrived outside, to be filed with a task. */
export const paperForm: FormDefinition = {
  key: 'papers',
  title: inEveryLanguage('papers.title'),
  fields: [{ ...papers, required: true, label: inEveryLanguage('papers.title') }],
  insteadOf: [],
};
