import { and, eq } from 'drizzle-orm';
import { noticeKinds } from '#libs/domain';
import { builtInItem, formOf, pick, textsOf } from '#libs/definitions';
import {
  Acts,
  items,
  People,
  transitions,
  type ClaimedMail,
  type Database,
  type MailKind,
  type SentMessage,
} from '#libs/persistence';
import { readClosing } from './closing-reader.js';
import { readComment } from './comment-reader.js';
import { readDecision } from './decision-reader.js';
import { DueDateReader } from './due-date-reader.js';
import { estimateMinutes, minutesToDecide } from './estimate-minutes.js';
import { readLink } from './link-reader.js';
import { readContext, type ItemRecord, type MailContext } from './mail-context.js';
import type { ItemFacts, ItemMailKind, MailFacts, MessageFacts } from './mail-facts.js';
import { RecipientReader } from './recipient-reader.js';
import { readVisit } from './visit-reader.js';

/** Mails about no case have a reader of their own. */
function aboutCase(notice: MailKind): ItemMailKind {
  if ([...noticeKinds, 'fresh-link', 'mention', 'nudge', 'message', 'visit', 'handover'].includes(notice))
    return notice as ItemMailKind;
  throw new Error(`A mail of kind "${notice}" is about no case.`);
}

/** Collects from the database what a mail says. */
export class MailFactsReader {
  private readonly people: People;
  private readonly recipients: RecipientReader;
  private readonly dates: DueDateReader;

  constructor(
    private readonly database: Database,
    private readonly options: {
      /** Where links in mails start. */
      readonly publicUrl: string;
      /** Picks the language to write in from the wanted ones, see `Messages.choose`. */
      readonly choose: (wanted: readonly string[]) => string;
      /** The coordinator unless told. */
      readonly answersReach?: MailFacts['answersReach'];
      /** Address that mail comes from: it invites to visits, and tells dates for a coordinator without an address. */
      readonly sender?: string;
    },
  ) {
    this.people = new People(database);
    this.recipients = new RecipientReader(database);
    this.dates = new DueDateReader(database);
  }

  /** Null when the person is gone or has no address. Throws when the case behind the mail is incomplete. */
  async read(mail: ClaimedMail): Promise<MailFacts | null> {
    const addressee = await this.people.person(mail.person);
    if (!addressee) return null;
    const person = await this.recipients.readerOf(mail, addressee);
    if (!person.email) return null;
    const handedOverBy = person === addressee ? null : addressee.name;
    const context = await readContext(this.database, this.options.choose, mail, { person, handedOverBy });
    const { file, programme, language, definition, item } = context;
    const coordinator = await this.people.person(file.coordinator);
    const recipient = await this.recipients.recipient(person, person.email, context);
    return {
      notice: aboutCase(mail.notice),
      reference: mail.reference,
      language,
      timeZone: await this.timeZone(mail.reference),
      at: mail.at,
      programme: pick(programme.name, language),
      partners: context.partners,
      host: new URL(this.options.publicUrl).host,
      sender: this.options.sender
        ? { name: pick(programme.name, language), address: this.options.sender }
        : null,
      sample: programme.sample,
      organisation: context.organisation,
      recipient,
      coordinator: {
        name: coordinator?.name ?? file.coordinator,
        email: coordinator?.email ?? null,
        phone: coordinator?.phone ?? null,
      },
      // A colleague is nobody whose answers a case would take.
      answersReach: handedOverBy === null ? (this.options.answersReach ?? 'coordinator') : 'coordinator',
      item: item && (await this.item(item, context)),
      link: await readLink(this.database, this.options.publicUrl, recipient, context),
      rung: mail.rung,
      of: mail.of,
      outcome: mail.outcome,
      decision:
        mail.notice === 'outcome'
          ? {
              ...(await readDecision(this.database, mail, definition, language)),
              moreTime: await this.dates.moreTime(item, mail.outcome, context),
            }
          : null,
      closing: mail.notice === 'closing' ? await readClosing(this.database, mail, context) : null,
      ...(mail.notice === 'mention' && { comment: await readComment(this.database, mail) }),
      ...(mail.notice === 'visit' && { visit: await readVisit(this.database, mail) }),
      ...(context.message && { message: await this.message(context.message, language) }),
    };
  }

  /** Whether somebody still waits for it. */
  async isOpen(item: string): Promise<boolean> {
    const [row] = await this.database.db
      .select({ status: items.status })
      .from(items)
      .where(eq(items.id, item));
    return row?.status === 'open';
  }

  private async message({ person, subject, text }: SentMessage, language: string): Promise<MessageFacts> {
    const sender = await this.people.person(person);
    return { by: sender?.name ?? person, subject: pick(subject, language), text: pick(text, language) };
  }

  /** The zone of the calendar that the case was opened with. */
  private async timeZone(reference: string): Promise<string> {
    const [first] = await this.database.db
      .select({ events: transitions.events })
      .from(transitions)
      .where(and(eq(transitions.reference, reference), eq(transitions.seq, 1)));
    const opened = first?.events.find((event) => event.type === 'case-opened');
    return opened?.calendar.timeZone ?? 'UTC';
  }

  private async item(item: ItemRecord, { definition, language, file }: MailContext): Promise<ItemFacts> {
    const conditions =
      builtInItem(definition, item.key)?.kind === 'condition'
        ? await new Acts(this.database).conditionWords(item.reference)
        : null;
    const { title, why, help } = textsOf(definition, item.key, language, conditions?.get(item.key)?.text);
    const form = formOf(definition, item.key);
    const assignees = await this.people.resolveParty({
      programme: file.programme,
      organisation: file.organisation,
      country: file.country,
      parties: item.parties,
      coordinator: file.coordinator,
      excluded: { persons: item.excludedPersons, organisations: item.excludedOrganisations },
    });
    return {
      id: item.id,
      kind: item.kind,
      title: await this.dates.titled(item, title),
      why,
      help,
      minutes: form ? estimateMinutes(form) : item.kind === 'approval' ? minutesToDecide : null,
      due: item.due,
      revision: item.revision,
      assignees: assignees.map(({ name, phone, email }) => ({ name, phone, email })),
    };
  }
}
