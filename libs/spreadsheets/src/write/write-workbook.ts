import type { Cell, Workbook, Worksheet } from 'exceljs';
import { directionOf, negotiate } from '#libs/wording';

/** A column as it is to be written. */
export interface WrittenColumn {
  readonly key: string;
  readonly heading: string;
  readonly type: 'text' | 'day' | 'number' | 'decimal';
  /** In characters. */
  readonly width: number;
  /** What a cell may hold, offered as a list. */
  readonly choices?: readonly string[];
  /** What is shown beside an editable cell that somebody enters. */
  readonly prompt?: string;
}

/** Words, a number, a day (`YYYY-MM-DD`), or a calculation with what it gives now. */
export type WrittenValue = string | number | { readonly formula: string; readonly result: number } | null;

export interface WrittenRow {
  readonly values: Readonly<Record<string, WrittenValue>>;
  /** Keys of the columns that may be changed in this row. */
  readonly editable: ReadonlySet<string>;
}

export interface WrittenSheet {
  readonly name: string;
  readonly columns: readonly WrittenColumn[];
  readonly rows: readonly WrittenRow[];
  /** Not even in the list of hidden sheets. */
  readonly hidden?: true;
}

export interface WrittenWorkbook {
  readonly language: string;
  readonly title: string;
  readonly sheets: readonly WrittenSheet[];
  /** Paragraphs of a last sheet that says how to use the others. */
  readonly guide: { readonly name: string; readonly lines: readonly string[] } | null;
}

const dayFormats = { fr: 'dd/mm/yyyy', en: 'mm/dd/yyyy', ar: 'dd/mm/yyyy', es: 'dd-mm-yyyy' } as const;
const colours = {
  head: 'FF1F4E79',
  editable: 'FFFFF7D6',
  fixed: 'FFF3F4F6',
  line: 'FFD9DCE1',
  white: 'FFFFFFFF',
};
const fill = (argb: string) => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } }) as const;

/** A workbook of Excel 2007 and later, its cells in the formats of the language's readers. */
export async function writeWorkbook({ language, title, sheets, guide }: WrittenWorkbook): Promise<Buffer> {
  // Loaded when somebody asks for a file: half a second that a start of the server need not take.
  const { default: exceljs } = await import('exceljs');
  const book: Workbook = new exceljs.Workbook();
  book.title = title;
  book.creator = 'Parcours';
  const form = negotiate([language]);
  const view = { rightToLeft: directionOf(form) === 'rtl' };
  for (const sheet of sheets) {
    const frozen = { state: 'frozen', ySplit: 1, xSplit: sheet.hidden ? 0 : 1 } as const;
    const written = book.addWorksheet(sheet.name, {
      views: [{ ...view, ...frozen }],
      state: sheet.hidden ? 'veryHidden' : 'visible',
      pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    });
    writeSheet(written, sheet, dayFormats[form]);
  }
  if (guide) writeGuide(book.addWorksheet(guide.name, { views: [view] }), guide.lines);
  return Buffer.from(await book.xlsx.writeBuffer());
}

function writeSheet(written: Worksheet, { columns, rows, hidden }: WrittenSheet, dayFormat: string): void {
  written.columns = columns.map(({ key, heading, width, type }) => ({
    ...{ key, width, header: heading },
    style: { numFmt: formatOf(type, dayFormat) },
  }));
  if (hidden) {
    for (const { values } of rows) written.addRow(columns.map(({ key }) => values[key] ?? null));
    return;
  }
  const head = written.getRow(1);
  head.height = 32;
  columns.forEach((_, index) => {
    const cell = head.getCell(index + 1);
    cell.fill = fill(colours.head);
    cell.font = { bold: true, color: { argb: colours.white } };
    cell.alignment = { vertical: 'middle', wrapText: true };
  });
  const last = columns.length;
  written.autoFilter = {
    from: { row: 1, column: 1 },
    to: { row: Math.max(1, rows.length + 1), column: last },
  };
  for (const { values, editable } of rows) {
    const row = written.addRow(columns.map(({ key, type }) => contentOf(values[key] ?? null, type)));
    columns.forEach((column, index) => {
      const cell = row.getCell(index + 1);
      const isOpen = editable.has(column.key);
      cell.fill = fill(isOpen ? colours.editable : colours.fixed);
      cell.border = { bottom: { style: 'thin', color: { argb: colours.line } } };
      cell.alignment = { vertical: 'top', wrapText: column.type === 'text' && column.width >= 30 };
      cell.protection = { locked: !isOpen };
      if (isOpen) validate(cell, column);
    });
  }
}

/** Words are cells of text, so that what begins like a formula is none, not even after somebody has edited it. */
function formatOf(type: WrittenColumn['type'], dayFormat: string): string {
  switch (type) {
    case 'text':
      return '@';
    case 'day':
      return dayFormat;
    case 'number':
      return '#,##0';
    case 'decimal':
      return '#,##0.0';
  }
}

function contentOf(value: WrittenValue, type: WrittenColumn['type']) {
  if (value === null || typeof value === 'number') return value;
  if (typeof value !== 'string') return value;
  return type === 'day' ? new Date(`${value}T00:00:00Z`) : value.slice(0, 32_000);
}

function validate(cell: Cell, { type, choices, prompt, heading }: WrittenColumn): void {
  const shown =
    prompt === undefined
      ? {}
      : { showInputMessage: true, promptTitle: heading.slice(0, 32), prompt: prompt.slice(0, 250) };
  const common = { allowBlank: true, showErrorMessage: true, ...shown };
  if (choices) cell.dataValidation = { type: 'list', formulae: [`"${choices.join(',')}"`], ...common };
  else if (type === 'day')
    cell.dataValidation = {
      ...{ type: 'date', operator: 'between', ...common },
      formulae: [new Date('2000-01-01T00:00:00Z'), new Date('2100-12-31T00:00:00Z')],
    };
  else if (prompt !== undefined)
    cell.dataValidation = {
      ...{ type: 'textLength', operator: 'lessThanOrEqual', ...common },
      formulae: [4000],
    };
}

function writeGuide(written: Worksheet, lines: readonly string[]): void {
  written.getColumn(1).width = 100;
  lines.forEach((line, index) => {
    const cell = written.getCell(index + 1, 1);
    cell.value = line;
    cell.numFmt = '@';
    cell.alignment = { wrapText: true, vertical: 'top' };
    if (index === 0) cell.font = { bold: true, size: 14 };
  });
}
