import { describe, expect, it } from '@jest/globals';
import { calendarSnapshot, COUNTRIES, type CalendarRequest } from './index.js';

const years: CalendarRequest = { country: 'MA', from: '2025-01-01', to: '2027-12-31' };

function offsets(request: CalendarRequest): string[] {
  return calendarSnapshot(request).offsets.map(
    ({ from, minutes }) => `${new Date(from).toISOString().slice(0, 16)} ${minutes}`,
  );
}

/** `MM-DD` of a year's holidays. */
function holidays(country: CalendarRequest['country'], year: number): string[] {
  return calendarSnapshot({ country, from: `${year}-01-01`, to: `${year}-12-31` }).holidays.map((date) =>
    date.slice(5),
  );
}

describe('UTC offsets', () => {
  it('of Casablanca leave UTC+1 for Ramadan and come back', () => {
    expect(offsets(years)).toEqual([
      '2024-12-31T00:00 60',
      '2025-02-23T02:00 0',
      '2025-04-06T02:00 60',
      '2026-02-15T02:00 0',
      '2026-03-22T02:00 60',
      '2027-02-07T02:00 0',
      '2027-03-14T02:00 60',
    ]);
  });

  it('of Santiago change in April and September, south of the equator', () => {
    expect(offsets({ ...years, country: 'CL' })).toEqual([
      '2024-12-31T00:00 -180',
      '2025-04-06T03:00 -240',
      '2025-09-07T04:00 -180',
      '2026-04-05T03:00 -240',
      '2026-09-06T04:00 -180',
      '2027-04-04T03:00 -240',
      '2027-09-05T04:00 -180',
    ]);
  });

  it('of New York change in March and November', () => {
    expect(offsets({ country: 'US', from: '2026-01-01', to: '2026-12-31' })).toEqual([
      '2025-12-31T00:00 -300',
      '2026-03-08T07:00 -240',
      '2026-11-01T06:00 -300',
    ]);
  });

  it('begin before the horizon, also when it begins on the very day of a change', () => {
    expect(offsets({ country: 'MA', from: '2026-02-15', to: '2026-02-16' })).toEqual([
      '2026-02-14T00:00 60',
      '2026-02-15T02:00 0',
    ]);
  });
});

describe('public holidays', () => {
  it('of Morocco in 2025 are those that were observed', () => {
    expect(holidays('MA', 2025)).toEqual(
      '01-01 01-11 01-14 03-31 04-01 05-01 06-07 06-08 06-27 07-30 08-14 08-20 08-21 09-05 11-06 11-18'.split(
        ' ',
      ),
    );
  });

  it('of Morocco from 2026 on include Aid al-Wahda, and two days for each Eid', () => {
    const in2026 =
      '01-01 01-11 01-14 03-20 03-21 05-01 05-27 05-28 06-16 07-30 08-14 08-20 08-21 08-25 10-31 11-06 11-18'.split(
        ' ',
      );
    expect(holidays('MA', 2026)).toEqual(in2026);
    expect(holidays('MA', 2027)).toEqual(
      expect.arrayContaining(['01-14', '03-09', '03-10', '05-16', '05-17', '10-31']),
    );
  });

  it('of Chile in 2026 are the sixteen of the official list, and Easter Sunday', () => {
    const official =
      '01-01 04-03 04-04 04-05 05-01 05-21 06-21 06-29 07-16 08-15 09-18 09-19 10-12 10-31 11-01 12-08 12-25'.split(
        ' ',
      );
    expect(holidays('CL', 2026)).toEqual(official);
  });

  it('of Chile move to a Monday where the law moves them, and add a Friday before 18 September on a Saturday', () => {
    expect(holidays('CL', 2027)).toEqual(expect.arrayContaining(['06-28', '10-11', '09-17']));
    expect(holidays('CL', 2027)).not.toContain('06-29');
  });

  it('of the United States are federal ones with the days off beside a weekend, and no observances', () => {
    expect(holidays('US', 2026)).toEqual(
      '01-01 01-19 02-16 05-25 06-19 07-03 07-04 09-07 10-12 11-11 11-26 12-25'.split(' '),
    );
    expect(holidays('US', 2028)).toEqual(expect.arrayContaining(['11-10', '11-11']));
    expect(holidays('US', 2029)).toEqual(expect.arrayContaining(['11-11', '11-12']));
  });

  it('of Morocco keep the second day of a feast whose first lies before the horizon', () => {
    expect(calendarSnapshot({ country: 'MA', from: '2025-04-01', to: '2025-04-30' }).holidays).toEqual([
      '2025-04-01',
    ]);
    expect(calendarSnapshot({ country: 'MA', from: '2025-03-01', to: '2025-03-31' }).holidays).toEqual([
      '2025-03-31',
    ]);
  });

  it.each(COUNTRIES)('of %s do not depend on where the horizon begins and ends', (country) => {
    const whole = calendarSnapshot({ country, from: '2025-01-01', to: '2028-12-31' }).holidays;
    const parts = [2025, 2026, 2027, 2028].flatMap(
      (year) => calendarSnapshot({ country, from: `${year}-01-01`, to: `${year}-12-31` }).holidays,
    );
    expect(parts).toEqual(whole);
    expect([...new Set(whole)].sort()).toEqual(whole);
  });
});

describe('a snapshot', () => {
  it('is plain data with a version that follows its content', () => {
    const snapshot = calendarSnapshot(years);
    expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot);
    expect(snapshot).toMatchObject({
      key: 'MA',
      timeZone: 'Africa/Casablanca',
      weekend: [6, 7],
      hours: { opens: 510, closes: 990 },
    });
    expect(snapshot.horizon).toEqual({ from: '2025-01-01', to: '2027-12-31' });
    expect(calendarSnapshot(years).version).toBe(snapshot.version);
    expect(calendarSnapshot({ ...years, overrides: { holidays: ['2026-07-31'] } }).version).not.toBe(
      snapshot.version,
    );
  });

  it('takes what a programme knows better', () => {
    const overrides = {
      holidays: ['2026-03-23', '2026-03-21', '2030-01-01'],
      workingDays: ['2026-03-20'],
      weekend: [7, 5],
      hours: { opens: '09:00', closes: '15:00' },
    };
    const snapshot = calendarSnapshot({ country: 'MA', from: '2026-03-01', to: '2026-03-31', overrides });
    expect(snapshot).toMatchObject({
      holidays: ['2026-03-21', '2026-03-23'],
      weekend: [5, 7],
      hours: { opens: 540, closes: 900 },
    });
  });

  it.each<[string, Partial<CalendarRequest>, RegExp]>([
    ['an end before the beginning', { to: '2024-12-31' }, /cannot end/],
    ['a date that does not exist', { from: '2025-02-30' }, /"2025-02-30" is not a date/],
    ['an override that is no date', { overrides: { holidays: ['soon'] } }, /"soon" is not a date/],
    ['a week without work', { overrides: { weekend: [1, 2, 3, 4, 5, 6, 7] } }, /is no weekend/],
    [
      'hours that end before they begin',
      { overrides: { hours: { opens: '16:30', closes: '08:30' } } },
      /Working hours cannot end/,
    ],
    [
      'a time that is none',
      { overrides: { hours: { opens: '8h30', closes: '16:30' } } },
      /"8h30" is not a time of day/,
    ],
  ])('is refused for %s', (_, wrong, message) => {
    expect(() => calendarSnapshot({ ...years, ...wrong })).toThrow(message);
  });
});
