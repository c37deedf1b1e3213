import type { CalendarSnapshot } from '#libs/domain';
import { sampleCalendar } from './definition.fixture.js';

/** Like Chile's: three hours behind UTC, four from April to September. */
export const chileanCalendar: CalendarSnapshot = {
  key: 'CL',
  version: 'sample-1',
  timeZone: 'America/Santiago',
  offsets: [
    { from: Date.UTC(2025, 8, 7, 4), minutes: -180 },
    { from: Date.UTC(2026, 3, 5, 3), minutes: -240 },
    { from: Date.UTC(2026, 8, 6, 4), minutes: -180 },
    { from: Date.UTC(2027, 3, 4, 3), minutes: -240 },
    { from: Date.UTC(2027, 8, 5, 4), minutes: -180 },
  ],
  weekend: [6, 7],
  holidays: [
    ...['2026-01-01', '2026-04-03', '2026-05-01', '2026-05-21', '2026-06-29', '2026-07-16', '2026-09-18'],
    ...['2026-10-12', '2026-12-08', '2026-12-25', '2027-01-01', '2027-03-26', '2027-05-21', '2027-09-17'],
  ],
  hours: { opens: 540, closes: 1080 },
  horizon: { from: '2026-01-01', to: '2028-12-31' },
};

/** Friday and Saturday off, open all day and all night, half an hour off every full hour, and a season for which the company stops. */
const oddCalendar: CalendarSnapshot = {
  ...sampleCalendar,
  key: 'XX',
  offsets: [
    { from: Date.UTC(2025, 0, 1), minutes: 345 },
    { from: Date.UTC(2026, 5, 9, 20, 15), minutes: 285 },
    { from: Date.UTC(2026, 10, 9, 21, 15), minutes: 345 },
  ],
  weekend: [5, 6],
  hours: { opens: 0, closes: 1439 },
  closed: [
    { from: '2026-06-01', to: '2026-07-20' },
    { from: '2026-11-01', to: '2026-11-02' },
  ],
};

/** One of each kind that arithmetic must hold under. */
export const allCalendars: readonly CalendarSnapshot[] = [sampleCalendar, chileanCalendar, oddCalendar];
