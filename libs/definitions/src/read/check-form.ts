import type {
  ColumnField,
  FieldCondition,
  FormDefinition,
  FormField,
  Instead,
  MonthsField,
  RowsField,
} from '../form-model.js';
import type { NodePath, Report } from './yaml-source.js';

/** What is wrong inside one form, other forms and the rules left aside. */
export function checkForm(form: FormDefinition, report: Report): void {
  const path: NodePath = ['forms', form.key];
  checkFields(form.fields, [...path, 'fields'], report);
  form.insteadOf.forEach((instead, index) =>
    checkInstead(form, instead, [...path, 'insteadOf', index], report),
  );
}

function checkFields(fields: readonly FormField[], path: NodePath, report: Report): void {
  checkUnique(fields, path, 'field', report);
  fields.forEach((field, index) => {
    const at = [...path, index];
    if (field.when) checkWhen(field.when, fields.slice(0, index), [...at, 'when'], report);
    if ('min' in field && 'max' in field && field.min > field.max) {
      report(
        [...at, 'max'],
        'form.bounds',
        `"${field.key}" has a greatest value below its least value.`,
        `Raise \`max\` to at least ${field.min}.`,
      );
    }
    if (field.type === 'choice') checkUnique(field.options, [...at, 'options'], 'option', report);
    if (field.type === 'months') checkUnique(field.series, [...at, 'series'], 'series', report);
    if (field.type === 'rows') checkRowsField(field, at, report);
  });
}

function checkRowsField(field: RowsField, path: NodePath, report: Report): void {
  checkFields(field.columns, [...path, 'columns'], report);
  field.columns.forEach((column, index) => {
    if (column.key === 'key') {
      report(
        [...path, 'columns', index],
        'form.key-taken',
        'A column cannot be called "key": that is the name of the row.',
        'Give the column another key.',
      );
    }
    if ('fact' in column) {
      report(
        [...path, 'columns', index, 'fact'],
        'form.fact-in-row',
        `The column "${column.key}" cannot set a fact: there is one a row.`,
        'Remove `fact` here; the rows as a whole may set a measures fact.',
      );
    }
    if (column.type === 'date' && column.prefill !== undefined) {
      report(
        [...path, 'columns', index, 'prefill'],
        'form.prefill-in-row',
        `The column "${column.key}" cannot be prefilled: there is one a row, and one visit.`,
        'Remove `prefill` here; a date field outside of rows may have it.',
      );
    }
  });
  const date = field.fact?.date;
  const column = field.columns.find((candidate) => candidate.key === date);
  if (date !== undefined && !(column?.type === 'date' && column.required && !column.when)) {
    report(
      [...path, 'fact', 'date'],
      'form.measure-date',
      `"${date}" is not a required date column of these rows.`,
      dateRemedy(field.columns),
    );
  }
}

function dateRemedy(columns: readonly ColumnField[]): string {
  const dates = columns.filter((column) => column.type === 'date').map((column) => column.key);
  return dates.length > 0
    ? `Name one of: ${dates.join(', ')}, and make it required.`
    : 'Add a column of `type: date`.';
}

function checkInstead(form: FormDefinition, instead: Instead, path: NodePath, report: Report): void {
  const files = form.fields.find((field) => field.key === instead.files);
  if (files?.type !== 'files') {
    const known = form.fields.filter((field) => field.type === 'files').map((field) => field.key);
    report(
      [...path, 'files'],
      'form.instead-files',
      `"${instead.files}" is not a files field of this form.`,
      known.length > 0 ? `Name one of: ${known.join(', ')}.` : 'Add a field of `type: files`.',
    );
  }
  const months = form.fields.filter((field): field is MonthsField => field.type === 'months');
  const known = [
    ...form.fields.map((field) => field.key),
    ...months.flatMap((field) => field.series.map((series) => `${field.key}.${series.key}`)),
  ];
  instead.replaces.forEach((key, position) => {
    if (!known.includes(key)) {
      report(
        [...path, 'replaces', position],
        'form.instead-field',
        `"${key}" is neither a field nor a series of this form.`,
        `Name one of: ${known.join(', ')}.`,
      );
    }
  });
}

function checkWhen(when: FieldCondition, fields: readonly FormField[], path: NodePath, report: Report): void {
  const other = fields.find((field) => field.key === when.field);
  if (!other) {
    report(
      [...path, 'field'],
      'form.when-field',
      `There is no field "${when.field}" before this one.`,
      fields.length > 0
        ? `Name one of: ${fields.map((field) => field.key).join(', ')}.`
        : 'Remove `when`, or put the field after the one it depends on.',
    );
    return;
  }
  if ('is' in when === 'in' in when) {
    report(
      path,
      'form.when',
      'The condition needs one of `is` and `in`.',
      'Write `{field: outcome, is: postponed}` or `{field: outcome, in: [a, b]}`.',
    );
    return;
  }
  const values = 'is' in when ? [when.is] : when.in;
  if (other.type !== 'choice') {
    if (other.type !== 'confirmation' || typeof values[0] !== 'boolean') {
      report(
        path,
        'form.when',
        `"${other.key}" is neither a choice nor a confirmation with \`is: true\`.`,
        'Make the condition depend on a choice field.',
      );
    }
    return;
  }
  const options = other.options.map((option) => option.key);
  const unknown = values.find((value) => !options.includes(String(value)));
  if (unknown !== undefined) {
    report(
      [...path, 'is' in when ? 'is' : 'in'],
      'form.when-value',
      `"${other.key}" has no option "${String(unknown)}".`,
      `Write one of: ${options.join(', ')}.`,
    );
  }
}

function checkUnique(
  items: readonly { readonly key: string }[],
  path: NodePath,
  what: string,
  report: Report,
): void {
  const seen = new Set<string>();
  items.forEach(({ key }, index) => {
    if (seen.has(key)) {
      report(
        [...path, index, 'key'],
        'form.duplicate',
        `Two of these have the key "${key}".`,
        `Give the second ${what} a key of its own.`,
      );
    }
    seen.add(key);
  });
}
