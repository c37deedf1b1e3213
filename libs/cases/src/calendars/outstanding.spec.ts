import { describe, expect, it } from '@jest/globals';
import type { CalendarEntries, CalendarChange, RunningCase, StoredCalendarChange } from '#libs/persistence';
import { calendarFrom } from './calendars.js';
import { outstanding } from './outstanding.js';

const programme = { country: 'MA', startsOn: '2026-09-01', endsOn: '2028-08-31' };
const row: RunningCase = {
  ...{ reference: 'CCP-MA-2026-0007', seq: 3, programme: 'CCP-MA', organisation: 'OLV-07', country: 'MA' },
  calendar: 'before',
};
let number = 0;

function stored(change: CalendarChange, before = 'other'): StoredCalendarChange {
  number += 1;
  const replan = { reference: row.reference, organisation: 'OLV-07', programme: 'CCP-MA', before, moves: [] };
  return {
    ...{
      id: `change-${number}`,
      number,
      subject: 'MA',
      change,
      reason: `reason ${number}`,
      person: 'P-ADMIN',
    },
    ...{ at: 0, request: `request-${number}`, fingerprint: '', replans: [replan] },
  };
}

const dayOff = (day: string) => stored({ type: 'override', country: 'MA', day, works: false });
const withdrawn = (day: string) => stored({ type: 'withdrawal', country: 'MA', day });

function entries(days: readonly string[], season?: { startsOn: string; endsOn: string }): CalendarEntries {
  return {
    overrides: days.map((day) => ({ calendar: 'MA', day, works: false, reason: '', person: '', at: 0 })),
    seasons: season ? [{ organisation: 'OLV-07', ...season }] : [],
  };
}

function gap(held: CalendarEntries, current: CalendarEntries, until = programme.endsOn) {
  return {
    ...{ case: row, heldUntil: programme.endsOn, until },
    held: calendarFrom(held, programme, 'OLV-07'),
    current: calendarFrom(current, { ...programme, endsOn: until }, 'OLV-07'),
  };
}

describe('what a case has not seen yet', () => {
  it('is every override that its calendar lacks, in the order they were made', () => {
    const changes = [dayOff('2027-03-08'), dayOff('2027-03-11'), dayOff('2027-04-01')];
    const all = ['2027-03-08', '2027-03-11', '2027-04-01'];
    expect(outstanding(gap(entries(all.slice(2)), entries(all)), changes)).toEqual(changes.slice(0, 2));
    expect(outstanding(gap(entries(all), entries(all)), changes)).toEqual([]);
  });

  it('is the withdrawal and not the override before it, where both are about one day', () => {
    const changes = [dayOff('2027-03-08'), withdrawn('2027-03-08')];
    expect(outstanding(gap(entries(['2027-03-08']), entries([])), changes)).toEqual([changes[1]]);
    expect(outstanding(gap(entries([]), entries([])), changes)).toEqual([]);
  });

  it('is nothing of another country, of a day outside the horizon, or of another company', () => {
    const changes = [
      stored({ type: 'override', country: 'CL', day: '2027-03-08', works: false }),
      dayOff('2030-03-08'),
      stored({ type: 'season', organisation: 'OLV-08', from: '2027-01-01', to: '2027-01-31' }),
      stored({ type: 'horizon', programme: 'CCP-CL', endsOn: '2029-01-31' }),
    ];
    const season = { startsOn: '2027-01-01', endsOn: '2027-01-31' };
    expect(outstanding(gap(entries(['2027-03-08']), entries([], season), '2029-01-31'), changes)).toEqual([]);
  });

  it('is the latest word on the company’s season and on the programme’s end', () => {
    const changes = [
      stored({ type: 'season', organisation: 'OLV-07', from: '2027-01-01', to: '2027-01-15' }),
      stored({ type: 'season', organisation: 'OLV-07', from: '2027-01-01', to: '2027-01-31' }),
      stored({ type: 'horizon', programme: 'CCP-MA', endsOn: '2029-01-31' }),
    ];
    const season = { startsOn: '2027-01-01', endsOn: '2027-01-31' };
    expect(outstanding(gap(entries([]), entries([], season), '2029-01-31'), changes)).toEqual(
      changes.slice(1),
    );
  });

  it('is newer data only where somebody adopted it for just the calendar that the case holds', () => {
    const between = gap(entries(['2027-03-08']), entries([]));
    expect(outstanding(between, [])).toEqual([]);
    expect(outstanding(between, [stored({ type: 'data', country: 'MA' })])).toEqual([]);
    const adopted = stored({ type: 'data', country: 'MA' }, between.held.version);
    expect(outstanding(between, [adopted])).toEqual([adopted]);
  });
});
