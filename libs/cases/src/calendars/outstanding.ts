import type { CalendarSnapshot, LocalDate } from '#libs/domain';
import type { RunningCase, StoredCalendarChange } from '#libs/persistence';

/** A running case with the calendar it holds and the one it should hold. */
export interface CalendarGap {
  readonly case: RunningCase;
  readonly held: CalendarSnapshot;
  /** End of the programme as the case knows it. */
  readonly heldUntil: LocalDate;
  readonly current: CalendarSnapshot;
  /** End of the programme. */
  readonly until: LocalDate;
}

/**
 * Changes that a case has not seen yet, oldest first; of several about the same day only the latest. A gap that nobody has decided
 * on (a newer release computes another day) is none: running cases keep what they have until an administrator adopts it.
 */
export function outstanding(
  gap: CalendarGap,
  changes: readonly StoredCalendarChange[],
): readonly StoredCalendarChange[] {
  const latest = new Map<string, StoredCalendarChange>();
  for (const entry of changes) {
    const topic = topicIn(gap, entry);
    if (topic === null) continue;
    // Set anew, so that the map's order is that of the changes that count.
    latest.delete(topic);
    latest.set(topic, entry);
  }
  return [...latest.values()];
}

/** What the change leaves to do in the case; null when it is not about the case or the case has it. */
function topicIn({ case: row, held, heldUntil, current, until }: CalendarGap, entry: StoredCalendarChange) {
  const { change, replans } = entry;
  switch (change.type) {
    case 'override':
    case 'withdrawal': {
      const { day } = change;
      if (change.country !== row.country || day < current.horizon.from || day > current.horizon.to)
        return null;
      return held.holidays.includes(day) === current.holidays.includes(day) ? null : `day ${day}`;
    }
    case 'season':
    case 'season-removal':
      if (change.organisation !== row.organisation) return null;
      return JSON.stringify(held.closed ?? []) === JSON.stringify(current.closed ?? []) ? null : 'season';
    case 'horizon':
      if (change.programme !== row.programme) return null;
      return heldUntil === until && held.horizon.to === current.horizon.to ? null : 'horizon';
    case 'data':
      // Adopted for the calendar that the case held then; what came since is for the next time.
      return replans.some(({ reference, before }) => reference === row.reference && before === held.version)
        ? 'data'
        : null;
  }
}
