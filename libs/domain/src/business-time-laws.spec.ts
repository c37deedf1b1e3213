import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allCalendars, chileanCalendar, sampleCalendar } from '#libs/testing';
import {
  addDays,
  addMonths,
  addWorkingDays,
  addWorkingTime,
  companyCalendar,
  dateOf,
  dayNumber,
  instantAt,
  isWorkingDay,
  localDateAt,
  localTimeAt,
  workingDayFrom,
  workingDayUntil,
  workingTimeBetween,
} from './business-time.js';

const [minute, hour] = [60_000, 3_600_000];
const calendar = fc.constantFrom(...allCalendars);
const date = fc.integer({ min: dayNumber('2026-01-01'), max: dayNumber('2027-12-31') }).map(dateOf);
const moment = fc
  .integer({ min: Date.UTC(2026, 0, 2) / minute, max: Date.UTC(2027, 11, 30) / minute })
  .map((each) => each * minute);
const working = fc.integer({ min: 1, max: 60 * 8 * 60 }).map((each) => each * minute);

function holds<Values extends [unknown, ...unknown[]]>(
  arbitraries: { [Key in keyof Values]: fc.Arbitrary<Values[Key]> },
  law: (...values: Values) => void,
): void {
  fc.assert(fc.property(...arbitraries, law));
}

describe('days', () => {
  it('add and subtract as inverses, and keep their order', () => {
    holds([date, fc.integer({ min: -500, max: 500 })], (day, count) => {
      expect(addDays(addDays(day, count), -count)).toBe(day);
      expect(dayNumber(addDays(day, count)) - dayNumber(day)).toBe(count);
      expect(addDays(day, count + 1) > addDays(day, count)).toBe(true);
    });
  });

  it('count months to the same day or a month’s last, in order', () => {
    holds([date, fc.integer({ min: -24, max: 24 })], (day, count) => {
      const reached = addMonths(day, count);
      const [from, to] = [day, reached].map((each) => each.split('-').map(Number));
      expect(to![0]! * 12 + to![1]! - (from![0]! * 12 + from![1]!)).toBe(count);
      const lastOfMonth = addDays(reached, 1).slice(8) === '01';
      expect(to![2] === from![2] || (to![2]! < from![2]! && lastOfMonth)).toBe(true);
      expect(addMonths(day, count) <= addMonths(addDays(day, 1), count)).toBe(true);
      if (from![2]! <= 28) expect(addMonths(reached, -count)).toBe(day);
    });
  });

  it('of work: to a day of work and back to it', () => {
    holds([calendar, date, fc.integer({ min: 1, max: 80 })], (own, day, count) => {
      const start = workingDayFrom(own, day);
      const end = addWorkingDays(own, start, count);
      expect(isWorkingDay(own, end)).toBe(true);
      expect(addWorkingDays(own, end, -count)).toBe(start);
      expect(addWorkingDays(own, start, 0)).toBe(start);
      expect(addWorkingDays(own, addWorkingDays(own, start, 1), count)).toBe(
        addWorkingDays(own, start, count + 1),
      );
    });
  });

  it('of work: the nearest one on either side, with none between', () => {
    holds([calendar, date], (own, day) => {
      const [before, after] = [workingDayUntil(own, day), workingDayFrom(own, day)];
      expect(before <= day && day <= after).toBe(true);
      for (let each = addDays(before, 1); each < after; each = addDays(each, 1))
        expect(isWorkingDay(own, each)).toBe(false);
      expect(isWorkingDay(own, day)).toBe(before === after);
    });
  });
});

describe('the local clock', () => {
  it('shows what was asked for, except where it never does', () => {
    holds([calendar, date, fc.integer({ min: 0, max: 1439 })], (own, day, minutes) => {
      const at = instantAt(own, day, minutes);
      const shown = localTimeAt(own, at);
      const wanted = `${day} ${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
      if (shown === wanted) return;
      // In a gap: an hour later, on the same day, and nothing shows the wanted time.
      expect(shown > wanted && shown.slice(0, 10) === day).toBe(true);
      for (const offset of own.offsets)
        expect(
          localTimeAt(own, Date.parse(`${wanted.replace(' ', 'T')}Z`) - offset.minutes * minute),
        ).not.toBe(wanted);
    });
  });

  it('never runs backwards from one morning to the next, in Ramadan and in Chile’s September', () => {
    holds([fc.constantFrom(sampleCalendar, chileanCalendar), date], (own, day) => {
      const [today, tomorrow] = [day, addDays(day, 1)].map((each) => instantAt(own, each, 540));
      expect([23, 24, 25]).toContain((tomorrow! - today!) / hour);
      expect(localTimeAt(own, today!)).toBe(`${day} 09:00`);
    });
  });
});

describe('working time', () => {
  it('adds and measures as inverses', () => {
    holds([calendar, moment, working], (own, from, time) => {
      const to = addWorkingTime(own, from, time);
      expect(to).toBeGreaterThan(from);
      expect(workingTimeBetween(own, from, to)).toBe(time);
      // The earliest such moment: a little before, the work is not done.
      expect(workingTimeBetween(own, from, to - minute)).toBeLessThan(time);
      expect(isWorkingDay(own, localDateAt(own, to))).toBe(true);
    });
  });

  it('adds up, however it is cut', () => {
    holds([calendar, moment, working, working], (own, from, first, second) => {
      const middle = addWorkingTime(own, from, first);
      expect(addWorkingTime(own, middle, second)).toBe(addWorkingTime(own, from, first + second));
      const end = addWorkingTime(own, middle, second);
      expect(workingTimeBetween(own, from, middle) + workingTimeBetween(own, middle, end)).toBe(
        first + second,
      );
    });
  });

  it('leads back to a moment of work, and to its last such moment otherwise', () => {
    holds([calendar, moment, moment], (own, one, other) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other)];
      const time = workingTimeBetween(own, from, to);
      expect(addWorkingTime(own, from, time)).toBeLessThanOrEqual(to);
      expect(time).toBeLessThanOrEqual(to - from);
      expect(workingTimeBetween(own, to, from)).toBe(0);
      expect(addWorkingTime(own, from, 0)).toBe(from);
      expect(addWorkingTime(own, from, -time)).toBe(from);
    });
  });

  it('passes over days off', () => {
    holds([calendar, date], (own, day) => {
      const { opens, closes } = own.hours;
      const [midnight, next] = [instantAt(own, day, 0), instantAt(own, addDays(day, 1), 0)];
      const worked = workingTimeBetween(own, midnight, next);
      const whole = instantAt(own, day, closes) - instantAt(own, day, opens);
      expect(worked).toBe(isWorkingDay(own, day) ? whole : 0);
    });
  });

  it('ends a whole day’s work at its close, not at the next opening', () => {
    const friday = instantAt(sampleCalendar, '2026-04-03', 510);
    expect(localTimeAt(sampleCalendar, addWorkingTime(sampleCalendar, friday, 8 * hour))).toBe(
      '2026-04-03 16:30',
    );
    expect(localTimeAt(sampleCalendar, addWorkingTime(sampleCalendar, friday, 8 * hour + minute))).toBe(
      '2026-04-06 08:31',
    );
  });

  it('stays total where nobody ever works', () => {
    const idle = { ...sampleCalendar, weekend: [1, 2, 3, 4, 5, 6, 7] };
    const from = Date.UTC(2026, 3, 1);
    expect(addWorkingTime(idle, from, hour)).toBe(from + hour);
    expect(workingTimeBetween(idle, from, from + 90 * 24 * hour)).toBe(0);
  });
});

describe('a company’s season', () => {
  it('is off for the company, and changes no other day', () => {
    holds([calendar, date], (own, day) => {
      const inSeason = (own.closed ?? []).some(({ from, to }) => from <= day && day <= to);
      expect(isWorkingDay(companyCalendar(own), day)).toBe(isWorkingDay(own, day) && !inSeason);
    });
  });

  it('is laid over a calendar once', () => {
    for (const own of allCalendars) {
      expect(companyCalendar(own)).toBe(companyCalendar(own));
      expect(companyCalendar(companyCalendar(own))).toBe(companyCalendar(own));
    }
    expect(companyCalendar(sampleCalendar)).toBe(sampleCalendar);
  });
});
