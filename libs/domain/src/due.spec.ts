import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sampleCalendar, sampleSettings } from '#libs/testing';
import { isWorkingDay, localDateAt, localTimeAt } from './business-time.js';
import { dueInstant, type DueContext } from './due.js';
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
  });

  it('name a date that the calendar does not reach', () => {
    expect(dueInstant(context, opening(36, 'months'))).toMatchObject({
      date: '2029-04-02',
      beyondHorizon: true,
    });
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

describe('ladders', () => {
  const days = (amount: number, unit: Unit = 'working days'): Duration => ({ amount, unit });
  const due = dueInstant(context, opening(10, 'working days')).at;
  const times = (ladder: readonly Rung[]) =>
    rungMoments(sampleCalendar, sampleSettings, ladder, due).map((at) => localTimeAt(sampleCalendar, at));

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
