import { and, eq } from 'drizzle-orm';
import { instantAt, isWeekOpen, localDateAt, quietUntil, type Instant } from '#libs/domain';
import {
  cases,
  HeldMails,
  Mails,
  MailTextBook,
  People,
  Programmes,
  type ClaimedMail,
  type Database,
  type MailBody,
} from '#libs/persistence';
import { monday } from './letters/monday.js';
import type { MailComposer } from './mail-composer.js';
import { MondayFactsReader } from './monday-facts.js';
import type { Outbox, Unsendable } from './outbox.js';
import type { ProgrammeHours } from './programme-hours.js';
import { markOf } from './recipient-reader.js';
import type { OutgoingMail } from './smtp.js';
import { ownTextsIn } from './texts/own-texts.js';
import { groundOfMonday } from './texts/text-ground.js';
import { messageIdOf } from './thread.js';

export interface MondayParts {
  readonly database: Database;
  readonly outbox: Outbox;
  readonly composer: MailComposer;
  readonly hours: ProgrammeHours;
  /** Where links in mails start. */
  readonly publicUrl: string;
}

/** Somebody who was away at reminder time gets it within so long; later in the day it would not be a morning's mail any more. */
const lateBy = 3 * 3_600_000;

/** Writes to each coordinator, on the first working day of the week, what has to be seen to. */
export class MondayMails {
  private readonly held: HeldMails;
  private readonly mails: Mails;
  private readonly people: People;
  private readonly programmes: Programmes;
  private readonly texts: MailTextBook;
  private readonly facts: MondayFactsReader;

  constructor(private readonly parts: MondayParts) {
    const { database, publicUrl, composer } = parts;
    this.held = new HeldMails(database);
    this.mails = new Mails(database);
    this.people = new People(database);
    this.programmes = new Programmes(database);
    this.texts = new MailTextBook(database);
    this.facts = new MondayFactsReader(database, {
      publicUrl,
      choose: (wanted) => composer.messages.choose(wanted),
    });
  }

  /** Queues those whose hour it is and who have something to see to; each once a week, whoever calls how often. */
  async make(now: Instant): Promise<number> {
    let made = 0;
    for (const programme of await this.programmes.list()) {
      const hours = await this.parts.hours.of(programme);
      const today = localDateAt(hours.calendar, now);
      const opened = instantAt(hours.calendar, today, hours.reminderAt);
      if (!isWeekOpen(hours, now) || now > opened + lateBy || quietUntil(hours, now) !== null) continue;
      for (const coordinator of await this.coordinatorsOf(programme.code)) {
        const id = `${programme.code}:monday:${today}:0:${coordinator}`;
        const person = (await this.held.isMade(id)) ? undefined : await this.people.person(coordinator);
        if (!person) continue;
        const { timeZone } = hours.calendar;
        if ((await this.facts.read(person, programme, timeZone, now)) === null) continue;
        const mail = { id, reference: programme.code, notice: 'monday', person: person.id, at: now } as const;
        if (await this.held.makeOwn(mail)) made++;
      }
    }
    return made;
  }

  /** Sends what waits. */
  async send(): Promise<void> {
    const { outbox } = this.parts;
    for (const mail of await this.held.claimOwn(['monday'], outbox.leaseMs))
      await outbox.attempt(mail, () => this.write(mail));
  }

  private async write(mail: ClaimedMail): Promise<OutgoingMail | Unsendable> {
    const person = await this.people.person(mail.person);
    if (!person?.email) return { because: 'no-address' };
    const mark = markOf(person);
    if (mark !== null) return { because: 'marked', reason: mark };
    const programme = await this.programmes.get(mail.reference);
    if (!programme) return { because: 'moot' };
    const { calendar } = await this.parts.hours.of(programme);
    const facts = await this.facts.read(person, programme, calendar.timeZone, mail.at);
    if (!facts) return { because: 'moot' };
    const { language } = facts;
    const { composer, outbox } = this.parts;
    const texts = ownTextsIn(await this.texts.ofProgramme(programme.code), language);
    const words = await composer.writeAbout(groundOfMonday(facts), (say) => monday(facts, say), texts);
    const messageId = messageIdOf(mail.id, outbox.host);
    const body: MailBody = { address: person.email, language, messageId, ...words };
    await this.mails.rewriteBody(mail.id, body);
    return {
      to: { name: person.name, address: person.email },
      replyTo: null,
      ...{ messageId, references: [], date: mail.at, language, ...words },
    };
  }

  private async coordinatorsOf(programme: string): Promise<readonly string[]> {
    const rows = await this.parts.database.db
      .selectDistinct({ coordinator: cases.coordinator })
      .from(cases)
      .where(and(eq(cases.programme, programme), eq(cases.status, 'open')))
      .orderBy(cases.coordinator);
    return rows.map(({ coordinator }) => coordinator);
  }
}
