import {
  companyCalendar,
  DomainError,
  instantAt,
  isLocalDate,
  isWorkingDay,
  localDateAt,
  localTimeAt,
  type CalendarSnapshot,
} from '#libs/domain';
import type { VisitSlot } from '#libs/persistence';

/** A slot as people say it, in the zone of the case's country. */
export interface TypedSlot {
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** `HH:MM` */
  readonly from: string;
  readonly to: string;
}

/** What should be thought of before a slot is offered; none of it forbids one. */
export const slotWarnings = ['day-off', 'production-season', 'outside-hours'] as const;
export type SlotWarning = (typeof slotWarnings)[number];

const shapeOfTime = /^([01]?\d|2[0-3])[:.h]([0-5]\d)$/;

/** Throws `visit.slot-unreadable` or `visit.slot-far`; `number` counts from 1. */
export function slotOf(calendar: CalendarSnapshot, { day, from, to }: TypedSlot, number: number): VisitSlot {
  const [starts, ends] = [minutesOf(from), minutesOf(to)];
  if (!isLocalDate(day) || starts === null || ends === null)
    throw new DomainError('invalid', 'visit.slot-unreadable', String(number), {
      hint: 'Write a day as YYYY-MM-DD and times as HH:MM.',
    });
  const { horizon } = calendar;
  if (day < horizon.from || day > horizon.to)
    throw new DomainError('invalid', 'visit.slot-far', String(number), {
      hint: `Choose a day from ${horizon.from} to ${horizon.to}.`,
    });
  return { startsAt: instantAt(calendar, day, starts), endsAt: instantAt(calendar, day, ends) };
}

/** How a slot's times are typed. */
export function typedSlot(calendar: CalendarSnapshot, { startsAt, endsAt }: VisitSlot): TypedSlot {
  return {
    day: localDateAt(calendar, startsAt),
    from: localTimeAt(calendar, startsAt).slice(11),
    to: localTimeAt(calendar, endsAt).slice(11),
  };
}

/** What the calendar says about it. A day off is said as such, whatever the company's season. */
export function warningsOf(calendar: CalendarSnapshot, slot: VisitSlot): readonly SlotWarning[] {
  const { day, from, to } = typedSlot(calendar, slot);
  const { opens, closes } = calendar.hours;
  const isOff = !isWorkingDay(calendar, day);
  const inSeason = !isOff && !isWorkingDay(companyCalendar(calendar), day);
  const isOutside = (minutesOf(from) ?? 0) < opens || (minutesOf(to) ?? 0) > closes;
  const found: readonly (SlotWarning | null)[] = [
    isOff ? 'day-off' : null,
    inSeason ? 'production-season' : null,
    isOutside ? 'outside-hours' : null,
  ];
  return found.flatMap((warning) => warning ?? []);
}

function minutesOf(time: string): number | null {
  const [, hours, minutes] = shapeOfTime.exec(time.trim()) ?? [];
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes);
}
