import type { Instant } from '#libs/domain';
import type { MailAddress } from '../mail-address.js';
import type { DueDate, MailFacts } from '../mail-facts.js';
import type { Say } from '../messages.js';
import { calendarPart, type CalendarEntry, type CalendarMethod, type CalendarPart } from './calendar-part.js';

/** How long a due date shows in a calendar, up to its moment. */
const shownMs = 30 * 60_000;

/** Hours before a due date at which a calendar reminds, beside our own reminders. */
const remindHours = 24;

/** The id of an item's due date in every calendar: `host` is that of the installation's address. */
export function dueDateUid(item: string, host: string): string {
  return `${item}@${host}`;
}

/** From when to when a due date stands in a calendar. */
export function dueDateSpan(due: Instant): Pick<CalendarEntry, 'from' | 'to'> {
  return { from: due - shownMs, to: due };
}

/**
 * The dates that a mail puts into its reader's calendar: an invitation the due date, a later one of a moved date the new one, an
 * answer that gives more time likewise; the end of a case takes back what will not be asked any more. Null for every other mail.
 */
export function dueDatesOf(facts: MailFacts, subject: string, say: Say): CalendarPart | null {
  const { method, dates } = told(facts);
  const organiser = organiserOf(facts);
  if (dates.length === 0 || organiser === null) return null;
  const { language, at } = facts;
  return calendarPart({
    ...{ method, language, at, organiser, invited: [] },
    entries: dates.map((date) => entryOf(date, facts, subject, say)),
  });
}

/** The coordinator, or where the mail comes from while the coordinator has no address: a date of nobody's is none that may be told. */
function organiserOf({ coordinator: { name, email }, sender }: MailFacts): MailAddress | null {
  return email === null ? sender : { name, address: email };
}

function told(facts: MailFacts): { readonly method: CalendarMethod; readonly dates: readonly DueDate[] } {
  const { notice, item, decision, closing } = facts;
  if (notice === 'closing') return { method: 'CANCEL', dates: closing?.notAskedAnyMore ?? [] };
  if (notice === 'outcome')
    return { method: 'PUBLISH', dates: decision?.moreTime ? [decision.moreTime] : [] };
  const begins = notice === 'invitation' || (notice === 'reminder' && (item?.revision ?? 0) > 0);
  // A program would put a date that is over into the past and remind of it at once.
  const dates = begins && item && item.due > facts.at ? [item] : [];
  return { method: 'PUBLISH', dates };
}

function entryOf(date: DueDate, facts: MailFacts, subject: string, say: Say): CalendarEntry {
  const { organisation, reference, coordinator, link, host } = facts;
  const { name, phone } = coordinator;
  // A personal link acts for its person, and calendars are shared: it stays in the mail.
  const url = link?.kind === 'console' ? link.url : null;
  return {
    uid: dueDateUid(date.id, host),
    sequence: facts.notice === 'closing' ? date.revision + 1 : date.revision,
    title: say(date.kind === 'task' ? 'calendar.task' : 'calendar.approval', { title: date.title }),
    description: [
      say('digest.about', { organisation, reference }),
      ...(url === null ? [say('calendar.in-mail', { subject })] : []),
      phone === null ? say('calendar.ask', { name }) : say('calendar.call', { name, phone }),
    ].join('\n'),
    url,
    place: null,
    ...dueDateSpan(date.due),
    busy: false,
    remindHours,
  };
}
