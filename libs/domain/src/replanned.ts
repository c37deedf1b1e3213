import { localDateAt } from './business-time.js';
import { dueOf, movedByStops, type Due } from './due.js';
import { calendarOf, type Definition, type Item } from './lookup.js';
import type { CalendarSnapshot } from './model/index.js';

/** Where an item's due date lies once `calendar` takes the place of the definition's own. */
export function replannedDue(
  { calendar: before, settings }: Definition,
  calendar: CalendarSnapshot,
  item: Item,
): Due {
  const own = calendarOf(calendar, item);
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
