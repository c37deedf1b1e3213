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
  it('begin before the horizon, also when it begins on the very day of a change', () => {
    expect(offsets({ country: 'MA', from: '2026-02-15', to: '2026-02-16' })).toEqual([
      '2026-02-14T00:00 60',
      '2026-02-15T02:00 0',
    ]);
  });
});

describe('public holidays', () => {
  it('of Chile move to a Monday where the law moves them, and add a Friday before 18 September on a Saturday', () => {
    expect(holidays('CL', 2027)).toEqual(expect.arrayContaining(['06-28', '10-11', '09-17']));
    expect(holidays('CL', 2027)).not.toContain('06-29');
  });

  it('of the United States are federal ones with the days off beside a weekend, and no observances', () => {
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

  it('keeps the production seasons within its horizon, put together where they meet', () => {
    const closed = [
      { from: '2026-11-20', to: '2027-01-10' },
      { from: '2024-10-01', to: '2025-01-15' },
      { from: '2026-10-01', to: '2026-11-19' },
      { from: '2029-10-01', to: '2029-12-31' },
    ];
    expect(calendarSnapshot({ ...years, closed }).closed).toEqual([
      { from: '2025-01-01', to: '2025-01-15' },
      { from: '2026-10-01', to: '2027-01-10' },
    ]);
    expect(calendarSnapshot({ ...years, closed }).version).not.toBe(calendarSnapshot(years).version);
    expect(calendarSnapshot({ ...years, closed: [{ from: '2029-10-01', to: '2029-12-31' }] })).toEqual(
      calendarSnapshot(years),
    );
  });

  it.each<[string, Partial<CalendarRequest>, RegExp]>([
    [
      'a season that ends before it begins',
      { closed: [{ from: '2026-02-01', to: '2026-01-01' }] },
      /A season cannot end/,
    ],
    [
      'a season as long as the calendar',
      { closed: [{ from: '2024-01-01', to: '2028-01-01' }] },
      /Nobody would work/,
    ],
    [
      'overrides that leave no day to work on',
      {
        from: '2026-03-02',
        to: '2026-03-04',
        overrides: { holidays: ['2026-03-02', '2026-03-03', '2026-03-04'] },
      },
      /Nobody would work/,
    ],
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
