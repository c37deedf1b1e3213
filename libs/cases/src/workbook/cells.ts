import {
  dayOf,
  everyWording,
  folded,
  isAmbiguousDay,
  textOf,
  tidy,
  type Cell,
  type DayOrder,
} from '#libs/spreadsheets';
import { contactMedia } from '../usecases/log-contact.js';
import type { WorkbookProblemCode } from './differences.js';
import type { SheetColumn } from './sheets.js';

/** What was read from an editable cell: a value as rows hold it, a chosen option's key, or why it cannot be taken. */
export type ReadCell = { readonly value: string | null } | { readonly problem: WorkbookProblemCode };

/** Languages a person can be written to in. */
export const contactLanguages = ['fr', 'en', 'ar', 'es'] as const;

const offered = { medium: contactMedia, language: contactLanguages } as const;
const longest = { line: 200, paragraph: 4_000 };

export function readCell(cell: Cell | undefined, column: SheetColumn, order: DayOrder): ReadCell {
  if (!cell) return { value: null };
  if (cell.kind === 'fault') return { problem: 'fault' };
  if (column.type === 'day') {
    const day = dayOf(cell, order);
    return day === undefined
      ? { problem: isAmbiguousDay(cell) ? 'ambiguous-day' : 'not-a-day' }
      : { value: day };
  }
  const text = textOf(cell);
  if (text === '') return { value: null };
  if (column.choices) {
    const chosen = choiceOf(column.choices, text);
    return chosen === undefined ? { problem: 'not-offered' } : { value: chosen };
  }
  const most = column.width > 30 ? longest.paragraph : longest.line;
  return text.length > most ? { problem: 'too-long' } : { value: text };
}

/** Key of the option that these words name in any language. */
export function choiceOf(choices: NonNullable<SheetColumn['choices']>, text: string): string | undefined {
  const wanted = folded(text);
  return offered[choices].find(
    (option) => option === wanted || everyWording(`${choices}.${option}`).includes(wanted),
  );
}

/** What was exported, in the form in which an editable cell is read. */
export function comparable(value: string | number | null | undefined, column: SheetColumn): string | null {
  if (value === null || value === undefined) return null;
  const text = tidy(String(value));
  if (text === '') return null;
  return column.choices ? (choiceOf(column.choices, text) ?? text) : text;
}

/** Whether a cell that nobody may change still says what was exported, however the program has written it. */
export function saysStill(
  cell: Cell | undefined,
  exported: string | number | null | undefined,
  { type }: SheetColumn,
  order: DayOrder,
): boolean {
  const before = exported === null || exported === undefined ? '' : tidy(String(exported));
  const text = textOf(cell);
  if (text === before) return true;
  if (!cell || before === '') return false;
  if (type === 'day') return dayOf(cell, order) === before;
  if (type === 'text') return false;
  const number = cell.kind === 'number' ? cell.number : Number(text.replaceAll(/\s/g, '').replace(',', '.'));
  return Math.abs(number - Number(before)) < 0.000_001 * Math.max(1, Math.abs(number));
}
