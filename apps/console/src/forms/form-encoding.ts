import { coerceDraft, nestFields } from '#libs/definitions';
import type {
  Answers,
  FormDefinition,
  FormField,
  MonthsAnswer,
  RowAnswer,
  SignatureAnswer,
  TypedAnswers,
} from '#libs/definitions';

/** One input of an HTML form: its name and what it holds. */
export type FormEntry = readonly [name: string, value: string];

/**
 * Answers as the inputs of the task page: `town`, `consumption.start`, `consumption.series.water.3`, `options.0.cost`,
 * `signature.agreed`, `bills` (repeated, document ids). `new URLSearchParams(entries)` is a body the page accepts, once its own
 * hidden fields are added. Boxes that are not ticked are absent, as in a browser.
 */
export function encodeAnswers(form: FormDefinition, answers: Answers | TypedAnswers): FormEntry[] {
  return form.fields.flatMap((field) => entriesOf(field, answers[field.key]));
}

/** The inverse: a posted body (`{name: value}`, lists for repeated names) as typed answers, unchecked. Other names are left out. */
export function decodeBody(form: FormDefinition, body: Readonly<Record<string, unknown>>): TypedAnswers {
  return coerceDraft(form, nestFields(form, body));
}

/** Entries as the parsed body a server sees: a repeated name becomes a list. */
export function bodyOf(entries: Iterable<FormEntry>): Record<string, string | string[]> {
  const body = new Map<string, string | string[]>();
  for (const [name, value] of entries) {
    const earlier = body.get(name);
    body.set(name, earlier === undefined ? value : [earlier, value].flat());
  }
  return Object.fromEntries(body);
}

function entriesOf(field: FormField, answer: unknown): FormEntry[] {
  if (answer === undefined || answer === null) return [];
  switch (field.type) {
    case 'months': {
      const { start, series } = answer as Partial<MonthsAnswer>;
      return [
        ...leaf(`${field.key}.start`, start),
        ...field.series.flatMap(({ key }) =>
          (series?.[key] ?? []).flatMap((cell, month) => leaf(`${field.key}.series.${key}.${month}`, cell)),
        ),
      ];
    }
    case 'rows':
      return (answer as readonly (RowAnswer | null)[]).flatMap((row, index) =>
        ['key', ...field.columns.map(({ key }) => key)].flatMap((column) =>
          leaf(`${field.key}.${index}.${column}`, row?.[column]),
        ),
      );
    case 'signature': {
      const signature = answer as Partial<SignatureAnswer>;
      return (['name', 'function', 'agreed'] as const).flatMap((part) =>
        leaf(`${field.key}.${part}`, signature[part]),
      );
    }
    case 'files':
      return [answer].flat().flatMap((id) => leaf(field.key, id));
    default:
      return leaf(field.key, answer);
  }
}

function leaf(name: string, value: unknown): FormEntry[] {
  if (value === true) return [[name, 'yes']];
  if (typeof value === 'number') return [[name, String(value)]];
  return typeof value === 'string' && value !== '' ? [[name, value]] : [];
}
