import type { VisitorView, VisitView } from '#libs/cases';
import type { VisitSlot } from '#libs/persistence';
import { listText, type Speech } from '../text/messages.js';

/** A date with its times; the speech has the zone of the case. */
export function slotText(speech: Speech, { startsAt, endsAt }: VisitSlot): string {
  return speech.say('visit.slot', { from: startsAt, to: endsAt });
}

/** When it is, or how many dates are to choose from. */
export function whenText(speech: Speech, { startsAt, endsAt, slots }: VisitView): string {
  return startsAt === null || endsAt === null
    ? speech.say('visits.offered', { count: slots.length })
    : slotText(speech, { startsAt, endsAt });
}

/** Who comes, in one sentence; both names where somebody comes for somebody else. */
export function visitorsText(speech: Speech, visitors: readonly VisitorView[]): string {
  return listText(
    speech,
    visitors.map(({ name, standsInFor: whom }) =>
      whom === null ? name : speech.say('visit.stands-in', { name, whom }),
    ),
  );
}

/** Names in one sentence. */
export function namesText(speech: Speech, people: readonly { readonly name: string }[]): string {
  return listText(
    speech,
    people.map(({ name }) => name),
  );
}
