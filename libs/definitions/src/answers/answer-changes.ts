import type {
  FormDefinition,
  FormField,
  MonthsAnswer,
  MonthsField,
  RowAnswer,
  RowsField,
} from '../form-model.js';
import { twelveMonths } from './dates.js';

/** One cell that says something else now; undefined where nothing stood, or stands. */
export interface CellChange {
  /** Key of the row, or the month. */
  readonly row: string;
  /** Key of the column or series. */
  readonly column: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What became of one field between two hand-ins of a form. */
export type FieldChange = { readonly field: string } & (
  | { readonly kind: 'value'; readonly before: unknown; readonly after: unknown }
  /** Cells of rows and months that are in both; rows that came or went whole, as they are or were. */
  | {
      readonly kind: 'table';
      readonly cells: readonly CellChange[];
      readonly added: readonly RowAnswer[];
      readonly removed: readonly RowAnswer[];
    }
  /** Document ids. */
  | { readonly kind: 'files'; readonly added: readonly string[]; readonly removed: readonly string[] }
);

type Stored = Readonly<Record<string, unknown>>;

/**
 * Field by field, what differs between two hand-ins, in the form's order. Files are the same where `contentOf` says so: one that
 * was sent again is no change.
 */
export function answerChanges(
  form: FormDefinition,
  before: Stored,
  after: Stored,
  contentOf: (document: string) => string = (document) => document,
): readonly FieldChange[] {
  return form.fields.flatMap((field) => {
    const change = changeOf(field, before[field.key], after[field.key], contentOf);
    return change ? [{ field: field.key, ...change }] : [];
  });
}

type Change = FieldChange extends infer One ? (One extends FieldChange ? Omit<One, 'field'> : never) : never;

function changeOf(
  field: FormField,
  before: unknown,
  after: unknown,
  contentOf: (document: string) => string,
): Change | undefined {
  switch (field.type) {
    case 'files': {
      const [had, has] = [listOf(before) as readonly string[], listOf(after) as readonly string[]];
      const lacks = (others: readonly string[]) => (id: string) =>
        !others.some((other) => contentOf(other) === contentOf(id));
      const [added, removed] = [has.filter(lacks(had)), had.filter(lacks(has))];
      return added.length + removed.length === 0 ? undefined : { kind: 'files', added, removed };
    }
    case 'rows':
      return tableOf(
        rowChanges(field, listOf(before) as readonly RowAnswer[], listOf(after) as readonly RowAnswer[]),
      );
    case 'months':
      return tableOf({ cells: monthChanges(field, before, after), added: [], removed: [] });
    default:
      return isSame(before, after) ? undefined : { kind: 'value', ...filled({ before, after }) };
  }
}

function tableOf(table: Omit<Extract<Change, { kind: 'table' }>, 'kind'>): Change | undefined {
  const { cells, added, removed } = table;
  return cells.length + added.length + removed.length === 0 ? undefined : { kind: 'table', ...table };
}

/** Rows keep their keys for ever, so a row that moved is no change. */
function rowChanges(field: RowsField, before: readonly RowAnswer[], after: readonly RowAnswer[]) {
  const earlier = new Map(before.map((row) => [row.key, row]));
  const cells = after.flatMap((row) => {
    const was = earlier.get(row.key);
    return was ? field.columns.flatMap(({ key }) => cellChange(row.key, key, was[key], row[key])) : [];
  });
  const keys = new Set(after.map(({ key }) => key));
  return {
    cells,
    added: after.filter(({ key }) => !earlier.has(key)),
    removed: before.filter(({ key }) => !keys.has(key)),
  };
}

/** By the month itself: a table that starts a month later has the same months at other places. */
function monthChanges(field: MonthsField, before: unknown, after: unknown): readonly CellChange[] {
  const [had, has] = [cellsByMonth(before), cellsByMonth(after)];
  const months = [...new Set([...had.keys(), ...has.keys()])].sort();
  return field.series.flatMap(({ key }) =>
    months.flatMap((month) => cellChange(month, key, had.get(month)?.[key], has.get(month)?.[key])),
  );
}

function cellsByMonth(answer: unknown): ReadonlyMap<string, Readonly<Record<string, unknown>>> {
  const { start, series = {} } = (answer ?? {}) as Partial<MonthsAnswer>;
  if (typeof start !== 'string') return new Map();
  return new Map(
    twelveMonths(start).map((month, index) => [
      month,
      Object.fromEntries(Object.entries(series).map(([key, values]) => [key, values[index]])),
    ]),
  );
}

function cellChange(row: string, column: string, before: unknown, after: unknown): readonly CellChange[] {
  return isSame(before, after) ? [] : [{ row, column, ...filled({ before, after }) }];
}

/** What was left empty is undefined, however it was stored. */
function filled({ before, after }: { readonly before: unknown; readonly after: unknown }) {
  return { before: isBlank(before) ? undefined : before, after: isBlank(after) ? undefined : after };
}

function isSame(before: unknown, after: unknown): boolean {
  if (isBlank(before) || isBlank(after)) return isBlank(before) && isBlank(after);
  return JSON.stringify(before) === JSON.stringify(after);
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === '' || value === false;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
