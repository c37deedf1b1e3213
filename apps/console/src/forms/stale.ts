import type { FormDefinition, TypedAnswers } from '#libs/definitions';
import { encodeAnswers } from './form-encoding.js';

/** Keys of the fields that two versions of a form answer differently; empty rows and boxes count as nothing. */
export function differingFields(
  form: FormDefinition,
  typed: TypedAnswers,
  stored: TypedAnswers,
): readonly string[] {
  return form.fields
    .filter((field) => {
      const one = { ...form, fields: [field] };
      return fingerprint(one, typed) !== fingerprint(one, stored);
    })
    .map(({ key }) => key);
}

/** Name of the radio buttons that say which of two values a field keeps. */
export function chooserName(field: string): string {
  return `choose.${field}`;
}

/** Typed answers with the stored value wherever the reader chose it. */
export function settleChoices(
  form: FormDefinition,
  body: Readonly<Record<string, unknown>>,
  typed: TypedAnswers,
  stored: TypedAnswers,
): TypedAnswers {
  const kept = form.fields.flatMap(({ key }) => {
    const value = body[chooserName(key)] === 'stored' ? stored[key] : typed[key];
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(kept);
}

/** Whether the body makes such a choice at all. */
export function choosesStored(form: FormDefinition, body: Readonly<Record<string, unknown>>): boolean {
  return form.fields.some(({ key }) => body[chooserName(key)] === 'stored');
}

function fingerprint(form: FormDefinition, answers: TypedAnswers): string {
  return JSON.stringify(encodeAnswers(form, answers));
}
