import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allCalendars, sampleCalendar, sampleSettings } from '#libs/testing';
import { isWorkingDay, localDateAt, localTimeAt, workingTimeBetween } from './business-time.js';
import { basisOf, dueInstant, shift, type DueContext } from './due.js';
import { rungMoments } from './ladder.js';
import type { DueRule, Duration, Rung, Unit } from './model/index.js';

const now = Date.UTC(2026, 3, 1, 9);
const context: DueContext = { calendar: sampleCalendar, settings: sampleSettings, facts: {}, now };
const opening = (amount: number, unit: Unit): DueRule => ({ from: 'opening', duration: { amount, unit } });

describe('due dates', () => {
  it('are the close of business, counted from the day after', () => {
    const due = dueInstant(context, opening(1, 'working days'));
    expect(localTimeAt(sampleCalendar, due.at)).toBe('2026-04-02 16:30');
    expect(due.beyondHorizon).toBe(false);
  });

  it.each([
    [opening(2, 'days'), '2026-04-03'],
    [opening(3, 'days'), '2026-04-06'], // a Saturday moves on
    [opening(2, 'weeks'), '2026-04-15'],
    [opening(1, 'months'), '2026-05-04'], // 1 May is a holiday, a Friday
    [{ from: 'end', duration: { amount: 7, unit: 'days' } }, '2027-12-24'],
    [{ from: 'end', duration: { amount: 5, unit: 'days' } }, '2027-12-24'], // a Sunday, counted back, moves back
    [{ from: 'plan' }, '2026-04-02'], // no plan: as soon as possible
    [{ from: 'fact', fact: 'visitedOn', duration: { amount: 9, unit: 'days' } }, '2026-04-10'], // unset: from the opening
  ] satisfies [DueRule, string][])('%j falls on %s', (rule, date) => {
    expect(dueInstant(context, rule).date).toBe(date);
  });

  it('count from the date entered, not from the click', () => {
    const rule: DueRule = { from: 'fact', fact: 'visitedOn', duration: { amount: 45, unit: 'days' } };
    expect(dueInstant({ ...context, facts: { visitedOn: '2026-03-25' } }, rule).date).toBe('2026-05-11');
  });

  it('leave at least until the next working day', () => {
    const rule: DueRule = { from: 'fact', fact: 'visitedOn', duration: { amount: 1, unit: 'days' } };
    expect(dueInstant({ ...context, facts: { visitedOn: '2025-01-01' } }, rule).date).toBe('2026-04-02');
    expect(dueInstant({ ...context, plan: '2026-03-01' }, { from: 'plan' }).date).toBe('2026-04-02');
  });

  it('stop where the close-out begins, but never before tomorrow', () => {
    const rule: DueRule = { from: 'opening', duration: { amount: 36, unit: 'months' }, latest: 'close-out' };
    // 2027-12-31 less 60 days is 1 November, a Monday.
    expect(dueInstant(context, rule).date).toBe('2027-11-01');
    const late = { ...context, now: Date.UTC(2027, 10, 15, 9) };
    expect(dueInstant(late, rule).date).toBe('2027-11-16');
    const soon: DueRule = { ...rule, duration: { amount: 1, unit: 'months' } };
    expect(dueInstant(context, soon).date).toBe('2026-05-04');
  });

  it('keep what they count from as the log does, without a date where there is none', () => {
    const rule: DueRule = { from: 'fact', fact: 'visitedOn', duration: { amount: 2, unit: 'days' } };
    expect(basisOf({ ...context, plan: '2026-05-04' }, rule)).toStrictEqual({ rule, at: now });
    const facts = { visitedOn: '2026-03-25' };
    expect(basisOf({ ...context, facts }, rule)).toStrictEqual({ rule, start: '2026-03-25', at: now });
    expect(basisOf({ ...context, facts: { visitedOn: 'soon' } }, rule)).toStrictEqual({ rule, at: now });
  });

  it('name a date that the calendar does not reach', () => {
    expect(dueInstant(context, opening(36, 'months'))).toMatchObject({
      date: '2029-04-02',
      beyondHorizon: true,
    });
    const beyond = (from: string, to: string) => {
      const calendar = { ...sampleCalendar, horizon: { from, to } };
      return dueInstant({ ...context, calendar }, opening(2, 'days')).beyondHorizon;
    };
    // Due on 3 April.
    expect(beyond('2026-04-03', '2026-04-03')).toBe(false);
    expect(beyond('2026-04-04', '2026-12-31')).toBe(true);
    expect(beyond('2026-01-01', '2026-04-02')).toBe(true);
  });

  it('never fall on a day off', () => {
    const units = fc.constantFrom<Unit>('days', 'working days', 'weeks', 'months');
    const moment = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31) });
    fc.assert(
      fc.property(
        moment,
        fc.integer({ min: 1, max: 24 }),
        units,
        fc.constantFrom('opening', 'end'),
        (at, amount, unit, from) => {
          const due = dueInstant({ ...context, now: at }, { from, duration: { amount, unit } });
          expect(isWorkingDay(sampleCalendar, due.date)).toBe(true);
          expect(localDateAt(sampleCalendar, due.at)).toBe(due.date);
          expect(due.at).toBeGreaterThan(at);
        },
      ),
    );
  });
});

describe('working hours', () => {
  // The sample calendar works from 8:30 to 16:30; it is Wednesday, 10:00.
  const hours = (amount: number) => opening(amount, 'working hours');
  const visited = (amount: number): DueRule => ({
    from: 'fact',
    fact: 'visitedOn',
    duration: { amount, unit: 'working hours' },
  });
  const time = (rule: DueRule, change: Partial<DueContext> = {}) =>
    localTimeAt(sampleCalendar, dueInstant({ ...context, ...change }, rule).at);

  it.each([
    [4, '2026-04-01 14:00'],
    [8, '2026-04-02 10:00'],
    [16, '2026-04-03 10:00'],
    [20, '2026-04-03 14:00'],
    [24, '2026-04-06 10:00'], // over a weekend
  ])('%d after the opening are over at %s', (amount, end) => {
    expect(time(hours(amount))).toBe(end);
    expect(dueInstant(context, hours(amount)).date).toBe(end.slice(0, 10));
  });

  it('end at the close, not at the next opening', () => {
    expect(time(hours(8), { now: Date.UTC(2026, 3, 1, 7, 30) })).toBe('2026-04-01 16:30');
    expect(time(hours(8), { now: Date.UTC(2026, 3, 1, 18) })).toBe('2026-04-02 16:30');
  });

  it('count from the morning of a date, or of the first working day after it', () => {
    expect(time(visited(4), { facts: { visitedOn: '2026-04-06' } })).toBe('2026-04-06 12:30');
    expect(time(visited(4), { facts: { visitedOn: '2026-04-04' } })).toBe('2026-04-06 12:30');
    expect(time(visited(4))).toBe('2026-04-01 14:00'); // unset: from the opening
  });

  it('that are over already leave until the next working day', () => {
    const facts = { visitedOn: '2026-03-30' };
    expect(time(visited(17), { facts })).toBe('2026-04-02 16:30');
    expect(time(visited(18), { facts })).toBe('2026-04-01 10:30');
    // Over at this very moment.
    const now = Date.UTC(2026, 3, 1, 8, 30);
    expect(time(visited(17), { facts, now })).toBe('2026-04-02 16:30');
  });

  it('move no date', () => {
    expect(shift(sampleCalendar, '2026-04-04', { amount: 40, unit: 'working hours' }, -1)).toBe('2026-04-04');
  });

  it('are as many as the rule says, on any calendar, at whatever moment it opens', () => {
    const moment = fc.integer({ min: Date.UTC(2026, 0, 5), max: Date.UTC(2027, 11, 31) });
    fc.assert(
      fc.property(
        fc.constantFrom(...allCalendars),
        moment,
        fc.integer({ min: 1, max: 200 }),
        (calendar, at, amount) => {
          const due = dueInstant({ ...context, calendar, now: at }, hours(amount));
          expect(workingTimeBetween(calendar, at, due.at)).toBe(amount * 3_600_000);
          expect(workingTimeBetween(calendar, at, due.at - 1)).toBe(amount * 3_600_000 - 1);
          expect(isWorkingDay(calendar, due.date)).toBe(true);
        },
      ),
    );
  });
});

describe('ladders', () => {
  const days = (amount: number, unit: Unit = 'working days'): Duration => ({ amount, unit });
  const times = (ladder: readonly Rung[]) => {
    const due = dueInstant(context, opening(10, 'working days')).at;
    return rungMoments(sampleCalendar, sampleSettings, ladder, due).map((at) =>
      localTimeAt(sampleCalendar, at),
    );
  };

  it('leave at reminder time on working days, counted from the due day', () => {
    // Due Wednesday 15 April.
    expect(
      times([
        { when: 'before', duration: days(5) },
        { when: 'before', duration: days(3, 'days') },
        { when: 'at' },
        { when: 'after', duration: days(3, 'days') },
      ]),
    ).toEqual(['2026-04-08 09:00', '2026-04-10 09:00', '2026-04-15 09:00', '2026-04-20 09:00']);
  });

  it('never descend where units cross', () => {
    expect(
      times([
        { when: 'before', duration: days(1) },
        { when: 'before', duration: days(1, 'weeks') },
      ]),
    ).toEqual(['2026-04-14 09:00', '2026-04-14 09:00']);
  });
});
