import type { FormDefinition, FormField } from '#libs/definitions';

/** Minutes a field takes someone who has the figures at hand: rough, rounded up, and never precise to the minute. */
function minutesOf(field: FormField): number {
  switch (field.type) {
    case 'text':
    case 'number':
    case 'choice':
    case 'date':
    case 'confirmation':
      return 1;
    case 'signature':
      return 2;
    case 'paragraph':
    case 'files':
      return 4;
    case 'months':
      return 6 * field.series.length;
    case 'rows':
      return 3 * field.columns.length;
  }
}

/** What a form will take, as a person would say it: 5, 10, 15, 20, 30, 45, then whole half hours. */
export function estimateMinutes(form: FormDefinition): number {
  const sum = form.fields.reduce((minutes, field) => minutes + minutesOf(field), 2);
  return [5, 10, 15, 20, 30, 45].find((said) => sum <= said) ?? Math.ceil(sum / 30) * 30;
}

/** Minutes to read a case and decide on it. */
export const minutesToDecide = 15;
