import {
  addressUnder,
  cellAddress,
  cellUnder,
  columnOf,
  everyWording,
  folded,
  mergedLines,
  tableIn,
  textOf,
  type DayOrder,
  type SheetRow,
  type Spreadsheet,
  type Table,
} from '#libs/spreadsheets';
import type { LoggedContact } from '#libs/persistence';
import type { Base } from './base.js';
import { comparable, readCell, saysStill } from './cells.js';
import { changesOf, type EditedRow } from './changes.js';
import type { Comparison, Difference, WorkbookProblem, WorkbookProblemCode } from './differences.js';
import { rowName, sheetKeys, sheets, type DataRow, type SheetKey, type WorkbookData } from './sheets.js';

export interface ComparisonQuestion {
  readonly file: Spreadsheet;
  readonly base: Base;
  /** As the same rows stand now. */
  readonly current: WorkbookData;
  readonly logged: readonly LoggedContact[];
}

/** What somebody has changed in a workbook since it was exported, and what in it has no effect. Pure; decides on nothing. */
export function compareWorkbook({ file, base, current, logged }: ComparisonQuestion): Comparison {
  const problems: WorkbookProblem[] = [];
  const edited: EditedRow[] = [];
  let rows = 0;
  for (const key of sheetKeys) {
    const table = tableOf(file, key);
    if (!table) {
      if (base.rows[key].size > 0) problems.push(about(key, 'sheet-missing', '', null));
      continue;
    }
    problems.push(...problemsOf(table, key));
    if (sheets[key].names.some((name) => !table.columns.has(name))) continue;
    const reading = readRows(key, table, base, current[key]);
    rows += table.lines.length;
    problems.push(...reading.problems);
    edited.push(...reading.edited);
  }
  const made = changesOf(edited, logged);
  return { rows, ...withoutContradictions([...made.differences], [...problems, ...made.problems]) };
}

/** A sheet goes by its name in any language. */
function tableOf(file: Spreadsheet, key: SheetKey): Table | undefined {
  const names = everyWording(`sheet.${key}`);
  const sheet = file.sheets.find(({ name }) => names.includes(folded(name)));
  const headings = new Map(
    sheets[key].columns.flatMap((column) =>
      everyWording(`column.${column.key}`).map((heading) => [heading, column.key] as const),
    ),
  );
  return sheet && tableIn(sheet, (heading) => headings.get(heading));
}

function problemsOf(table: Table, key: SheetKey): readonly WorkbookProblem[] {
  const { names, columns } = sheets[key];
  const needed = columns.filter(({ key: column, editable }) => editable === true || names.includes(column));
  return [
    ...needed
      .filter(({ key: column }) => !table.columns.has(column))
      .map(({ key: column }) => about(key, 'column-missing', table.sheet, column)),
    ...table.others.map((other) => ({
      ...about(
        key,
        other.twice ? 'column-twice' : 'column-unknown',
        `${table.sheet}!${columnOf(other)}`,
        null,
      ),
      wanted: other.heading,
    })),
    ...mergedLines(table)
      .slice(0, 5)
      .map((range) => about(key, 'merged', `${table.sheet}!${range}`, null)),
  ];
}

function readRows(
  key: SheetKey,
  table: Table,
  base: Base,
  current: readonly DataRow[],
): { readonly edited: readonly EditedRow[]; readonly problems: readonly WorkbookProblem[] } {
  const order: DayOrder = base.language === 'en' ? 'month-first' : 'day-first';
  const now = new Map(current.map((row) => [row.name, row]));
  const seen = new Set<string>();
  const problems: WorkbookProblem[] = [];
  const edited: EditedRow[] = [];
  for (const line of table.lines) {
    const name = rowName(key, (column) => textOf(cellUnder(table, line, column)));
    const before = base.rows[key].get(name);
    const refuse = (code: WorkbookProblemCode) =>
      problems.push({
        ...about(key, code, cellAddress(table.sheet, 1, line.number), null),
        subject: name.trim(),
      });
    if (!before) refuse(name.trim() === '' ? 'row-unnamed' : 'row-unknown');
    else if (seen.has(name)) refuse('row-twice');
    else {
      seen.add(name);
      problems.push(...fixedProblems(key, table, line, before.values, order));
      const row = editedRow(key, table, line, { before, now: now.get(name), order });
      if (row.cells.size > 0 && !row.now) refuse('row-gone');
      else edited.push(row);
    }
  }
  return { edited, problems };
}

/** Cells that were changed although nothing can be changed by them. */
function fixedProblems(
  key: SheetKey,
  table: Table,
  line: SheetRow,
  before: DataRow['values'],
  order: DayOrder,
): readonly WorkbookProblem[] {
  const { columns, names } = sheets[key];
  return columns.flatMap((column) => {
    const isRead = table.columns.has(column.key) && !names.includes(column.key);
    if (!isRead || column.editable || column.computed) return [];
    const cell = cellUnder(table, line, column.key);
    const exported = before[column.key];
    if (saysStill(cell, exported, column, order)) return [];
    return {
      ...about(key, 'fixed', addressUnder(table, line, column.key), column.key),
      subject: subjectOf(before),
      exported: exported === null || exported === undefined ? null : String(exported),
      wanted: textOf(cell) || null,
    };
  });
}

function editedRow(
  sheet: SheetKey,
  table: Table,
  line: SheetRow,
  { before, now, order }: Pick<EditedRow, 'before'> & { now: DataRow | undefined; order: DayOrder },
): EditedRow {
  const cells = new Map<string, EditedRow['cells'] extends ReadonlyMap<string, infer C> ? C : never>();
  for (const column of sheets[sheet].columns) {
    if (!column.editable || !table.columns.has(column.key)) continue;
    const read = readCell(cellUnder(table, line, column.key), column, order);
    const exported = comparable(before.values[column.key], column);
    const isSame = 'value' in read && read.value === exported;
    if (isSame) continue;
    const standing = comparable(now?.values[column.key], column);
    const place = addressUnder(table, line, column.key);
    const typed = textOf(cellUnder(table, line, column.key)) || null;
    cells.set(column.key, { read, exported, standing, place, typed });
  }
  return { sheet, before, now, cells, subject: subjectOf(before.values) };
}

/** The company, and what of it. */
function subjectOf(values: DataRow['values']): string {
  const parts = [values['organisationName'], values['title'] ?? values['measureTitle'] ?? values['name']];
  return parts.filter((part) => part !== null && part !== undefined && part !== '').join(' · ');
}

function about(
  sheet: SheetKey,
  code: WorkbookProblemCode,
  place: string,
  column: string | null,
): WorkbookProblem {
  return { code, place, sheet, column, subject: '', exported: null, wanted: null };
}

/** A company with two cases stands in two rows: what they agree on is one change, what not is none. */
function withoutContradictions(
  differences: readonly Difference[],
  problems: readonly WorkbookProblem[],
): Omit<Comparison, 'rows'> {
  const kept = new Map<string, Difference>();
  const contrary: WorkbookProblem[] = [];
  for (const difference of differences) {
    const target = targetOf(difference);
    const known = kept.get(target);
    if (!known) kept.set(target, difference);
    else if (known.id !== difference.id) {
      const { sheet, column, place, subject, exported, wanted } = difference;
      contrary.push({ code: 'contradiction', sheet, column, place, subject, exported, wanted });
    }
  }
  return { differences: [...kept.values()], problems: [...problems, ...contrary] };
}

function targetOf({ change }: Difference): string {
  switch (change.type) {
    case 'due':
      return `due ${change.task}`;
    case 'contact':
      return `contact ${change.reference}`;
    case 'organisation':
      return `organisation ${change.code} ${change.field}`;
    case 'person':
      return `person ${change.person} ${change.field}`;
  }
}
