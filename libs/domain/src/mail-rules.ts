import {
  addDays,
  addWorkingDays,
  dayNumber,
  instantAt,
  isWorkingDay,
  localDateAt,
  workingDayFrom,
} from './business-time.js';
import type { CalendarSnapshot, Instant, LocalDate, NoticeKind } from './model/index.js';

/** When a programme writes to people, and how often. Minutes count from local midnight. */
export interface MailHours {
  readonly calendar: CalendarSnapshot;
  readonly reminderAt: number;
  /** Nothing that presses leaves from `quietFrom` to `quietTo` or on a day off; equal ones mean no quiet at all. */
  readonly quietFrom: number;
  readonly quietTo: number;
  /** Mails that press which one person gets in a week over all cases. */
  readonly mailsAWeek: number;
}

/** Most mails that press which a programme may let one person get in a week. */
export const mostMailsAWeek = 100;

/** Least minutes of a working day in which people may be written to: with fewer, mail would wait for ever. */
export const leastOpenMinutes = 60;

/** A mail that is about to leave. */
export interface LeavingMail {
  /** A notice, or a mail that no event asked for. */
  readonly notice: NoticeKind | (string & {});
  /** Of the due date it speaks of. */
  readonly revision: number;
  /** It was handed to the mail server before, which may have taken it. */
  readonly attempted: boolean;
}

/** What has become of the item that a mail is about. */
export interface ItemOfMail {
  readonly isOpen: boolean;
  readonly revision: number;
  readonly stoppedAt: Instant | null;
  readonly silentUntil: Instant | null;
  /** The recipient has given a voice on it. */
  readonly hasAnswered: boolean;
}

export interface RecipientOfMail {
  readonly rhythm: 'single' | 'daily' | 'weekly';
  /** Mails that press which the person got since `weekStart`. */
  readonly pressed: number;
}

/** `drop` for ever; `hold` for a humane hour, for the person's next digest, or until a standing clock is looked at again. */
export type MailFate =
  | { readonly do: 'send' | 'drop' }
  | { readonly do: 'hold'; readonly until: Instant; readonly for: 'hour' | 'digest' | 'clock' };

/**
 * Notices that press: they wait for a humane hour, count against the week, and may be told in a digest. A nudge is a reminder that
 * somebody asked for by hand.
 */
export const pressingNotices = ['reminder', 'copy', 'escalation', 'nudge'] as const satisfies readonly (
  NoticeKind | 'nudge'
)[];

/** What a person wrote to people waits for a humane hour and for nothing else. */
const written = 'message';

/** Notices that make no sense once their item is settled. */
const asking: readonly string[] = ['invitation', 'noted', 'handover', ...pressingNotices];

/** A digest leaves a little after the reminders of its morning were recorded, so that it holds them. */
const gatheringMinutes = 10;

const hour = 3_600_000;
const send: MailFate = { do: 'send' };
const drop: MailFate = { do: 'drop' };

export function isPressing(notice: string): boolean {
  return pressingNotices.some((kind) => kind === notice);
}

/** What becomes of a mail at `now`; `item` is null for a mail about the case as a whole. */
export function fateOfMail(
  mail: LeavingMail,
  item: ItemOfMail | null,
  recipient: RecipientOfMail,
  hours: MailHours,
  now: Instant,
): MailFate {
  if (isMoot(mail, item, now)) return drop;
  // Who is invited while the clock stands is told when it runs again.
  if (asking.includes(mail.notice) && item && item.stoppedAt !== null)
    return { do: 'hold', until: now + hour, for: 'clock' };
  if (!isPressing(mail.notice) && mail.notice !== written) return send;
  const quiet = quietUntil(hours, now);
  if (!mail.attempted && isPressing(mail.notice)) {
    const { rhythm, pressed } = recipient;
    if (rhythm !== 'single') return { do: 'hold', until: nextDigest(hours, rhythm, now), for: 'digest' };
    if (pressed >= hours.mailsAWeek) {
      const nextWeek = instantAt(hours.calendar, addDays(monday(hours.calendar, now), 7), 0);
      return { do: 'hold', until: nextDigest(hours, 'weekly', nextWeek), for: 'digest' };
    }
  }
  return quiet === null ? send : { do: 'hold', until: quiet, for: 'hour' };
}

/** Nobody should read it any more: done, withdrawn, granted anew, promised for later, or its clock stands (I5). */
export function isMoot(mail: Omit<LeavingMail, 'attempted'>, item: ItemOfMail | null, now: Instant): boolean {
  if (item === null || !asking.includes(mail.notice)) return false;
  if (!item.isOpen) return true;
  if (!isPressing(mail.notice)) return false;
  return (
    item.revision !== mail.revision ||
    item.stoppedAt !== null ||
    item.hasAnswered ||
    (item.silentUntil !== null && item.silentUntil > now)
  );
}

/** When the quiet that `now` lies in ends; null while people may be written to. */
export function quietUntil(hours: MailHours, now: Instant): Instant | null {
  const { calendar, quietFrom, quietTo, reminderAt } = hours;
  if (quietFrom === quietTo) return null;
  const today = localDateAt(calendar, now);
  const opens = (date: LocalDate) => instantAt(calendar, date, quietTo);
  if (!isWorkingDay(calendar, today)) {
    const first = addWorkingDays(calendar, today, 1);
    return isQuietMinute(hours, reminderAt) ? opens(first) : instantAt(calendar, first, reminderAt);
  }
  const from = instantAt(calendar, today, quietFrom);
  if (quietFrom < quietTo) return now >= from && now < opens(today) ? opens(today) : null;
  if (now < opens(today)) return opens(today);
  return now >= from ? opens(addWorkingDays(calendar, today, 1)) : null;
}

/** Minutes of a working day outside its quiet hours. */
export function openMinutes({ quietFrom, quietTo }: Pick<MailHours, 'quietFrom' | 'quietTo'>): number {
  if (quietFrom === quietTo) return 1440;
  return quietFrom < quietTo ? 1440 - (quietTo - quietFrom) : quietFrom - quietTo;
}

/** The next moment a digest of that rhythm leaves, `now` included: each working day, or the first one of each week. */
export function nextDigest(hours: MailHours, rhythm: 'daily' | 'weekly', now: Instant): Instant {
  const { calendar } = hours;
  const step = rhythm === 'daily' ? 1 : 7;
  const begin = rhythm === 'daily' ? localDateAt(calendar, now) : monday(calendar, now);
  const today = digestOn(hours, workingDayFrom(calendar, begin));
  return today >= now ? today : digestOn(hours, workingDayFrom(calendar, addDays(begin, step)));
}

/** When the week of `now` began: Monday at midnight, local time. */
export function weekStart({ calendar }: Pick<MailHours, 'calendar'>, now: Instant): Instant {
  return instantAt(calendar, monday(calendar, now), 0);
}

/** Whether `now` lies on the first working day of its week, at or after the programme's reminder time. */
export function isWeekOpen({ calendar, reminderAt }: MailHours, now: Instant): boolean {
  const today = localDateAt(calendar, now);
  return (
    today === workingDayFrom(calendar, monday(calendar, now)) && now >= instantAt(calendar, today, reminderAt)
  );
}

function digestOn(hours: MailHours, date: LocalDate): Instant {
  const at = instantAt(hours.calendar, date, hours.reminderAt + gatheringMinutes);
  return quietUntil(hours, at) ?? at;
}

function isQuietMinute({ quietFrom, quietTo }: MailHours, minute: number): boolean {
  return quietFrom < quietTo
    ? minute >= quietFrom && minute < quietTo
    : minute >= quietFrom || minute < quietTo;
}

function monday(calendar: CalendarSnapshot, now: Instant): LocalDate {
  const today = localDateAt(calendar, now);
  // 1970-01-01 was a Thursday, the fourth day of its week.
  return addDays(today, -((((dayNumber(today) + 3) % 7) + 7) % 7));
}
