import { getTableColumns, getTableName } from 'drizzle-orm';
import { toSnakeCase } from 'drizzle-orm/casing';
import type { PgTable } from 'drizzle-orm/pg-core';

/** A column under its two names. */
interface ColumnNames {
  /** Key in our objects, e.g. `openedAt`. */
  readonly key: string;
  /** Quoted name in the database, e.g. `"opened_at"`. */
  readonly column: string;
  readonly type: string;
}

/** Columns of a table in the order of the schema; `keys` restricts them. */
export function columnsOf(table: PgTable, keys?: readonly string[]): readonly ColumnNames[] {
  return Object.entries(getTableColumns(table))
    .filter(([key]) => keys === undefined || keys.includes(key))
    .map(([key, column]) => ({ key, column: `"${toSnakeCase(key)}"`, type: column.getSQLType() }));
}

/**
 * An insert whose rows are the JSON array at `json` (a SQL expression); objects have the keys of the schema. `key` names
 * the conflicting columns: the row is overwritten, left alone with `onConflict: 'keep'`, or an error with 'fail'.
 */
export function insertFromJson(
  table: PgTable,
  json: string,
  options: {
    readonly key: readonly string[];
    readonly columns?: readonly string[];
    readonly onConflict?: 'keep' | 'fail';
  },
): string {
  const columns = columnsOf(table, options.columns);
  const names = columns.map(({ column }) => column).join(', ');
  const values = columns.map(({ key }) => `r."${key}"`).join(', ');
  const shape = columns.map(({ key, type }) => `"${key}" ${type}`).join(', ');
  const conflict = columnsOf(table, options.key).map(({ column }) => column);
  const changes = columns
    .filter(({ column }) => !conflict.includes(column))
    .map(({ column }) => `${column} = excluded.${column}`);
  const action = options.onConflict === 'keep' ? 'do nothing' : `do update set ${changes.join(', ')}`;
  const insert = `insert into "${getTableName(table)}" (${names}) select ${values} from jsonb_to_recordset(${json}) as r(${shape})`;
  return options.onConflict === 'fail' ? insert : `${insert} on conflict (${conflict.join(', ')}) ${action}`;
}

/** `select` list that gives rows the keys of the schema, for queries written by hand. */
export function selectList(table: PgTable, keys: readonly string[], alias?: string): string {
  const prefix = alias === undefined ? '' : `${alias}.`;
  return columnsOf(table, keys)
    .map(({ key, column, type }) => `${prefix}${column}${type === 'bigint' ? '::float8' : ''} as "${key}"`)
    .join(', ');
}
