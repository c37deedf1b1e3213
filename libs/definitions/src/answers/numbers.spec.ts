import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readDate, readMonth, twelveMonths } from './dates.js';
import { decimalsOf, readNumber } from './numbers.js';

/** Writes a number the way people do: digits of a script, a grouping and a decimal separator. */
function write(
  whole: number,
  fraction: string,
  style: { group: string; point: string; zero: number },
): string {
  const grouped = String(whole).replaceAll(/\B(?=(\d{3})+$)/g, style.group);
  const text = fraction === '' ? grouped : `${grouped}${style.point}${fraction}`;
  return text.replaceAll(/\d/g, (digit) => String.fromCodePoint(style.zero + Number(digit)));
}

const scripts = fc.constantFrom(0x30, 0x660, 0x6f0);
const fractions = fc.stringMatching(/^(\d{1,2}|)$/);

describe('readNumber', () => {
  it('reads every way of writing that has one meaning', () => {
    const styles = fc.constantFrom(
      { group: '', point: ',' },
      { group: '', point: '.' },
      { group: '', point: '٫' },
      { group: ' ', point: ',' },
      { group: '\u00a0', point: ',' },
      { group: '\u202f', point: '.' },
      { group: '’', point: '.' },
      { group: '٬', point: '٫' },
    );
    fc.assert(
      fc.property(fc.nat(999_999_999), fractions, styles, scripts, (whole, fraction, style, zero) => {
        const typed = write(whole, fraction, { ...style, zero });
        expect(readNumber(typed, 2)).toBe(Number(`${whole}.${fraction || '0'}`));
      }),
    );
  });

  it('reads groups of points or commas when a decimal separator or a second group follows', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1000, max: 999_999_999 }),
        fc.stringMatching(/^\d{1,2}$/),
        fc.boolean(),
        scripts,
        (whole, fraction, english, zero) => {
          const style = english ? { group: ',', point: '.', zero } : { group: '.', point: ',', zero };
          expect(readNumber(write(whole, fraction, style), 2)).toBe(Number(`${whole}.${fraction}`));
        },
      ),
    );
    expect(readNumber('1.234.567', 0)).toBe(1_234_567);
  });

  it('asks back rather than guess by a factor of a thousand', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1000, max: 999_999 }),
        fc.constantFrom('.', ','),
        scripts,
        (value, group, zero) => {
          expect(readNumber(write(value, '', { group, point: '', zero }), 2)).toBe('number.ambiguous');
        },
      ),
    );
    expect(readNumber('1,250', 3)).toBe(1.25);
    expect(readNumber('0,125', 2)).toBe(0.125);
  });

  it('never takes what is no number', () => {
    for (const typed of [
      'abc',
      '12 kWh',
      '1,2,3',
      '1.2.3',
      '1,23.456,7',
      '--1',
      '1e5',
      ',',
      'Infinity',
      '12 34',
    ]) {
      expect({ typed, read: readNumber(typed, 2) }).toEqual({ typed, read: 'number.unreadable' });
    }
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const read = readNumber(typed, 2);
        if (typeof read === 'number') expect(typed).toMatch(/\p{Nd}/u);
        expect(read).not.toBeNaN();
      }),
    );
  });

  it('counts decimals', () => {
    expect([1, 1.5, 1.25, 1e-7, 1e21].map((value) => decimalsOf(value))).toEqual([0, 1, 2, 7, 0]);
  });
});

describe('dates', () => {
  it.each([
    ['2026-11-05', '2026-11-05'],
    ['05/11/2026', '2026-11-05'],
    ['5.11.2026', '2026-11-05'],
    ['٠٥/١١/٢٠٢٦', '2026-11-05'],
    ['2028-02-29', '2028-02-29'],
    ['2027-02-29', undefined],
    ['31/04/2027', undefined],
    ['soon', undefined],
  ])('%s → %s', (typed, day) => expect(readDate(typed)).toBe(day));

  it('reads months and counts twelve of them', () => {
    expect(['2025-09', '9/2025', '2025-09-30', '2025-13', 'x'].map((typed) => readMonth(typed))).toEqual([
      '2025-09',
      '2025-09',
      '2025-09',
      undefined,
      undefined,
    ]);
    expect(twelveMonths('2025-11').slice(0, 3)).toEqual(['2025-11', '2025-12', '2026-01']);
    expect(twelveMonths('2025-11').at(-1)).toBe('2026-10');
  });
});
