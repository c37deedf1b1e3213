import { folded } from './fold.js';
import { cellAddress, columnName, type Cell, type Sheet, type SheetRow } from './sheet.js';
import { textOf } from './values.js';

/** A sheet read as a table: a row of headings, and what stands below them. */
export interface Table {
  readonly sheet: string;
  /** Column by the key of its heading; the first where a heading stands twice. */
  readonly columns: ReadonlyMap<string, number>;
  /** Every heading as it is written, by column. */
  readonly headings: ReadonlyMap<number, string>;
  /** Headings that nobody knows, or that stand a second time. */
  readonly others: readonly { readonly column: number; readonly heading: string; readonly twice: boolean }[];
  readonly lines: readonly SheetRow[];
  /** Number of the row of headings. */
  readonly headingRow: number;
  readonly merged: readonly string[];
}

/** Above the headings people leave a title, a logo, an empty row. */
const searched = 15;

/** The row of the first ones that holds most headings that `keyOf` knows (folded); undefined where no row holds one. */
export function tableIn(sheet: Sheet, keyOf: (heading: string) => string | undefined): Table | undefined {
  const known = (row: SheetRow) =>
    new Set([...row.cells.values()].flatMap((cell) => keyOf(folded(textOf(cell))) ?? [])).size;
  let head: SheetRow | undefined;
  let most = 0;
  for (const row of sheet.rows.slice(0, searched)) {
    const count = known(row);
    if (count > most) [head, most] = [row, count];
  }
  if (!head) return undefined;
  const columns = new Map<string, number>();
  const others: Table['others'][number][] = [];
  for (const [column, cell] of head.cells) {
    const heading = textOf(cell);
    const key = keyOf(folded(heading));
    const twice = key !== undefined && columns.has(key);
    if (key === undefined || twice) others.push({ column, heading, twice });
    else columns.set(key, column);
  }
  const headings = new Map([...head.cells].map(([column, cell]) => [column, textOf(cell)]));
  const { number } = head;
  const lines = sheet.rows.filter((row) => row.number > number);
  return { sheet: sheet.name, columns, headings, others, lines, headingRow: number, merged: sheet.merged };
}

/** The cell of a line under a heading. */
export function cellUnder(table: Table, line: SheetRow, key: string): Cell | undefined {
  const column = table.columns.get(key);
  return column === undefined ? undefined : line.cells.get(column);
}

/** How people find it again; the row alone where the table lacks the column. */
export function addressUnder(table: Table, line: SheetRow, key: string): string {
  const column = table.columns.get(key);
  return column === undefined
    ? `${table.sheet}!${line.number}`
    : cellAddress(table.sheet, column, line.number);
}

/** Merged ranges that cover a line of the table: all but their first cell read as empty. */
export function mergedLines({ merged, headingRow }: Table): readonly string[] {
  return merged.filter((range) => {
    const rows = [...range.matchAll(/\d+/g)].map(Number);
    return Math.max(...rows) > headingRow;
  });
}

/** For messages: `C`, the column of a heading that nobody knows. */
export function columnOf({ column }: { readonly column: number }): string {
  return columnName(column);
}
