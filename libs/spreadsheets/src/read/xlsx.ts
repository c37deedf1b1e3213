import { dayOfSerial } from '../values.js';
import { columnNumber, type Cell, type Sheet, type SheetRow, type Spreadsheet } from '../sheet.js';
import { mostColumns, mostRows, refuseFile } from './refusals.js';
import { workbookParts, type SheetEntry, type WorkbookParts } from './xlsx-parts.js';
import { readXml } from './xml.js';
import { Archive } from './zip.js';

/** Reads a workbook of Excel 2007 and later; throws what `refuseFile` knows. */
export async function readXlsx(content: Buffer): Promise<Spreadsheet> {
  const archive = Archive.open(content);
  await refuseOthers(archive);
  const parts = await workbookParts(archive);
  if (!parts)
    return refuseFile(archive.has('[Content_Types].xml') ? 'spreadsheet.kind' : 'spreadsheet.broken');
  const sheets: Sheet[] = [];
  let rows = 0;
  for (const entry of parts.sheets) {
    const part = await archive.read(entry.path);
    if (!part) continue;
    const sheet = await readSheet(part, entry, parts, mostRows - rows);
    rows += sheet.rows.length;
    sheets.push(sheet);
  }
  if (rows === 0) return refuseFile('spreadsheet.empty');
  return { kind: 'xlsx', sheets };
}

/** ZIP archives that look like a workbook and are another kind of file. */
async function refuseOthers(archive: Archive): Promise<void> {
  const mediaType = (await archive.read('mimetype'))?.toString('latin1') ?? '';
  if (mediaType.includes('opendocument.spreadsheet')) refuseFile('spreadsheet.open-document');
  if (archive.names.some((name) => name.endsWith('vbaProject.bin'))) refuseFile('spreadsheet.macros');
  if (archive.has('xl/workbook.bin')) refuseFile('spreadsheet.binary');
}

interface OpenCell {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  value: string;
}

async function readSheet(
  content: Buffer,
  { name, hidden }: SheetEntry,
  parts: WorkbookParts,
  most: number,
): Promise<Sheet> {
  const rows: SheetRow[] = [];
  const merged: string[] = [];
  let [number, cells, open, reading] = [0, new Map<number, Cell>(), null as OpenCell | null, false];
  await readXml(content, {
    open: (tag, attributes) => {
      switch (tag) {
        case 'row':
          number = Number(attributes['r'] ?? number + 1);
          cells = new Map();
          open = null;
          return;
        case 'c':
          open = openCell(attributes, (open?.column ?? 0) + 1);
          return;
        case 'v':
        case 't':
          reading = open !== null;
          return;
        case 'mergeCell':
          merged.push(attributes['ref'] ?? '');
      }
    },
    text: (text) => {
      if (reading && open) open.value += text;
    },
    close: (tag) => {
      if (tag === 'v' || tag === 't') reading = false;
      if (tag === 'c' && open && open.column <= mostColumns) {
        const cell = cellOf(open, parts);
        if (cell) cells.set(open.column, cell);
      }
      if (tag !== 'row' || cells.size === 0) return;
      if (rows.length >= most) refuseFile('spreadsheet.too-much');
      rows.push({ number, cells });
    },
  });
  return { name, hidden, rows, merged };
}

function openCell(attributes: Readonly<Record<string, string>>, next: number): OpenCell {
  const letters = /^[A-Z]{1,3}/.exec(attributes['r'] ?? '')?.[0];
  return {
    column: letters === undefined ? next : columnNumber(letters),
    type: attributes['t'] ?? 'n',
    style: Number(attributes['s'] ?? 0),
    value: '',
  };
}

function cellOf(
  { type, style, value }: OpenCell,
  { strings, dates, epoch }: WorkbookParts,
): Cell | undefined {
  if (value === '') return undefined;
  switch (type) {
    case 's':
      return textCell(strings[Number(value)] ?? '');
    case 'str':
    case 'inlineStr':
      return textCell(value);
    case 'b':
      return { kind: 'flag', flag: value === '1' || value === 'true' };
    case 'e':
      return { kind: 'fault', text: value };
    case 'd':
      return textCell(value.slice(0, 10));
    default:
      return numberCell(Number(value), dates[style] === true, epoch);
  }
}

function textCell(text: string): Cell | undefined {
  // Excel's spelling of a carriage return inside a cell.
  const plain = text.replaceAll('_x000D_', '');
  return plain.trim() === '' ? undefined : { kind: 'text', text: plain };
}

function numberCell(number: number, isDate: boolean, epoch: number): Cell | undefined {
  if (!Number.isFinite(number)) return undefined;
  const day = isDate ? dayOfSerial(number + epoch) : undefined;
  return day === undefined ? { kind: 'number', number } : { kind: 'day', day };
}
