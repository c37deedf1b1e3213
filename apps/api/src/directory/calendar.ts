import type { CalendarSnapshot } from '#libs/domain';

/** A calendar with the programme it belongs to. */
export interface ProgrammeCalendar extends CalendarSnapshot {
  /** Code. */
  readonly programme: string;
}
