import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { folded } from './fold.js';
import { cellAddress, columnName, columnNumber, type Cell } from './sheet.js';
import { dayOf, dayOfSerial, isAmbiguousDay, textOf, wholeNumberOf } from './values.js';

const text = (words: string): Cell => ({ kind: 'text', text: words });

describe('what cells say', () => {
  it.each([
    ['2027-03-04', '2027-03-04'],
    ['2027-03-04T10:00:00', '2027-03-04'],
    ['04/03/2027', '2027-03-04'],
    ['4.3.27', '2027-03-04'],
    ['4 mars 2027', '2027-03-04'],
    ['1er mars 2027', '2027-03-01'],
    ['4 de marzo de 2027', '2027-03-04'],
    ['March 4, 2027', '2027-03-04'],
    ['4 févr. 2027', '2027-02-04'],
    ['٤ مارس ٢٠٢٧', '2027-03-04'],
    ['\u200e04/03/2027\u00a0', '2027-03-04'],
    ['31/02/2027', undefined],
    ['soon', undefined],
    ['12', undefined],
  ])('reads %s as a day', (words, day) => {
    expect(dayOf(text(words), 'day-first')).toBe(day);
  });

  it('does not guess which number is the month', () => {
    expect(isAmbiguousDay(text('04/03/2027'))).toBe(true);
    expect(dayOf(text('04/03/2027'), null)).toBeUndefined();
    expect(dayOf(text('13/03/2027'), null)).toBe('2027-03-13');
    expect(dayOf(text('04/03/2027'), 'month-first')).toBe('2027-04-03');
    expect(dayOf(text('13/03/2027'), 'month-first')).toBe('2027-03-13');
  });

  it('takes a number for a day only where it can be one', () => {
    expect(dayOf({ kind: 'number', number: 46_479 }, null)).toBe('2027-04-02');
    expect(dayOf({ kind: 'number', number: 46_479.999999 }, null)).toBe('2027-04-03');
    expect(dayOf({ kind: 'number', number: 12 }, null)).toBeUndefined();
    expect(dayOfSerial(Number.POSITIVE_INFINITY)).toBeUndefined();
  });

  it('counts every day of two centuries one by one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 61, max: 73_000 }), (serial) => {
        const [day, next] = [dayOfSerial(serial)!, dayOfSerial(serial + 1)!];
        expect(Date.parse(next) - Date.parse(day)).toBe(86_400_000);
      }),
    );
  });

  it.each<[Cell, number | undefined]>([
    [text('1 200'), 1200],
    [text('1\u202f200'), 1200],
    [text('٤٢'), 42],
    [{ kind: 'number', number: 7 }, 7],
    [text('12,5'), undefined],
    [text(''), undefined],
    [text('many'), undefined],
  ])('reads %j as a whole number', (cell, number) => {
    expect(wholeNumberOf(cell)).toBe(number);
  });

  it('keeps the words of any cell', () => {
    expect(textOf({ kind: 'number', number: 212_600_000_001 })).toBe('212600000001');
    expect(textOf(text(' a\u00a0b\r\nc '))).toBe('a b\nc');
    expect(textOf(undefined)).toBe('');
  });

  it('compares names as people read them', () => {
    expect(folded('  Société  Générale (S.A.R.L.) ')).toBe('societe generale s a r l');
    expect(folded('شَرِكَةُ الأطلس')).toBe(folded('شركه الاطلس'));
  });

  it('names columns as programs do', () => {
    expect([1, 26, 27, 702, 703].map(columnName)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
    expect(columnNumber('AAA')).toBe(703);
    expect([cellAddress('Tasks', 6, 12), cellAddress('', 6, 12)]).toEqual(['Tasks!F12', 'F12']);
  });
});
