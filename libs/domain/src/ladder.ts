import { instantAt, localDateAt, workingDayFrom, workingDayUntil } from './business-time.js';
import { shift } from './due.js';
import type { CalendarSnapshot, CaseSettings, Instant, Rung } from './model/index.js';

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
    const before = rung.when === 'before';
    const wanted = shift(calendar, dueDay, rung.duration, before ? -1 : 1);
    const day = before ? workingDayUntil(calendar, wanted) : workingDayFrom(calendar, wanted);
    latest = Math.max(latest, instantAt(calendar, day, settings.reminderAt));
    return latest;
  });
}

/** How many rungs have been reached at `now`. */
export function rungsReached(moments: readonly Instant[], now: Instant): number {
  return moments.filter((moment) => moment <= now).length;
}
