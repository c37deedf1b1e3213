import { dayText, listText } from '#libs/wording';
import type { VisitNews, VisitSlot } from '#libs/persistence';
import type { Letter } from '../letter.js';
import type { MailFacts, VisitFacts } from '../mail-facts.js';
import type { MessageKey } from '../message-keys.js';
import type { Say } from '../messages.js';
import { frame, type Labelled } from './frame.js';

type Words = Readonly<Record<'subject' | 'lead' | 'button', MessageKey>>;

const words: Readonly<Record<VisitNews, Words>> = {
  proposed: { subject: 'visit.subject-proposed', lead: 'visit.lead-proposed', button: 'button.choose' },
  offered: { subject: 'visit.subject-offered', lead: 'visit.lead-offered', button: 'button.choose' },
  asked: { subject: 'visit.subject-asked', lead: 'visit.lead-asked', button: 'button.visit' },
  confirmed: { subject: 'visit.subject-confirmed', lead: 'visit.lead-confirmed', button: 'button.visit' },
  moved: { subject: 'visit.subject-moved', lead: 'visit.lead-moved', button: 'button.visit' },
  edited: { subject: 'visit.subject-edited', lead: 'visit.lead-edited', button: 'button.visit' },
  reminder: { subject: 'visit.subject-reminder', lead: 'visit.lead-reminder', button: 'button.visit' },
  cancelled: { subject: 'visit.subject-cancelled', lead: 'visit.lead-cancelled', button: 'button.visit' },
  withdrawn: { subject: 'visit.subject-withdrawn', lead: 'visit.lead-withdrawn', button: 'button.visit' },
};

/** Dates for a visit, the one that was agreed, another one, or none any more. */
export function visit(facts: MailFacts, say: Say): Letter {
  if (!facts.visit) throw new Error('A mail about a visit needs the visit.');
  const { organisation, link } = facts;
  const { news, agreed, before, by, slots } = facts.visit;
  const isOffer = news === 'proposed' || news === 'offered' || (news === 'edited' && agreed === null);
  const { subject, lead } = words[news];
  const button = isOffer ? 'button.choose' : words[news].button;
  const isOff = news === 'cancelled' || news === 'withdrawn';
  const name = by ?? facts.coordinator.name;
  const day = agreed?.startsAt ?? facts.at;
  return frame(facts, say, {
    subject: say(subject, { organisation, day }),
    paragraphs: [say(lead, { organisation, name, day }), ...whatStays(facts.visit, say)],
    facts: [
      ...(isOffer ? slots.map((slot, index) => offered(slot, index + 1, say)) : []),
      ...(agreed === null || isOffer
        ? []
        : [{ label: say(isOff ? 'label.was-planned' : 'label.when'), value: slotText(agreed, say) }]),
      ...(before === null ? [] : [{ label: say('label.instead-of'), value: slotText(before, say) }]),
      ...(isOff ? [] : place(facts, facts.visit, say)),
    ],
    quote: quoteOf(facts.visit, isOffer, say),
    button: link && !isOff ? { label: say(button), url: link.url } : null,
    remarks: remarksOf(facts, isOffer, isOff, say),
  });
}

function place(
  { language }: MailFacts,
  { place: where, edit, visitors, hosts, wishedDay }: VisitFacts,
  say: Say,
): readonly Labelled[] {
  return [
    ...(wishedDay === null ? [] : [{ label: say('label.wished-day'), value: dayText(language, wishedDay) }]),
    { label: say('label.place'), value: where },
    ...(edit?.place ? [{ label: say('label.place-before'), value: edit.place.before }] : []),
    { label: say('label.visitors'), value: visitorsText(visitors, language, say) },
    { label: say('label.hosts'), value: listText(language, hosts) },
  ];
}

/** Who comes, in one sentence; both names where somebody comes for somebody else. */
export function visitorsText(visitors: VisitFacts['visitors'], language: string, say: Say): string {
  return listText(
    language,
    visitors.map(({ name, standsInFor: whom }) =>
      whom === null ? name : say('value.stands-in', { name, whom }),
    ),
  );
}

/** Beside what was written anew: the dates are the same, and nothing is to be prepared where the words for it are gone. */
function whatStays({ edit, agreed }: VisitFacts, say: Say): readonly string[] {
  if (edit === null) return [];
  return [
    say(agreed === null ? 'visit.edited-open' : 'visit.edited-agreed'),
    ...(edit.note?.after === '' ? [say('visit.nothing-to-prepare')] : []),
  ];
}

/** What somebody wrote: why it is another date or none, what would suit, or what to prepare. */
function quoteOf(
  { words: said, note, by, news, edit }: VisitFacts,
  isOffer: boolean,
  say: Say,
): Letter['quote'] {
  if (said !== '') return { lead: say(news === 'asked' ? 'visit.wish' : 'visit.reason'), words: said, by };
  const prepares = isOffer || news === 'confirmed' || news === 'edited' || news === 'reminder';
  const lead = say(edit?.note ? 'visit.note-anew' : 'visit.note');
  return prepares && note !== '' ? { lead, words: note, by: null } : null;
}

function remarksOf({ link }: MailFacts, isOffer: boolean, isOff: boolean, say: Say): readonly string[] {
  if (isOff) return [];
  return [
    ...(isOffer ? [say('visit.none-suits')] : []),
    ...(link === null ? [] : link.kind === 'console' ? [say('link.console')] : [say('link.personal')]),
  ];
}

function offered(slot: VisitSlot, number: number, say: Say): Labelled {
  return { label: say('label.slot', { number }), value: slotText(slot, say) };
}

function slotText({ startsAt, endsAt }: VisitSlot, say: Say): string {
  return say('value.slot', { from: startsAt, to: endsAt });
}
