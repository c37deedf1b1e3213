import { isLocalDate, type LocalDate } from '#libs/domain';
import { folded } from './fold.js';
import type { Cell } from './sheet.js';

/** Which of two numbers is the day, where a date is written in figures; null where nobody can know. */
export type DayOrder = 'day-first' | 'month-first' | null;

/** The words of a cell, without what copying leaves behind: hard spaces, direction marks, Windows line ends. Empty for no cell. */
export function textOf(cell: Cell | undefined): string {
  switch (cell?.kind) {
    case undefined:
      return '';
    case 'text':
      return tidy(cell.text);
    case 'number':
      return String(cell.number);
    case 'day':
      return cell.day;
    case 'flag':
      return String(cell.flag);
    case 'fault':
      return cell.text;
  }
}

/** Also without control characters, which XML cannot hold. */
export function tidy(text: string): string {
  return text
    .replaceAll(/(?![\t\n\r])\p{Cc}/gu, '')
    .replaceAll(/[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, '')
    .replaceAll(/[\u00a0\u2007\u202f]/g, ' ')
    .replaceAll(/\r\n?/g, '\n')
    .trim();
}

/** A day, or undefined for what is none: a date cell, a date's number in a cell of another format, or a date as people write it. */
export function dayOf(cell: Cell, order: DayOrder): LocalDate | undefined {
  if (cell.kind === 'day') return cell.day;
  if (cell.kind === 'number') return isPlausibleSerial(cell.number) ? dayOfSerial(cell.number) : undefined;
  return cell.kind === 'text' ? writtenDay(latinDigits(tidy(cell.text)), order) : undefined;
}

/** Whether a date in figures would be another day if the numbers were swapped: `03/04/2027`, not `13/04/2027`. */
export function isAmbiguousDay(cell: Cell): boolean {
  if (cell.kind !== 'text') return false;
  const text = latinDigits(tidy(cell.text));
  const [first, second] = [writtenDay(text, 'day-first'), writtenDay(text, 'month-first')];
  return first !== undefined && second !== undefined && first !== second;
}

/** A whole number, also as text with thousands apart; undefined for what is none. */
export function wholeNumberOf(cell: Cell): number | undefined {
  const number =
    cell.kind === 'number'
      ? cell.number
      : cell.kind === 'text'
        ? Number(latinDigits(tidy(cell.text)).replaceAll(/[\s'’.,٬](?=\d{3}(\D|$))/g, '') || NaN)
        : NaN;
  return Number.isSafeInteger(number) ? number : undefined;
}

/** The day of a spreadsheet's date number, whose day 1 is 1 January 1900 (and whose 1900 is a leap year). */
export function dayOfSerial(serial: number): LocalDate | undefined {
  const halfSecond = 0.5 / 86_400;
  const instant = Date.UTC(1899, 11, 30) + Math.floor(serial + halfSecond) * 86_400_000;
  if (!(serial >= 1) || !(instant < Date.UTC(3000, 0, 1))) return undefined;
  return new Date(instant).toISOString().slice(0, 10);
}

/** 2000 to 2100: a number in a column of dates that lies there is a date which has lost its format. */
function isPlausibleSerial(number: number): boolean {
  return number >= 36_526 && number < 73_051;
}

function writtenDay(text: string, order: DayOrder): LocalDate | undefined {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/.exec(text);
  if (iso) return day(iso[1], iso[2], iso[3]);
  const figures = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/.exec(text);
  if (figures) {
    const [, first = '', second = '', year = ''] = figures;
    const dayFirst = day(year, second, first);
    const monthFirst = day(year, first, second);
    if (order === 'day-first') return dayFirst;
    if (order === 'month-first') return monthFirst ?? dayFirst;
    if (dayFirst !== undefined && monthFirst !== undefined && dayFirst !== monthFirst) return undefined;
    return dayFirst ?? monthFirst;
  }
  const words = /^(\d{1,2})(?:er|º)?\.? (?:de )?(\p{L}+) (?:de )?(\d{4})$/u.exec(folded(text));
  if (words) return day(words[3], String(monthNamed(words[2] ?? '')), words[1]);
  const american = /^(\p{L}+) (\d{1,2}) (\d{4})$/u.exec(folded(text));
  return american ? day(american[3], String(monthNamed(american[1] ?? '')), american[2]) : undefined;
}

function day(year = '', month = '', date = ''): LocalDate | undefined {
  const whole = year.length === 2 ? `20${year}` : year;
  const text = `${whole}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isLocalDate(text) ? text : undefined;
}

let months: ReadonlyMap<string, number> | undefined;

/** 1 to 12, in any of the languages of our readers; 0 for no month. */
function monthNamed(name: string): number {
  months ??= new Map(
    ['fr', 'en', 'ar-MA', 'ar', 'es'].flatMap((language) =>
      (['long', 'short'] as const).flatMap((style) =>
        Array.from({ length: 12 }, (_, index) => {
          const format = new Intl.DateTimeFormat(language, { month: style, timeZone: 'UTC' });
          return [folded(format.format(Date.UTC(2027, index, 15))), index + 1] as const;
        }),
      ),
    ),
  );
  return months.get(name) ?? 0;
}

/** Arabic and Persian figures as ours. */
function latinDigits(text: string): string {
  return text.replaceAll(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
}
