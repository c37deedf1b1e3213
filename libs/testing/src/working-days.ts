import { calendarSnapshot } from '#libs/calendars';
import {
  addDays,
  addWorkingDays,
  localDateAt,
  workingDayFrom,
  type CalendarSnapshot,
  type Instant,
  type LocalDate,
} from '#libs/domain';

/** The first day on which people work in Morocco, so many days from today or later: tests run on Fridays and before feasts, too. */
export function workingDayIn(days: number): LocalDate {
  return workingDayFrom(moroccanCalendar(), addDays(today(), days));
}

/** So many of Morocco's working days before a moment. */
export function workingDayBefore(at: Instant, count: number): LocalDate {
  const calendar = moroccanCalendar();
  return addWorkingDays(calendar, localDateAt(calendar, at), -count);
}

/** As far as a test of today looks. */
function moroccanCalendar(): CalendarSnapshot {
  return calendarSnapshot({ country: 'MA', from: addDays(today(), -7), to: addDays(today(), 400) });
}

function today(): LocalDate {
  return new Date().toISOString().slice(0, 10);
}
