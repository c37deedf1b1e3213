import type { ItemRow, NoticeEvent, Transition } from '#libs/domain';
import { personsOf, type Directory, type Excluded } from '../people/directory.js';
import type { mails } from '../schema/index.js';

/** The columns of a mail that are known when its transition is recorded; the words follow at the first claim. */
export type NewMail = Pick<
  typeof mails.$inferSelect,
  | 'id'
  | 'reference'
  | 'seq'
  | 'notice'
  | 'item'
  | 'rung'
  | 'of'
  | 'revision'
  | 'outcome'
  | 'person'
  | 'state'
  | 'at'
>;

/** The columns of {@link NewMail}, in words for the writer. */
export const newMailColumns = [
  'id',
  'reference',
  'seq',
  'notice',
  'item',
  'rung',
  'of',
  'revision',
  'outcome',
  'person',
  'state',
  'at',
] as const satisfies readonly (keyof NewMail)[];

export interface MailContext {
  readonly directory: Directory;
  /** Person code of the case's coordinator. */
  readonly coordinator: string;
  /** Items after the transition, by id: their exclusions hold for mail, too. */
  readonly items: ReadonlyMap<string, Pick<ItemRow, 'excludedPersons' | 'excludedOrganisations'>>;
}

/** What a transition's notices ask to be sent: a row for each person found; one without a person where nobody was. */
export function mailRows(transition: Transition, context: MailContext): readonly NewMail[] {
  const rows = new Map<string, NewMail>();
  for (const notice of noticesOf(transition)) {
    const persons = personsOf(
      context.directory,
      notice.to,
      context.coordinator,
      excludedFrom(notice, context),
    );
    for (const person of persons.length > 0 ? persons : [null]) {
      const row = mailRow(transition, notice, person);
      rows.set(row.id, row);
    }
  }
  return withoutCopiesToAddressed([...rows.values()]);
}

/** I5: who is addressed by a rung, under whatever other party, needs no copy of it. */
function withoutCopiesToAddressed(rows: readonly NewMail[]): readonly NewMail[] {
  const rungOf = ({ item, rung, revision, person }: NewMail) => [item, rung, revision, person].join(':');
  const addressed = new Set(rows.filter(({ notice }) => addressing.has(notice)).map(rungOf));
  return rows.filter((row) => row.notice !== 'copy' || row.person === null || !addressed.has(rungOf(row)));
}

export function noticesOf({ events }: Transition): readonly NoticeEvent[] {
  return events.filter((event) => event.type === 'notice');
}

function excludedFrom(notice: NoticeEvent, { items }: MailContext): Excluded {
  const item = notice.item === null ? undefined : items.get(notice.item);
  // Who prepared a thing still learns what became of it.
  if (!item || notice.notice === 'outcome' || notice.notice === 'closing')
    return { persons: [], organisations: [] };
  return { persons: item.excludedPersons, organisations: item.excludedOrganisations };
}

/** Told once for each act that asks for it, not once for each item. */
const answering: ReadonlySet<NoticeEvent['notice']> = new Set(['outcome', 'closing', 'receipt', 'noted']);

/** What a rung of a ladder says to those it is meant for. */
const addressing: ReadonlySet<NewMail['notice']> = new Set(['reminder', 'escalation']);

function mailRow({ reference, seq, at }: Transition, notice: NoticeEvent, person: string | null): NewMail {
  const once = answering.has(notice.notice) ? seq : (notice.rung ?? '-');
  return {
    // I5: at most one mail for a recipient, an item, a rung and a revision of the due date.
    id: [notice.item ?? reference, notice.notice, once, notice.revision, person ?? partyKey(notice)].join(
      ':',
    ),
    reference,
    seq,
    notice: notice.notice,
    item: notice.item,
    rung: notice.rung,
    of: notice.of,
    revision: notice.revision,
    outcome: notice.outcome,
    person,
    state: person === null ? 'no-recipient' : 'queued',
    at,
  };
}

function partyKey({ to }: NoticeEvent): string {
  if ('contact' in to) return `contact-${to.contact}`;
  if ('person' in to) return `person-${to.person}`;
  if ('organisation' in to) return `organisation-${to.organisation}`;
  return to.partner === undefined ? `role-${to.role}` : `role-${to.role}-${to.partner}`;
}
