import { describe, expect, it } from '@jest/globals';
import { daysOfMonth, monthAfter, monthOf } from './month.js';

describe('a month on a page', () => {
  it('is made of whole weeks that begin on Monday', () => {
    const days = daysOfMonth('2026-11');
    expect([days[0], days.at(-1), days.length]).toEqual(['2026-10-26', '2026-12-06', 42]);
    expect(daysOfMonth('2027-02')).toHaveLength(28);
    expect(daysOfMonth('2027-02')[0]).toBe('2027-02-01');
  });

  it('has one before and one after, across years', () => {
    expect(monthAfter('2026-12', 1)).toBe('2027-01');
    expect(monthAfter('2026-01', -1)).toBe('2025-12');
  });

  it('is that of today where the address names none', () => {
    expect(monthOf('2027-03', '2026-11-26')).toBe('2027-03');
    expect(monthOf('2027-13', '2026-11-26')).toBe('2026-11');
    expect(monthOf(['x'], '2026-11-26')).toBe('2026-11');
  });
});
