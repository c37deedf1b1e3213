import { visitorsText } from '../letters/visit.js';
import type { MailFacts, VisitFacts } from '../mail-facts.js';
import type { Say } from '../messages.js';
import { calendarPart, type CalendarMethod, type CalendarPart } from './calendar-part.js';

/** Hours before a visit at which a calendar reminds, beside our own mail of the eve. */
const remindHours = 24;

/** The id of a visit in every calendar: `host` is that of the installation's address. */
export function visitUid(visit: string, host: string): string {
  return `${visit}@${host}`;
}

/**
 * The invitation that a mail about a visit brings: asked again under the same id when the date is another one, taken back when it is
 * called off. Null while no date is agreed, and in a reminder, which changes nothing. It is the invitation of the address that mail comes
 * from, so that programs take later changes from it.
 */
export function visitPartOf(facts: MailFacts, visit: VisitFacts, say: Say): CalendarPart | null {
  const method = methodOf(visit);
  const { language, at, host, sender: organiser, organisation, reference, coordinator } = facts;
  if (method === null || visit.agreed === null || organiser === null) return null;
  const { name, phone } = coordinator;
  const { id, sequence, place, note, attendees, visitors, agreed } = visit;
  return calendarPart({
    ...{ method, language, at, organiser, invited: attendees },
    entries: [
      {
        ...{ uid: visitUid(id, host), sequence, place, remindHours },
        title: say('visit.entry', { organisation }),
        description: [
          say('digest.about', { organisation, reference }),
          say('label.with-value', {
            label: say('label.visitors'),
            value: visitorsText(visitors, language, say),
          }),
          ...(note === '' ? [] : [note]),
          phone === null ? say('visit.ask', { name }) : say('calendar.call', { name, phone }),
        ].join('\n'),
        // A personal link acts for its person, and calendars are shared: it stays in the mail.
        url: null,
        ...{ from: agreed.startsAt, to: agreed.endsAt, busy: true },
      },
    ],
  });
}

function methodOf({ news }: VisitFacts): CalendarMethod | null {
  if (news === 'confirmed' || news === 'moved' || news === 'edited') return 'REQUEST';
  return news === 'cancelled' || news === 'withdrawn' ? 'CANCEL' : null;
}
