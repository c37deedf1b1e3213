import { and, eq, isNull } from 'drizzle-orm';
import { noticeKinds } from '#libs/domain';
import { estimateMinutes, minutesToDecide } from './estimate-minutes.js';
import { builtInItem, formOf, pick, textsOf, type CaseDefinition } from '#libs/definitions';
import {
  actsAs,
  rolesOn,
  standingsIn,
  Viewers,
  type Principal,
  type Standing,
  type Viewer,
} from '#libs/identity';
import {
  Acts,
  accounts,
  cases,
  commentOfMail,
  visitOfMail,
  Definitions,
  Handovers,
  items,
  Messages,
  People,
  Programmes,
  transitions,
  type ClaimedMail,
  type Database,
  type MailKind,
  type Person,
  type Programme,
  type SentMessage,
} from '#libs/persistence';
import { readClosing } from './closing-reader.js';
import { readComment } from './comment-reader.js';
import { DueDateReader } from './due-date-reader.js';
import { readDecision } from './decision-reader.js';
import { linkPlaceholder } from './links.js';
import { readVisit } from './visit-reader.js';
import type { ItemFacts, ItemMailKind, LinkFacts, MailFacts, MessageFacts, Recipient } from './mail-facts.js';

type CaseRecord = typeof cases.$inferSelect;
type ItemRecord = typeof items.$inferSelect;

/** What one reading of the database gives the parts below. */
interface Context {
  readonly mail: ClaimedMail;
  readonly language: string;
  readonly file: CaseRecord;
  readonly definition: CaseDefinition;
  readonly programme: Programme;
  readonly item: ItemRecord | null;
  readonly organisation: string;
  readonly message: SentMessage | null;
  /** Name of whose task it is, for a colleague whom it was handed to. */
  readonly handedOverBy: string | null;
  readonly partners: readonly string[];
}

/** Whoever gets them may act through them. */
const actingNotices: readonly MailKind[] = [
  'invitation',
  'reminder',
  'nudge',
  'noted',
  'fresh-link',
  'handover',
];

/** Mails about no case have a reader of their own. */
function aboutCase(notice: MailKind): ItemMailKind {
  if ([...noticeKinds, 'fresh-link', 'mention', 'nudge', 'message', 'visit', 'handover'].includes(notice))
    return notice as ItemMailKind;
  throw new Error(`A mail of kind "${notice}" is about no case.`);
}

/** Why mail to a person's address is not tried; null while it is. */
export function markOf({ bouncedAt, bounceReason }: Person): string | null {
  return bouncedAt === null ? null : `Mail to this address came back: ${bounceReason ?? 'no reason given'}`;
}

/** Collects from the database what a mail says. */
export class MailFactsReader {
  private readonly people: People;
  private readonly programmes: Programmes;
  private readonly definitions: Definitions;
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
      /** Address that mail comes from: it invites to visits. */
      readonly sender?: string;
    },
  ) {
    this.people = new People(database);
    this.programmes = new Programmes(database);
    this.definitions = new Definitions(database);
    this.dates = new DueDateReader(database);
  }

  /** Null when the person is gone or has no address. Throws when the case behind the mail is incomplete. */
  async read(mail: ClaimedMail): Promise<MailFacts | null> {
    const addressee = await this.people.person(mail.person);
    if (!addressee) return null;
    const person = await this.readerOf(mail, addressee);
    if (!person.email) return null;
    const handedOverBy = person === addressee ? null : addressee.name;
    const context = await this.context(mail, person, handedOverBy);
    const { file, programme, language, definition, item } = context;
    const coordinator = await this.people.person(file.coordinator);
    const recipient = await this.recipient(person, person.email, context);
    return {
      notice: aboutCase(mail.notice),
      reference: mail.reference,
      language,
      timeZone: await this.timeZone(mail.reference),
      at: mail.at,
      programme: pick(programme.name, language),
      partners: context.partners,
      host: new URL(this.options.publicUrl).host,
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
      link: await this.link(recipient, context),
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
      ...(mail.notice === 'visit' && {
        visit: await readVisit(this.database, mail, {
          name: pick(programme.name, language),
          address: this.options.sender ?? '',
        }),
      }),
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

  /** Who reads it: the person, or with another name and address the colleague whom their task was handed to. */
  private async readerOf({ handover: id }: ClaimedMail, person: Person): Promise<Person> {
    const handover = id === null ? undefined : await new Handovers(this.database).get(id);
    if (!handover) return person;
    const { name, email, language } = handover;
    return { ...person, name, email, language, bouncedAt: null, bounceReason: null };
  }

  private async context(mail: ClaimedMail, person: Person, handedOverBy: string | null): Promise<Context> {
    const { db } = this.database;
    const [file] = await db.select().from(cases).where(eq(cases.reference, mail.reference));
    if (!file) throw new Error(`There is no case ${mail.reference}.`);
    const [programme, organisation, stored, [item], partners, message] = await Promise.all([
      this.programmes.get(file.programme),
      this.programmes.organisation(file.organisation),
      this.definitions.find(file.definition, file.definitionVersion),
      mail.item === null ? [] : db.select().from(items).where(eq(items.id, mail.item)),
      this.programmes.partnersOf(file.programme),
      mail.message === null ? undefined : new Messages(this.database).get(mail.message),
    ]);
    if (!programme) throw new Error(`There is no programme ${file.programme}.`);
    if (!stored) throw new Error(`There is no definition ${file.definition}@${file.definitionVersion}.`);
    return {
      mail,
      file,
      programme,
      language: this.options.choose(languagesOf(message, [person.language, ...programme.languages])),
      // Only compiled definitions are ever registered.
      definition: stored.body as CaseDefinition,
      organisation: organisation?.name ?? file.organisation,
      item: item ?? null,
      partners,
      handedOverBy,
      message: message ?? null,
    };
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

  private async recipient(person: Person, address: string, context: Context): Promise<Recipient> {
    const { file, item, organisation, handedOverBy } = context;
    if (handedOverBy !== null)
      return { name: person.name, address, marked: null, standing: { handedOverBy, organisation } };
    const principal = await this.principalOf(person, context);
    const standingOf = principal?.person ?? person.id;
    const facts = await this.people.actorFacts({
      person: standingOf,
      programme: file.programme,
      organisation: file.organisation,
      country: file.country,
      channel: 'link',
    });
    const asked = item?.parties ?? [];
    const wanted = new Set(
      asked.map((party) => ('contact' in party ? party.contact : 'role' in party ? party.role : null)),
    );
    const held = facts.functions.find((name) => wanted.has(name)) ?? facts.functions[0];
    const about = {
      ...{ name: person.name, address, marked: markOf(person) },
      ...(principal && { standsInFor: principal.name }),
    };
    if (held) return { ...about, standing: { function: held, organisation } };
    const usual = file.coordinator === standingOf ? 'coordinator' : facts.roles[0];
    const role = facts.roles.find((name) => wanted.has(name)) ?? usual ?? 'observer';
    return { ...about, standing: { role } };
  }

  /** Who is away, for a mail that comes to somebody in that one's place only. */
  private async principalOf(person: Person, { mail, file, item }: Context): Promise<Principal | null> {
    const viewer = await new Viewers(this.database, () => mail.at).of(person.id);
    if (!viewer || viewer.standsInFor.length === 0) return null;
    const standing = (item && actsAs(item, file, viewer)) ?? toldAs(file, viewer);
    return viewer.standsInFor.find((principal) => principal === standing) ?? null;
  }

  private async item(item: ItemRecord, { definition, language, file }: Context): Promise<ItemFacts> {
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

  /** Companies act through personal links; whoever signs in to the console gets its address. */
  private async link(recipient: Recipient, { mail, item }: Context): Promise<LinkFacts | null> {
    const base = this.options.publicUrl.replace(/\/+$/, '');
    const isOfCompany = !('role' in recipient.standing) && recipient.standsInFor === undefined;
    const signsIn = !isOfCompany && (await this.hasAccount(mail.person));
    const visit = visitOfMail(mail.id);
    if (signsIn) {
      if (visit !== undefined) return { kind: 'console', url: `${base}/console/visits/${visit}` };
      const comment = mail.notice === 'mention' ? commentOfMail(mail.id) : undefined;
      if (comment !== undefined)
        return { kind: 'console', url: `${base}/console/cases/${mail.reference}/comments#${comment}` };
      const asks = item !== null && mail.notice !== 'outcome';
      return {
        kind: 'console',
        url: asks ? `${base}/console/items/${item.id}` : `${base}/console/cases/${mail.reference}`,
      };
    }
    if (visit !== undefined) return { kind: 'personal', url: `${linkPlaceholder(base)}/visits/${visit}` };
    return item && actingNotices.includes(mail.notice)
      ? { kind: 'personal', url: linkPlaceholder(base) }
      : null;
  }

  private async hasAccount(person: string): Promise<boolean> {
    const rows = await this.database.db
      .select({ person: accounts.person })
      .from(accounts)
      .where(and(eq(accounts.person, person), isNull(accounts.disabledAt)));
    return rows.length > 0;
  }
}

/** A mail speaks the language of the words it carries: the recipient's where somebody wrote in it. */
function languagesOf(message: SentMessage | undefined, wanted: readonly string[]): readonly string[] {
  const written = Object.keys(message?.text ?? {});
  return written.length === 0
    ? wanted
    : [...wanted.filter((language) => written.includes(language)), ...written, ...wanted];
}

/** As whom somebody is told what others settle: escalations, outcomes and closings go to the coordinator and the company first. */
function toldAs(file: CaseRecord, viewer: Viewer): Standing | null {
  const standings = standingsIn(viewer, file.programme);
  return (
    standings.find(
      ({ person, contactOf }) =>
        person === file.coordinator ||
        contactOf.some(({ organisation }) => organisation === file.organisation),
    ) ??
    standings.find((standing) => rolesOn(standing, file).length > 0) ??
    null
  );
}
