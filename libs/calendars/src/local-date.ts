import type { Instant, LocalDate } from '#libs/domain';

/** One day in milliseconds. */
export const DAY = 86_400_000;

/** Midnight UTC of a date, for counting days. Throws a RangeError for what is no date (`2026-02-30`, `2026-2-3`). */
export function startOf(date: LocalDate): Instant {
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(instant) || dateOf(instant) !== date)
    throw new RangeError(`"${date}" is not a date (YYYY-MM-DD).`);
  return instant;
}

/** The date of a day counted by its midnight UTC. */
export function dateOf(instant: Instant): LocalDate {
  return new Date(instant).toISOString().slice(0, 10);
}

/** The date some days later (or earlier). */
export function plusDays(date: LocalDate, days: number): LocalDate {
  return dateOf(startOf(date) + days * DAY);
}

/** `HH:MM` as minutes after midnight. */
export function minutesOf(time: string): number {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  if (!match) throw new RangeError(`"${time}" is not a time of day (HH:MM).`);
  return Number(match[1]) * 60 + Number(match[2]);
}
