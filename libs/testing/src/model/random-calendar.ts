import { replanReasons, type ActBody, type CalendarSnapshot, type LocalDate } from '#libs/domain';
import { allCalendars } from '../calendars.fixture.js';
import type { ActWorld } from './random-acts.js';
import type { Chance } from './chance.js';

/** One of the sample calendars, with a season in some of them. */
export function randomCalendar(chance: Chance): CalendarSnapshot {
  const calendar = chance.pick(allCalendars);
  return {
    ...calendar,
    ...chance.perhaps(0.4, () => ({ closed: [{ from: '2026-05-11', to: '2026-06-19' }] })),
  };
}

/** A day off more or fewer, another season, the same again; or a calendar that does not fit. */
export function randomReplan({ chance, state, now }: ActWorld): ActBody {
  const before = state.calendar ?? allCalendars[0];
  if (!before) throw new RangeError('There is no calendar.');
  const because = chance.pick(replanReasons);
  const day = (from: number, to: number): LocalDate =>
    new Date(now + (from + chance.below(to - from)) * 86_400_000).toISOString().slice(0, 10);
  const holidays = new Set(before.holidays);
  const change = chance.below(5);
  if (change === 0) for (const each of [day(0, 20), day(0, 60)]) holidays.add(each);
  if (change === 1) for (const each of chance.some(before.holidays, 0.3)) holidays.delete(each);
  const from = day(0, 60);
  const calendar = {
    ...before,
    version: `random-${chance.below(1_000_000)}`,
    holidays: [...holidays].sort(),
    ...(change === 2 ? { closed: [{ from, to: from }] } : {}),
    ...(change === 3 ? { closed: [] } : {}),
    ...chance.perhaps(0.02, () => ({ key: 'YY' })),
    ...chance.perhaps(0.02, () => ({ weekend: [1, 2, 3, 4, 5, 6, 7] })),
    ...chance.perhaps(0.02, () => ({ horizon: { from: before.horizon.from, to: day(0, 30) } })),
  };
  return { type: 'replan', calendar, because };
}
