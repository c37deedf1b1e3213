import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { calendarSnapshot, type Country } from '#libs/calendars';
import { addDays } from '#libs/domain';
import { slotOf, typedSlot, warningsOf } from './slot-times.js';

const horizon = { from: '2026-01-01', to: '2028-12-31' } as const;
const calendarOf = (country: Country, closed: readonly { from: string; to: string }[] = []) =>
  calendarSnapshot({ country, ...horizon, closed });
const zones: Readonly<Partial<Record<Country, string>>> = { MA: 'Africa/Casablanca', CL: 'America/Santiago' };

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

describe.each<Country>(['MA', 'CL'])('times of a slot in %s', (country) => {
  const calendar = calendarOf(country);

  it('mean what a clock there shows, across every change of it', () => {
    const shown = new Intl.DateTimeFormat('en-CA', {
      ...{ timeZone: zones[country] ?? 'UTC', hourCycle: 'h23', hour: '2-digit', minute: '2-digit' },
      ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
    });
    fc.assert(
      fc.property(fc.nat({ max: 1_000 }), fc.integer({ min: 360, max: 1_320 }), (days, minutes) => {
        const typed = { day: addDays('2026-01-02', days), from: clock(minutes), to: clock(minutes + 60) };
        const slot = slotOf(calendar, typed, 1);
        expect(shown.format(slot.startsAt).replace(', ', ' ')).toBe(`${typed.day} ${typed.from}`);
        expect(slot.endsAt - slot.startsAt).toBe(3_600_000);
        expect(typedSlot(calendar, slot)).toEqual(typed);
      }),
    );
  });
});

describe('the times of a slot', () => {
  const calendar = calendarOf('MA', [{ from: '2026-10-05', to: '2026-12-31' }]);

  it('keep to the local clock in Ramadan, when Morocco is at UTC', () => {
    const [before, within] = [
      slotOf(calendar, { day: '2026-02-13', from: '10:00', to: '12:00' }, 1),
      slotOf(calendar, { day: '2026-02-20', from: '10:00', to: '12:00' }, 1),
    ];
    expect(new Date(before.startsAt).toISOString()).toBe('2026-02-13T09:00:00.000Z');
    expect(new Date(within.startsAt).toISOString()).toBe('2026-02-20T10:00:00.000Z');
  });

  it('are refused by number where they cannot be read, or lie beyond what the calendar knows', () => {
    const refused = (day: string, from: string, to: string) => {
      try {
        return slotOf(calendar, { day, from, to }, 3);
      } catch (error) {
        return error;
      }
    };
    const unreadable = { code: 'visit.slot-unreadable', subject: '3' };
    expect(refused('2026-02-30', '10:00', '11:00')).toMatchObject(unreadable);
    expect(refused('2026-02-20', '', '11:00')).toMatchObject(unreadable);
    expect(refused('2026-02-20', '10:00', '25:00')).toMatchObject(unreadable);
    expect(refused('2029-01-02', '10:00', '11:00')).toMatchObject({ code: 'visit.slot-far', subject: '3' });
  });

  it('warn of days off, of the company’s season and of hours nobody works, and of nothing else', () => {
    const warned = (day: string, from = '10:00', to = '12:00') =>
      warningsOf(calendar, slotOf(calendar, { day, from, to }, 1));
    expect(warned('2026-09-08')).toEqual([]);
    expect(warned('2026-09-06')).toEqual(['day-off']);
    expect(warned('2026-07-30')).toEqual(['day-off']);
    expect(warned('2026-10-06')).toEqual(['production-season']);
    expect(warned('2026-09-08', '05:00', '07:00')).toEqual(['outside-hours']);
    expect(warned('2026-10-11', '18:00', '23:00')).toEqual(['day-off', 'outside-hours']);
  });
});
