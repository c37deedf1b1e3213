import {
  People,
  Visits,
  visitOfMail,
  type Database,
  type Mail,
  type Person,
  type Visit,
  type VisitNews,
  type VisitSlot,
} from '#libs/persistence';
import type { Invited } from './calendar/calendar-part.js';
import type { VisitFacts } from './mail-facts.js';

type VisitMail = Pick<Mail, 'id' | 'revision' | 'outcome' | 'at'>;

/** News that stands while another date is only asked for. */
const standing: readonly VisitNews[] = ['confirmed', 'moved', 'edited', 'reminder'];
const ofDate: readonly (string | null)[] = standing;

/**
 * Whether the visit has changed since: the mail of that change says how it stands, and an older one would be wrong. While another date
 * is only asked for, the agreed one stands, and so does its invitation: nobody else will send it. New words for the place overtake
 * nothing: an older mail is written as the visit stands, and not everybody is told of them.
 */
export async function isStaleVisitMail(database: Database, mail: VisitMail): Promise<boolean> {
  const changes = await new Visits(database).changesOf([visitOfMail(mail.id) ?? []].flat());
  const later = changes.filter(({ sequence }) => sequence > mail.revision);
  return later.some(({ kind }) => (kind === 'asked' ? !ofDate.includes(mail.outcome) : kind !== 'edited'));
}

/** The visit that a mail tells of, as it stands. */
export async function readVisit(database: Database, mail: VisitMail): Promise<VisitFacts> {
  const visit = await visitOf(database, mail);
  const changes = await new Visits(database).changesOf([visit.id]);
  // A reminder tells of no change, whatever the last one was.
  const change = changes.find(({ sequence, kind }) => sequence === mail.revision && kind === mail.outcome);
  const earlier = changes.filter(({ sequence }) => sequence < mail.revision).at(-1);
  const persons = await new People(database).persons([
    ...visit.visitors,
    ...Object.values(visit.standIns),
    ...visit.invited,
    visit.proposedBy,
    ...(change?.person ? [change.person] : []),
  ]);
  const named = (id: string) => persons.get(id)?.name ?? id;
  const { id, sequence, place, note, wish } = visit;
  return {
    ...{ id, sequence, place, note },
    news: (mail.outcome ?? 'proposed') as VisitNews,
    slots: visit.slots.filter(({ startsAt }) => startsAt > mail.at),
    agreed: slotOf(visit),
    before: change?.kind === 'moved' && earlier ? slotOf(earlier) : null,
    edit: change?.edit ?? null,
    by: change?.person ? named(change.person) : null,
    words: change?.note ?? '',
    // A mail that was written before the wish says nothing of it.
    wishedDay: mail.revision === sequence || mail.outcome === 'asked' ? (wish?.day ?? null) : null,
    visitors: visit.visitors.map((person) => {
      const away = visit.standIns[person];
      return { name: named(person), standsInFor: away === undefined ? null : named(away) };
    }),
    hosts: visit.invited.map(named),
    attendees: [...new Set([...visit.visitors, ...visit.invited, visit.proposedBy])].flatMap((person) =>
      invited(visit, person, persons.get(person)),
    ),
  };
}

async function visitOf(database: Database, { id }: Pick<Mail, 'id'>): Promise<Visit> {
  const visit = await new Visits(database).get(visitOfMail(id) ?? '');
  if (!visit) throw new Error(`There is no visit behind the mail ${id}.`);
  return visit;
}

function slotOf({ startsAt, endsAt }: Pick<Visit, 'startsAt' | 'endsAt'>): VisitSlot | null {
  return startsAt === null || endsAt === null ? null : { startsAt, endsAt };
}

/** Whoever proposed it for others gets the invitation with them: programs take it only where its reader is named in it. */
function invited(visit: Visit, person: string, found: Person | undefined): readonly Invited[] {
  if (!found?.email) return [];
  const isOptional = !visit.visitors.includes(person) && !visit.invited.includes(person);
  return [{ name: found.name, address: found.email, ...(isOptional && { isOptional }) }];
}
