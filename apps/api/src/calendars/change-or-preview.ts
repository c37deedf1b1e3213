import { signedIn, type CalendarChanged, type ChangeCalendar } from '#libs/cases';
import type { Viewer } from '#libs/identity';
import type { CalendarChange } from '#libs/persistence';
import type { ChangeReasonDto } from './calendar.dto.js';

/** Every route that changes days looks first when it is told to. */
export function changeOrPreview(
  changes: ChangeCalendar,
  viewer: Viewer,
  change: CalendarChange,
  { preview, reason }: ChangeReasonDto,
  key: string,
): Promise<CalendarChanged> {
  const actor = signedIn(viewer);
  return preview ? changes.preview(actor, change) : changes.apply(actor, change, reason, key);
}
