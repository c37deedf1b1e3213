import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  companyCalendar,
  dueInstant,
  isWorkingDay,
  localDateAt,
  localTimeAt,
  rungMoments,
  type Duration,
  type Rung,
} from '#libs/domain';
import { sampleSettings } from '#libs/testing';
import { calendarSnapshot, type Country } from './index.js';

const horizon = { from: '2025-12-01', to: '2028-12-31' } as const;
const settings = { ...sampleSettings, reminderAt: 540, endsOn: '2027-12-31' };

const duration = fc.record<Duration>({
  amount: fc.integer({ min: 1, max: 12 }),
  unit: fc.constantFrom('days' as const, 'working days' as const, 'weeks' as const),
});
const ladder = fc.array(
  fc.oneof(
    fc
      .tuple(fc.constantFrom('before' as const, 'after' as const), duration)
      .map(([when, each]): Rung => ({ when, duration: each })),
    fc.constant<Rung>({ when: 'at' }),
  ),
  { minLength: 1, maxLength: 6 },
);
/** Minutes of two years in which both countries change their clocks four times. */
const moment = fc
  .integer({ min: 0, max: 2 * 365 * 24 * 60 })
  .map((minute) => Date.UTC(2026, 0, 1) + minute * 60_000);
const season = fc
  .record({ start: fc.integer({ min: 0, max: 700 }), days: fc.integer({ min: 0, max: 60 }) })
  .map(({ start, days }) => ({
    from: addDays('2026-01-01', start),
    to: addDays('2026-01-01', start + days),
  }));

describe.each<Country>(['MA', 'CL', 'US'])('reminders in %s', (country) => {
  it('leave at 09:00 local time on a working day, across every change of the clock in 2026 and 2027', () => {
    fc.assert(
      fc.property(moment, duration, ladder, season, (now, wait, rungs, closed) => {
        const calendar = companyCalendar(calendarSnapshot({ country, ...horizon, closed: [closed] }));
        const due = dueInstant(
          { calendar, settings, facts: {}, now },
          { from: 'opening', duration: wait },
        ).at;
        expect(localTimeAt(calendar, due).slice(11)).toBe('16:30');
        expect(isWorkingDay(calendar, localDateAt(calendar, due))).toBe(true);
        for (const at of rungMoments(calendar, settings, rungs, due)) {
          expect(localTimeAt(calendar, at).slice(11)).toBe('09:00');
          expect(isWorkingDay(calendar, localDateAt(calendar, at))).toBe(true);
        }
      }),
    );
  });
});

describe('the working day around a change of the clock', () => {
  it('keeps its local hours when Morocco goes to GMT for Ramadan 2026 and comes back', () => {
    const calendar = calendarSnapshot({ country: 'MA', ...horizon });
    const context = (day: string) => ({
      ...{ calendar, settings, facts: {} },
      now: Date.parse(`${day}T10:00:00Z`),
    });
    const due = (day: string) =>
      new Date(
        dueInstant(context(day), { from: 'opening', duration: { amount: 1, unit: 'working days' } }).at,
      ).toISOString();
    expect(due('2026-02-12')).toBe('2026-02-13T15:30:00.000Z');
    expect(due('2026-02-13')).toBe('2026-02-16T16:30:00.000Z');
    // 20 March was the feast, 21 and 22 a weekend; on the 22nd the clock came back.
    expect(due('2026-03-19')).toBe('2026-03-23T15:30:00.000Z');
  });
});
