import type { FactRule } from '#libs/domain';
import type { ColumnField, FieldUnit, FormDefinition, FormField, MeasuresFactSource } from '../form-model.js';
import type { FieldDocument, FormDocument, SeriesDocument } from './document.js';

/** Fills in what a form leaves to its defaults: required fields, whole numbers, 200 characters a line. */
export function compileForm(key: string, form: FormDocument): FormDefinition {
  return {
    key,
    title: form.title,
    ...(form.intro && { intro: form.intro }),
    fields: form.fields.map((field) => compileField(field)),
    insteadOf: form.insteadOf ?? [],
  };
}

/** Facts that completing a form sets; a fact of a field that may stay empty or unasked is not required. */
export function factsOf(form: FormDefinition): FactRule[] {
  return form.fields.flatMap((field): FactRule[] => {
    if (!('fact' in field)) return [];
    const required = field.required && field.when === undefined;
    switch (field.type) {
      case 'choice':
        return [
          { key: field.fact, type: 'choice', required, choices: field.options.map((option) => option.key) },
        ];
      case 'number': {
        const { min, max } = field;
        return [
          {
            key: field.fact,
            type: 'number',
            required,
            ...(min !== undefined && { min }),
            ...(max !== undefined && { max }),
          },
        ];
      }
      case 'date':
        return [{ key: field.fact, type: 'date', required }];
      case 'confirmation':
        return [{ key: field.fact, type: 'boolean', required }];
      case 'rows': {
        const { key, date, subsetOf } = field.fact;
        return [
          { key, type: 'measures', required, ...(subsetOf && { subsetOf }), ...(date && { dated: true }) },
        ];
      }
    }
  });
}

function compileField(field: FieldDocument): FormField {
  const { key, label, help, when } = field;
  const base = { key, label, ...(help && { help }), ...(when && { when }), required: field.required ?? true };
  const fact = typeof field.fact === 'string' ? { fact: field.fact } : {};
  switch (field.type) {
    case 'text':
      return { ...base, type: 'text', maxLength: field.maxLength ?? 200 };
    case 'paragraph':
      return { ...base, type: 'paragraph', maxLength: field.maxLength ?? 4000 };
    case 'number':
      return {
        ...base,
        type: 'number',
        ...(field.unit && { unit: unitOf(field.unit) }),
        ...bounds(field),
        ...fact,
      };
    case 'choice':
      return { ...base, type: 'choice', options: field.options ?? [], ...fact };
    case 'date':
      return { ...base, type: 'date', ...fact, ...(field.prefill && { prefill: field.prefill }) };
    case 'confirmation':
      return { ...base, type: 'confirmation', ...fact };
    case 'months':
      return { ...base, type: 'months', series: (field.series ?? []).map((series) => compileSeries(series)) };
    case 'rows':
      return { ...base, type: 'rows', ...compileRows(field) };
    case 'signature':
      return { ...base, type: 'signature', agreement: field.agreement ?? {} };
    case 'files':
      return {
        ...base,
        type: 'files',
        min: field.min ?? 1,
        max: field.max ?? 20,
        accept: field.accept ?? [],
      };
    default:
      throw new Error(`field type ${field.type} has passed the schema but is not compiled`);
  }
}

function compileRows(field: FieldDocument) {
  const { from } = field;
  return {
    columns: (field.columns ?? []).map((column) => compileField(column) as ColumnField),
    min: field.min ?? ((field.required ?? true) ? 1 : 0),
    max: field.max ?? 50,
    ...(from && {
      from: { task: from.task, field: from.field, shows: from.shows ?? [], all: from.all ?? false },
    }),
    ...(typeof field.fact === 'object' && { fact: field.fact satisfies MeasuresFactSource }),
  };
}

function compileSeries(series: SeriesDocument) {
  const { key, label } = series;
  return { key, label, unit: unitOf(series.unit), required: series.required ?? true, ...bounds(series) };
}

function bounds({ min, max, decimals }: { min?: number; max?: number; decimals?: number }) {
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }), decimals: decimals ?? 0 };
}

/** A unit such as `kWh` is the same in every language. */
function unitOf(unit: NonNullable<FieldDocument['unit']>): FieldUnit {
  if (typeof unit !== 'string') return unit;
  return unit === 'currency' ? unit : { fr: unit, en: unit, ar: unit, es: unit };
}
