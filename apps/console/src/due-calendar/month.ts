import { addDays, isLocalDate, type LocalDate } from '#libs/domain';

/** Days of the weeks that a month touches, Monday first. */
export function daysOfMonth(month: string): readonly LocalDate[] {
  const first = `${month}-01`;
  // 1970-01-05 was a Monday.
  const weekday = (((Math.round(Date.parse(first) / 86_400_000) - 4) % 7) + 7) % 7;
  const start = addDays(first, -weekday);
  const last = addDays(`${monthAfter(month, 1)}-01`, -1);
  const days: LocalDate[] = [];
  for (let day = start; day <= last || days.length % 7 !== 0; day = addDays(day, 1)) days.push(day);
  return days;
}

/** `2026-12` and one after is `2027-01`. */
export function monthAfter(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const index = year * 12 + number - 1 + count;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** What an address says, or the month of today. */
export function monthOf(typed: unknown, today: LocalDate): string {
  return typeof typed === 'string' && isLocalDate(`${typed}-01`) ? typed : today.slice(0, 7);
}
