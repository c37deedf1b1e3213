import type { RowAnswer, RowsField } from '../form-model.js';
import { isAsked, isEmpty, isObject, isTicked, readColumn, type Complain } from './read-field.js';

/** Row keys fit the core's measures (see `MeasureFact`). */
const rowKey = /^[a-z][a-z0-9-]{0,15}$/;

/** Clean rows; empty ones are dropped, new ones get the next free key `m1`, `m2` … */
export function readRows(
  field: RowsField,
  raw: unknown,
  path: string,
  required: boolean,
  offered: readonly string[] | undefined,
  complain: Complain,
): readonly RowAnswer[] | undefined {
  if (!Array.isArray(raw) && !isEmpty(raw)) {
    complain(path, 'answer.malformed');
    return undefined;
  }
  const typed = (Array.isArray(raw) ? (raw as readonly unknown[]) : [])
    .map((row, index) => ({ row, at: `${path}.${index}` }))
    .filter(({ row }) => !isEmpty(row) && !(isObject(row) && isBlank(field, row)));
  if (typed.length === 0 && !required) return undefined;
  const min = required ? Math.max(field.min, 1) : 0;
  if (typed.length < min) complain(path, 'rows.too-few', { min });
  if (typed.length > field.max) {
    complain(path, 'rows.too-many', { max: field.max });
    return undefined;
  }
  const keys = new Set(
    typed.flatMap(({ row }) => (isObject(row) && typeof row['key'] === 'string' ? [row['key']] : [])),
  );
  const used = new Set<string>();
  const rows = typed.flatMap(({ row, at }): RowAnswer[] => {
    if (!isObject(row)) {
      complain(at, 'answer.malformed');
      return [];
    }
    const key = keyOf(field, row, keys);
    if (key === undefined || used.has(key) || (offered && !offered.includes(key))) {
      complain(`${at}.key`, 'row.unknown');
      return [];
    }
    used.add(key);
    return [{ key, ...readRow(field, row, at, complain) }];
  });
  if (field.from?.all) {
    for (const key of offered ?? []) if (!used.has(key)) complain(path, 'row.missing', { key });
  }
  return rows;
}

function readRow(field: RowsField, row: Readonly<Record<string, unknown>>, path: string, complain: Complain) {
  const clean: Record<string, string | number | boolean> = {};
  for (const column of field.columns) {
    if (!isAsked(column.when, clean)) continue;
    const value = readColumn(column, row[column.key], `${path}.${column.key}`, column.required, complain);
    if (value !== undefined) clean[column.key] = value;
  }
  for (const key of Object.keys(row)) {
    if (key !== 'key' && !field.columns.some((column) => column.key === key))
      complain(`${path}.${key}`, 'field.unknown');
  }
  return clean;
}

function isBlank(field: RowsField, row: Readonly<Record<string, unknown>>): boolean {
  return field.columns.every((column) =>
    column.type === 'confirmation' ? !isTicked(row[column.key]) : isEmpty(row[column.key]),
  );
}

/** A row keeps the key it came with; without one, rows taken from elsewhere are nobody's and new rows are numbered. */
function keyOf(
  field: RowsField,
  row: Readonly<Record<string, unknown>>,
  keys: Set<string>,
): string | undefined {
  const { key } = row;
  if (!isEmpty(key)) return typeof key === 'string' && rowKey.test(key) ? key : undefined;
  if (field.from) return undefined;
  let number = 1;
  while (keys.has(`m${number}`)) number += 1;
  keys.add(`m${number}`);
  return `m${number}`;
}
