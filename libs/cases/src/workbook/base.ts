import { wordsIn, textOf, type Sheet, type Spreadsheet, type WrittenSheet } from '#libs/spreadsheets';
import { sheetKeys, type RowValues, type SheetKey, type WorkbookData } from './sheets.js';

/** What was exported: a workbook that comes back is read against it, so that nobody's later change is undone unseen. */
export interface Base {
  /** Of the words and of dates in figures. */
  readonly language: string;
  /** Case time, epoch ms. */
  readonly exportedAt: number;
  /** References of its cases, in order. */
  readonly references: readonly string[];
  readonly rows: Readonly<Record<SheetKey, ReadonlyMap<string, BaseRow>>>;
}

export interface BaseRow {
  /** Last transition of its case; null for a contact. */
  readonly seq: number | null;
  readonly values: RowValues;
}

const mark = 'parcours-workbook';
const format = 1;

/** The sheet that carries it, hidden from whoever edits the others. */
export function baseSheet(
  data: WorkbookData,
  seqs: ReadonlyMap<string, number>,
  { language, exportedAt }: Pick<Base, 'language' | 'exportedAt'>,
): WrittenSheet {
  const editable: ReadonlySet<string> = new Set();
  const row = (...cells: readonly string[]) => ({
    editable,
    values: Object.fromEntries(cells.map((cell, index) => [String(index), cell])),
  });
  return {
    name: 'parcours',
    hidden: true,
    columns: [mark, String(format), language, String(exportedAt)].map((heading, index) => ({
      ...{ key: String(index), heading, type: 'text', width: 10 },
    })),
    rows: sheetKeys.flatMap((sheet) =>
      data[sheet].map(({ name, reference, values }) =>
        row(sheet, name, String(seqs.get(reference ?? '') ?? ''), JSON.stringify(values)),
      ),
    ),
  };
}

/** Undefined for a workbook that was not exported from here, or whose hidden sheet did not survive. */
export function baseOf({ sheets }: Spreadsheet): Base | undefined {
  const sheet = sheets.find(({ rows }) => textOf(rows[0]?.cells.get(1)) === mark);
  if (!sheet) return undefined;
  try {
    return read(sheet);
  } catch {
    return undefined;
  }
}

function read({ rows: [head, ...lines] }: Sheet): Base | undefined {
  const heading = (column: number) => textOf(head?.cells.get(column));
  if (heading(2) !== String(format)) return undefined;
  const rows: Record<SheetKey, Map<string, BaseRow>> = {
    cases: new Map(),
    tasks: new Map(),
    measures: new Map(),
    contacts: new Map(),
  };
  for (const { cells } of lines) {
    const sheet = sheetKeys.find((key) => key === textOf(cells.get(1)));
    const seq = textOf(cells.get(3));
    const values = JSON.parse(textOf(cells.get(4))) as RowValues;
    if (sheet) rows[sheet].set(textOf(cells.get(2)), { seq: seq === '' ? null : Number(seq), values });
  }
  const exportedAt = Number(heading(4));
  if (!Number.isSafeInteger(exportedAt)) return undefined;
  return { language: heading(3), exportedAt, references: [...rows.cases.keys()], rows };
}

/** Name of a sheet in the language of the workbook. */
export function sheetName(sheet: SheetKey, language: string): string {
  return wordsIn(language)(`sheet.${sheet}`);
}
