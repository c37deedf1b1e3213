import type { LocalDate } from '#libs/domain';

/** What stands in one cell, whichever program wrote it; of a formula, its last result. */
export type Cell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'day'; readonly day: LocalDate }
  | { readonly kind: 'flag'; readonly flag: boolean }
  /** A formula without a result: `#REF!`. */
  | { readonly kind: 'fault'; readonly text: string };

/** A row in which something stands. */
export interface SheetRow {
  /** As the program numbers it, from 1. */
  readonly number: number;
  /** By column, from 1; empty cells are absent. */
  readonly cells: ReadonlyMap<number, Cell>;
}

export interface Sheet {
  /** Empty for a CSV file. */
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: readonly SheetRow[];
  /** Ranges of merged cells, e.g. `A1:C1`. */
  readonly merged: readonly string[];
}

export interface Spreadsheet {
  readonly kind: 'xlsx' | 'csv';
  readonly sheets: readonly Sheet[];
}

/** `27` is `AA`. */
export function columnName(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return (rest > 0 ? columnName(rest) : '') + String.fromCharCode(65 + ((column - 1) % 26));
}

/** `AA` is `27`; 0 for what is no column. */
export function columnNumber(name: string): number {
  return Array.from(name).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

/** How people find a cell again: `Tasks!F12`, or `F12` where there is one sheet only. */
export function cellAddress(sheet: string, column: number, row: number): string {
  return `${sheet === '' ? '' : `${sheet}!`}${columnName(column)}${row}`;
}
