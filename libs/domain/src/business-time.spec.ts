import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sampleCalendar } from '#libs/testing';
import {
  addDays,
  addMonths,
  addWorkingDays,
  companyCalendar,
  dateOf,
  dayNumber,
  instantAt,
  isLocalDate,
  isWorkingDay,
  localDateAt,
  localTimeAt,
  workingDayFrom,
  workingDayUntil,
} from './business-time.js';

const date = fc.integer({ min: dayNumber('2026-01-01'), max: dayNumber('2027-12-31') }).map(dateOf);

describe('business time', () => {
  it('accepts only days that exist', () => {
    expect(isLocalDate('2028-02-29')).toBe(true);
    for (const wrong of [
      '2026-02-29',
      '2026-13-01',
      '2026-1-1',
      '1899-12-31',
      '3000-01-01',
      '2026-02-011',
      'x2026-02-01',
      ['2026-02-01'],
      20260101,
      null,
    ]) {
      expect(isLocalDate(wrong)).toBe(false);
    }
  });

  it('counts working days around weekends and holidays', () => {
    // Thursday 30 April; Friday 1 May is a holiday.
    expect(addWorkingDays(sampleCalendar, '2026-04-30', 1)).toBe('2026-05-04');
    expect(addWorkingDays(sampleCalendar, '2026-05-04', -1)).toBe('2026-04-30');
    expect(addWorkingDays(sampleCalendar, '2026-05-02', 0)).toBe('2026-05-02');
    expect(workingDayFrom(sampleCalendar, '2026-05-01')).toBe('2026-05-04');
    expect(workingDayUntil(sampleCalendar, '2026-05-03')).toBe('2026-04-30');
    expect(isWorkingDay(sampleCalendar, '2026-05-05')).toBe(true);
  });

  it('stays total for a week without working days', () => {
    const idle = { ...sampleCalendar, weekend: [1, 2, 3, 4, 5, 6, 7] };
    expect(addWorkingDays(idle, '2026-05-01', 3)).toBe('2026-05-04');
  });

  it('ends months on their last day when the day does not occur', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
  });

  it('reads the local clock on both sides of a change of offset', () => {
    expect(localTimeAt(sampleCalendar, instantAt(sampleCalendar, '2026-02-13', 990))).toBe(
      '2026-02-13 16:30',
    );
    expect(instantAt(sampleCalendar, '2026-02-13', 990)).toBe(Date.UTC(2026, 1, 13, 15, 30));
    expect(instantAt(sampleCalendar, '2026-02-16', 990)).toBe(Date.UTC(2026, 1, 16, 16, 30));
  });

  it('takes the first of two readings and steps over a gap', () => {
    // 03:00 falls back to 02:00 on 15 February: 02:30 happens twice.
    expect(instantAt(sampleCalendar, '2026-02-15', 150)).toBe(Date.UTC(2026, 1, 15, 1, 30));
    // 02:00 jumps to 03:00 on 22 March: 02:30 never happens.
    const stepped = instantAt(sampleCalendar, '2026-03-22', 150);
    expect(localTimeAt(sampleCalendar, stepped)).toBe('2026-03-22 03:30');
  });

  it('changes the clock at the very moment of the change', () => {
    expect(localTimeAt(sampleCalendar, Date.UTC(2026, 1, 15, 2))).toBe('2026-02-15 02:00');
    expect(localTimeAt(sampleCalendar, Date.UTC(2026, 1, 15, 2) - 1)).toBe('2026-02-15 02:59');
    // The first reading that happens once, after the hour that happens twice; and the end of the gap.
    expect(instantAt(sampleCalendar, '2026-02-15', 180)).toBe(Date.UTC(2026, 1, 15, 3));
    expect(instantAt(sampleCalendar, '2026-03-22', 180)).toBe(Date.UTC(2026, 2, 22, 2));
  });

  it('closes the company on the days of its season as well, each once, ascending', () => {
    const closed = [{ from: '2026-04-30', to: '2026-05-02' }];
    const holidays = ['2026-01-01', '2026-05-01', '2026-11-18'];
    expect(companyCalendar({ ...sampleCalendar, holidays, closed })).toEqual({
      ...sampleCalendar,
      holidays: ['2026-01-01', '2026-04-30', '2026-05-01', '2026-05-02', '2026-11-18'],
      closed: [],
    });
    expect(companyCalendar(sampleCalendar)).toBe(sampleCalendar);
  });

  it('is total without any offset', () => {
    const bare = { ...sampleCalendar, offsets: [] };
    expect(instantAt(bare, '2026-02-15', 60)).toBe(Date.UTC(2026, 1, 15, 1));
    expect(localDateAt(bare, Date.UTC(2026, 1, 15, 1))).toBe('2026-02-15');
  });

  it('keeps every local date through an instant and back', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 0, max: 1439 }), (day, minutes) => {
        expect(localDateAt(sampleCalendar, instantAt(sampleCalendar, day, minutes))).toBe(day);
      }),
    );
  });

  it('adds working days monotonically and inversely to counting them', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 60 }), (day, count) => {
        const end = addWorkingDays(sampleCalendar, day, count);
        let counted = 0;
        for (let each = addDays(day, 1); each <= end; each = addDays(each, 1)) {
          if (isWorkingDay(sampleCalendar, each)) counted += 1;
        }
        expect(counted).toBe(count);
        expect(isWorkingDay(sampleCalendar, end)).toBe(true);
        expect(addWorkingDays(sampleCalendar, day, count + 1) > end).toBe(true);
        expect(addWorkingDays(sampleCalendar, addDays(day, 1), count) >= end).toBe(true);
      }),
    );
  });
});
