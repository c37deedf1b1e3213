/** Milliseconds since 1970-01-01T00:00Z. The core's only representation of a moment. */
export type Instant = number;

/** A day in a calendar's own zone, `YYYY-MM-DD`. */
export type LocalDate = string;

/** From `from` on (inclusive), local time is UTC plus `minutes`. */
export interface OffsetTransition {
  readonly from: Instant;
  readonly minutes: number;
}

/**
 * Everything business time needs, computed outside and passed in as data: a tzdata update between two replays of a
 * workflow must not move a date (I10).
 */
export interface CalendarSnapshot {
  /** Country code, e.g. `MA`. */
  readonly key: string;
  /** Content hash or release of the data the snapshot was computed from. */
  readonly version: string;
  /** IANA name, for people to read only; never interpreted by the core. */
  readonly timeZone: string;
  /** Ascending; the first entry is at or before the start of the horizon. */
  readonly offsets: readonly OffsetTransition[];
  /** ISO weekdays (1 = Monday … 7 = Sunday) on which nobody works. */
  readonly weekend: readonly number[];
  /** Ascending, without duplicates. */
  readonly holidays: readonly LocalDate[];
  /** When the case's company is in its production season, ascending, both ends inclusive: no day on which its contacts owe anything. */
  readonly closed?: readonly { readonly from: LocalDate; readonly to: LocalDate }[];
  /** Opening hours of a working day, minutes after local midnight. */
  readonly hours: { readonly opens: number; readonly closes: number };
  /** Dates outside are refused by name (`calendar.beyond-horizon`). Both ends inclusive. */
  readonly horizon: { readonly from: LocalDate; readonly to: LocalDate };
}
