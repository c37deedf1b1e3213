import type { DeliverAnswer, MailActivities } from '#libs/contracts';
import {
  Handovers,
  Mails,
  MailTextBook,
  visitOfMail,
  type ClaimedMail,
  type Database,
  type MailBody,
  type MailTextRow,
} from '#libs/persistence';
import { keptPart } from './calendar/calendar-part.js';
import { linkExpiry, linkPlaceholder, type LinkMinter } from './links.js';
import type { MailComposer } from './mail-composer.js';
import { MailFactsReader } from './mail-facts-reader.js';
import type { MailFacts } from './mail-facts.js';
import type { ReplyAddress } from './replies/reply-address.js';
import type { Outbox, Unsendable } from './outbox.js';
import type { ProgrammeHours } from './programme-hours.js';
import type { MailAddress } from './mail-address.js';
import type { OutgoingMail } from './smtp.js';
import { ownTextsIn } from './texts/own-texts.js';
import { messageIdAfter, messageIdOf } from './thread.js';
import { isStaleVisitMail } from './visit-reader.js';
import type { CaseClock } from '#libs/config';

export interface MailDeliveryParts {
  readonly database: Database;
  readonly outbox: Outbox;
  readonly composer: MailComposer;
  readonly links: LinkMinter;
  readonly hours: ProgrammeHours;
  readonly clock: CaseClock;
  /** Where links in mails start. */
  readonly publicUrl: string;
  /** Where answers go; to the coordinator without one. */
  readonly replies?: ReplyAddress | null;
}

/** Mails of a transition still wait. Holds no personal data: Temporal keeps the message (I8). */
export class MailPendingError extends Error {
  override readonly name = 'MailPendingError';
}

/** The delivery of one transition's mails: claim, write once, send, mark. Every step may be repeated by another attempt. */
export class MailDelivery implements MailActivities {
  private readonly mails: Mails;
  private readonly facts: MailFactsReader;
  private readonly texts: MailTextBook;

  constructor(private readonly parts: MailDeliveryParts) {
    const { database, publicUrl, composer, replies, outbox } = parts;
    this.mails = new Mails(database);
    this.texts = new MailTextBook(database);
    this.facts = new MailFactsReader(database, {
      publicUrl,
      choose: (wanted) => composer.messages.choose(wanted),
      answersReach: replies ? 'case' : 'coordinator',
      sender: outbox.sender,
    });
  }

  /**
   * Sends what may be sent now, each mail by itself. Throws {@link MailPendingError} while one of them still waits for the server;
   * what is held waits for an hour or a digest and is no longer this transition's. Otherwise answers from the rows, so that a
   * repeated call tells again who could not be reached.
   */
  async deliver(reference: string, seq: number): Promise<DeliverAnswer> {
    const { outbox, hours, clock } = this.parts;
    const programme = await hours.ofCase(reference);
    const timing = programme && { hours: programme, now: clock.now() };
    const claimed = await this.mails.claim(reference, seq, outbox.leaseMs, timing);
    const texts = this.textsOf(reference);
    await Promise.all(claimed.map((mail) => outbox.attempt(mail, () => this.write(mail, texts))));
    const rows = await this.mails.ofTransition(reference, seq);
    const waiting = rows.filter(({ state }) => state === 'queued' || state === 'sending').length;
    if (waiting > 0)
      throw new MailPendingError(`${reference}, transition ${seq}: ${waiting} of ${rows.length} mails wait.`);
    return {
      sent: rows.filter(({ state }) => state === 'sent').length,
      undeliverable: rows.flatMap(({ state, item }): DeliverAnswer['undeliverable'] => {
        if (state === 'refused' || state === 'bounced') return [{ item, because: 'refused' }];
        return state === 'no-recipient' ? [{ item, because: state }] : [];
      }),
    };
  }

  /** The programme's own texts as they stand: read once a delivery, where anything is written at all, so that none is ever stale. */
  private textsOf(reference: string): () => Promise<readonly MailTextRow[]> {
    let texts: Promise<readonly MailTextRow[]> | undefined;
    return () => (texts ??= this.texts.ofCase(reference));
  }

  /** The mail as it goes out, with the body that the first claim stored. */
  private async write(
    mail: ClaimedMail,
    texts: () => Promise<readonly MailTextRow[]>,
  ): Promise<OutgoingMail | Unsendable> {
    if (await this.isMoot(mail)) return { because: 'moot' };
    const facts = await this.facts.read(mail);
    if (!facts) return { because: 'no-address' };
    if (facts.recipient.marked !== null) return { because: 'marked', reason: facts.recipient.marked };
    const stored = bodyOf(mail) ?? (await this.store(mail, facts, await texts()));
    // A colleague has seen none of the letters before.
    const thread = mail.handover === null ? await this.mails.threadOf(mail.reference, mail.person) : [];
    const own = thread.indexOf(stored.messageId);
    return {
      to: { name: facts.recipient.name, address: stored.address },
      replyTo: this.replyTo(facts, stored.messageId),
      messageId: stored.messageId,
      references: shortened(own < 0 ? thread : thread.slice(0, own)),
      date: mail.at,
      language: stored.language,
      subject: stored.subject,
      calendar: keptPart(stored.calendar ?? null),
      ...(await this.linked(mail, stored, lastMomentOf(facts, mail))),
    };
  }

  /** What it tells of has changed since: another mail says how a visit stands, and a step that was taken back is not asked for. */
  private async isMoot(mail: ClaimedMail): Promise<boolean> {
    const { database } = this.parts;
    if (mail.notice === 'visit') return isStaleVisitMail(database, mail);
    return mail.handover !== null && (await new Handovers(database).get(mail.handover))?.endedAt != null;
  }

  private replyTo(
    { coordinator, programme, answersReach }: MailFacts,
    messageId: string,
  ): MailAddress | null {
    const address = answersReach === 'case' ? this.parts.replies?.of(messageId) : undefined;
    if (address) return { name: programme, address };
    return coordinator.email === null ? null : { name: coordinator.name, address: coordinator.email };
  }

  private async store(mail: ClaimedMail, facts: MailFacts, texts: readonly MailTextRow[]): Promise<MailBody> {
    const { composer, outbox } = this.parts;
    const { language, recipient } = facts;
    const messageId =
      mail.messageId === null ? messageIdOf(mail.id, outbox.host) : messageIdAfter(mail.messageId);
    const { calendar, ...words } = await composer.compose(facts, ownTextsIn(texts, language));
    const body = { address: recipient.address, language, messageId, ...words };
    return this.mails.storeBody(mail.id, { ...body, calendar: calendar?.text ?? null });
  }

  /** Puts the personal link in; it is derived from the same key every time, so the bytes stay the same. */
  private async linked(
    mail: ClaimedMail,
    body: MailBody,
    due: number,
  ): Promise<Pick<MailBody, 'text' | 'html'>> {
    const placeholder = linkPlaceholder(this.parts.publicUrl);
    const subject = mail.item ?? visitOfMail(mail.id);
    if (subject === undefined || !body.text.includes(placeholder))
      return { text: body.text, html: body.html };
    const link = await this.parts.links.linkFor(
      mail.reference,
      subject,
      mail.person,
      linkExpiry(due, mail.at),
      mail.handover ?? '',
    );
    return { text: body.text.replaceAll(placeholder, link), html: body.html.replaceAll(placeholder, link) };
  }
}

/** Until when what the mail asks for can be answered. */
function lastMomentOf({ item, visit }: MailFacts, mail: ClaimedMail): number {
  const slots = [...(visit?.slots ?? []), ...(visit?.agreed ? [visit.agreed] : [])];
  return Math.max(item?.due ?? mail.at, ...slots.map(({ endsAt }) => endsAt));
}

function bodyOf(mail: ClaimedMail): MailBody | null {
  const { address, language, messageId, subject, text, html, calendar } = mail;
  if (address === null || language === null || messageId === null) return null;
  if (subject === null || text === null || html === null) return null;
  return { address, language, messageId, subject, text, html, calendar };
}

/** The root and the latest few: headers are no archive. */
function shortened(thread: readonly string[]): readonly string[] {
  return thread.length <= 6 ? thread : [...thread.slice(0, 1), ...thread.slice(-5)];
}
