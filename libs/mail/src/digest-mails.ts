import { addDays, instantAt, localDateAt, nextDigest, type Instant } from '#libs/domain';
import { HeldMails, Mails, MailTextBook, People, type ClaimedMail, type Database } from '#libs/persistence';
import { digestFacts, type ToldMail } from './digest-facts.js';
import { digest } from './letters/digest.js';
import { itemLinkPlaceholder, linkExpiry, type LinkMinter } from './links.js';
import type { MailComposer } from './mail-composer.js';
import { MailFactsReader } from './mail-facts-reader.js';
import type { Outbox, Unsendable } from './outbox.js';
import type { ProgrammeHours } from './programme-hours.js';
import { markOf } from './recipient-reader.js';
import type { OutgoingMail } from './smtp.js';
import { ownTextsIn } from './texts/own-texts.js';
import { groundOfDigest } from './texts/text-ground.js';
import { messageIdOf } from './thread.js';

export interface DigestParts {
  readonly database: Database;
  readonly outbox: Outbox;
  readonly composer: MailComposer;
  readonly links: LinkMinter;
  readonly hours: ProgrammeHours;
  /** Where links in mails start. */
  readonly publicUrl: string;
}

/** Where a digest's cases lie in several programmes, it belongs to none. */
const nowhere = '-';

/** Makes and sends the digests of people who want, or need, several reminders in one mail. */
export class DigestMails {
  private readonly held: HeldMails;
  private readonly mails: Mails;
  private readonly people: People;
  private readonly texts: MailTextBook;
  private readonly facts: MailFactsReader;

  constructor(private readonly parts: DigestParts) {
    const { database, publicUrl, composer } = parts;
    this.held = new HeldMails(database);
    this.mails = new Mails(database);
    this.people = new People(database);
    this.texts = new MailTextBook(database);
    this.facts = new MailFactsReader(database, {
      publicUrl,
      choose: (wanted) => composer.messages.choose(wanted),
    });
  }

  /** Gathers what is due at `now`, at most one digest a person and day; answers how many were made. */
  async make(now: Instant): Promise<number> {
    let made = 0;
    for (const { person, reference } of await this.held.digestsDue(now)) {
      const hours = await this.parts.hours.ofCase(reference);
      if (!hours) continue;
      const { calendar } = hours;
      const today = localDateAt(calendar, now);
      const tomorrow = instantAt(calendar, addDays(today, 1), 0);
      const id = `${person}:digest:${today}:0:${person}`;
      const mail = { id, reference: nowhere, notice: 'digest', person, at: now } as const;
      const gathered = await this.held.gather(mail, tomorrow, nextDigest(hours, 'daily', tomorrow));
      if (gathered === 'gathered') made++;
    }
    return made;
  }

  /** Sends what waits, and answers the cases of those that reach nobody. */
  async send(now: Instant): Promise<readonly string[]> {
    const { outbox } = this.parts;
    const unreached: string[] = [];
    for (const mail of await this.held.claimOwn(['digest'], outbox.leaseMs)) {
      await outbox.attempt(mail, () => this.write(mail, now));
      const after = await this.mails.get(mail.id);
      if (after?.state === 'refused' || after?.state === 'no-recipient')
        unreached.push(...(await this.held.failTold(mail.id, after.state, after.lastError, now)));
    }
    return unreached;
  }

  /** Written anew at each attempt: what was settled since the one before is not told (I5). */
  private async write(mail: ClaimedMail, now: Instant): Promise<OutgoingMail | Unsendable> {
    const { composer, outbox, publicUrl } = this.parts;
    const person = await this.people.person(mail.person);
    if (!person?.email) return { because: 'no-address' };
    const mark = markOf(person);
    if (mark !== null) return { because: 'marked', reason: mark };
    const told: ToldMail[] = [];
    const links: { readonly placeholder: string; readonly link: string }[] = [];
    for (const row of await this.held.toldIn(mail.id, now)) {
      const facts = row.item === null ? null : await this.facts.read(row);
      if (!facts?.item || row.item === null) continue;
      if (facts.link?.kind !== 'personal') {
        told.push({ item: row.item, facts });
        continue;
      }
      const placeholder = itemLinkPlaceholder(publicUrl, row.item);
      const expiry = linkExpiry(facts.item.due, now);
      const link = await this.parts.links.linkFor(row.reference, row.item, row.person, expiry);
      links.push({ placeholder, link });
      told.push({ item: row.item, facts: { ...facts, link: { ...facts.link, url: placeholder } } });
    }
    const facts = digestFacts(told, now, person.mailRhythm);
    if (!facts) return { because: 'moot' };
    const { language, coordinator } = facts;
    const texts = await this.texts.ofCases(told.map(({ facts: { reference } }) => reference));
    const words = await composer.writeAbout(
      groundOfDigest(facts),
      (say) => digest(facts, say),
      ownTextsIn(texts, language),
    );
    const messageId = messageIdOf(mail.id, outbox.host);
    await this.mails.rewriteBody(mail.id, { address: person.email, language, messageId, ...words });
    const linked = (text: string) =>
      links.reduce((so, { placeholder, link }) => so.replaceAll(placeholder, link), text);
    return {
      to: { name: person.name, address: person.email },
      replyTo: coordinator.email === null ? null : { name: coordinator.name, address: coordinator.email },
      ...{ messageId, references: [], date: mail.at, language, subject: words.subject },
      ...{ text: linked(words.text), html: linked(words.html) },
    };
  }
}
