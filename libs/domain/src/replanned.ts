import { localDateAt } from './business-time.js';
import { dueOf, movedByStops, type Due } from './due.js';
import { calendarOf, type Definition, type Item } from './lookup.js';
import type { CalendarSnapshot, LocalDate } from './model/index.js';

/** What a case goes on with once its calendar changes, and perhaps its programme's end with it. */
export function replannedWith(
  before: Definition,
  { calendar, endsOn }: { readonly calendar: CalendarSnapshot; readonly endsOn?: LocalDate },
): Definition {
  const settings = endsOn === undefined ? before.settings : { ...before.settings, endsOn };
  return { ...before, calendar, settings };
}

/** Where an item's due date lies once `after` takes the place of `before`. */
export function replannedDue({ calendar: before }: Definition, after: Definition, item: Item): Due {
  const { settings } = after;
  const own = calendarOf(after.calendar, item);
  const { basis, due, openedAt, stops } = item;
  // Without a basis the date stands as it is; the pauses since are in it already.
  if (!basis)
    return dueOf(
      { calendar: own, settings },
      { date: localDateAt(calendarOf(before, item), due), at: openedAt },
    );
  const planned = dueOf({ calendar: own, settings }, basis);
  return { ...planned, at: movedByStops(own, planned.at, stops, basis.at) };
}
