import { instantAt, localDateAt, workingDayFrom, workingDayUntil } from './business-time.js';
import { shift } from './due.js';
import type { CalendarSnapshot, CaseSettings, Instant, LocalDate, Rung } from './model/index.js';

/**
 * The moment of each rung: `reminderAt` on a working day, counted from the due day. Mixed units can cross around a
 * holiday; a rung then waits for the one before it, so the moments never descend.
 */
export function rungMoments(
  calendar: CalendarSnapshot,
  settings: CaseSettings,
  ladder: readonly Rung[],
  due: Instant,
): readonly Instant[] {
  const dueDay = localDateAt(calendar, due);
  let latest = Number.NEGATIVE_INFINITY;
  return ladder.map((rung) => {
    latest = Math.max(latest, instantAt(calendar, dayOf(calendar, rung, dueDay), settings.reminderAt));
    return latest;
  });
}

/** How many rungs have been reached at `now`. */
export function rungsReached(moments: readonly Instant[], now: Instant): number {
  return moments.filter((moment) => moment <= now).length;
}

function dayOf(calendar: CalendarSnapshot, rung: Rung, dueDay: LocalDate): LocalDate {
  switch (rung.when) {
    case 'before':
      return workingDayUntil(calendar, shift(calendar, dueDay, rung.duration, -1));
    case 'at':
      return workingDayFrom(calendar, dueDay);
    case 'after':
      return workingDayFrom(calendar, shift(calendar, dueDay, rung.duration, 1));
  }
}
