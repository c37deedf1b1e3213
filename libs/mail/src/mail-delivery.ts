import { Logger } from '@nestjs/common';
import { DrizzleQueryError } from 'drizzle-orm';
import type { DeliverAnswer, MailActivities } from '#libs/contracts';
import {
  isDatabaseUnavailable,
  Mails,
  type ClaimedMail,
  type Database,
  type MailBody,
} from '#libs/persistence';
import { linkExpiry, linkPlaceholder, type LinkMinter } from './links.js';
import type { MailComposer } from './mail-composer.js';
import { MailFactsReader } from './mail-facts-reader.js';
import type { MailAddress, OutgoingMail, Smtp } from './smtp.js';
import { messageIdOf } from './thread.js';

export interface MailDeliveryOptions {
  /** Where links in mails start. */
  readonly publicUrl: string;
  /** Machine milliseconds for which a claimed row is ours; 3 minutes unless told. A send gives up after two thirds of it. */
  readonly leaseMs?: number;
}

/** Mails of a transition still wait. Holds no personal data: Temporal keeps the message (I8). */
export class MailPendingError extends Error {
  override readonly name = 'MailPendingError';
}

/** Claims after which a mail that cannot be written, or whose words the server refuses, counts as undeliverable. */
const mostAttempts = 5;

/** The delivery of one transition's mails: claim, write once, send, mark. Every step may be repeated by another attempt. */
export class MailDelivery implements MailActivities {
  private readonly log = new Logger('Mail');
  private readonly mails: Mails;
  private readonly facts: MailFactsReader;
  private readonly leaseMs: number;

  constructor(
    database: Database,
    private readonly smtp: Smtp,
    private readonly composer: MailComposer,
    private readonly links: LinkMinter,
    private readonly options: MailDeliveryOptions,
  ) {
    this.mails = new Mails(database);
    this.facts = new MailFactsReader(database, {
      publicUrl: options.publicUrl,
      choose: (wanted) => composer.messages.choose(wanted),
    });
    this.leaseMs = options.leaseMs ?? 180_000;
  }

  /**
   * Sends what may be sent now, each mail by itself. Throws {@link MailPendingError} while one of them still waits; otherwise
   * answers from the rows, so that a repeated call tells again who could not be reached.
   */
  async deliver(reference: string, seq: number): Promise<DeliverAnswer> {
    const claimed = await this.mails.claim(reference, seq, this.leaseMs);
    await Promise.all(claimed.map((mail) => this.attempt(mail)));
    const rows = await this.mails.ofTransition(reference, seq);
    const waiting = rows.filter(({ state }) => state === 'queued' || state === 'sending').length;
    if (waiting > 0)
      throw new MailPendingError(`${reference}, transition ${seq}: ${waiting} of ${rows.length} mails wait.`);
    return {
      sent: rows.filter(({ state }) => state === 'sent').length,
      undeliverable: rows.flatMap(({ state, item }) =>
        state === 'refused' || state === 'no-recipient' ? [{ item, because: state }] : [],
      ),
    };
  }

  /** One mail's attempt; whatever goes wrong stays with this mail. */
  private async attempt(mail: ClaimedMail): Promise<void> {
    try {
      const outgoing = await this.write(mail);
      await (outgoing ? this.send(mail, outgoing) : this.mails.markNoRecipient(mail.id));
    } catch (error) {
      await this.failed(mail, error);
    }
  }

  private async send(mail: ClaimedMail, outgoing: OutgoingMail): Promise<void> {
    const result = await this.smtp.send(outgoing, (this.leaseMs * 2) / 3);
    if (result.status === 'sent') {
      await this.remember(mail);
      return;
    }
    this.log.warn(`Mail ${mail.id} (attempt ${mail.attempts}): ${result.status}.`);
    const over = result.status === 'refused' || (result.lasting && mail.attempts >= mostAttempts);
    await (over
      ? this.mails.markRefused(mail.id, result.reason)
      : this.mails.release(mail.id, result.reason));
  }

  /** The server has taken it: nothing may release its row any more. Unmarked, it keeps its lease and the same bytes go out again. */
  private async remember(mail: ClaimedMail): Promise<void> {
    try {
      await this.mails.markSent(mail.id);
    } catch (error) {
      this.log.error(`Mail ${mail.id} left, but could not be marked: ${reasonOf(error)}`);
    }
  }

  /** What cannot be written now may be after a repair; so it is tried again before somebody must look at it (I4). */
  private async failed(mail: ClaimedMail, error: unknown): Promise<void> {
    const away = isDatabaseUnavailable(error);
    const reason = reasonOf(error);
    this.log.error(`Mail ${mail.id} (attempt ${mail.attempts}) could not be written or marked: ${reason}`);
    try {
      if (!away && mail.attempts >= mostAttempts) await this.mails.markRefused(mail.id, reason);
      else await this.mails.release(mail.id, reason);
    } catch (again) {
      // The lease ends by itself; until then nobody else sends this mail.
      this.log.error(`Mail ${mail.id} keeps its lease: ${reasonOf(again)}`);
    }
  }

  /** The mail as it goes out, with the body that the first claim stored; null when its person has no address any more. */
  private async write(mail: ClaimedMail): Promise<OutgoingMail | null> {
    const facts = await this.facts.read(mail);
    if (!facts) return null;
    const stored = bodyOf(mail) ?? (await this.store(mail, facts.language, facts.recipient.address, facts));
    const thread = await this.mails.threadOf(mail.reference, mail.person);
    const own = thread.indexOf(stored.messageId);
    const { coordinator } = facts;
    const replyTo: MailAddress | null =
      coordinator.email === null ? null : { name: coordinator.name, address: coordinator.email };
    return {
      to: { name: facts.recipient.name, address: stored.address },
      replyTo,
      messageId: stored.messageId,
      references: shortened(own < 0 ? thread : thread.slice(0, own)),
      date: mail.at,
      language: stored.language,
      subject: stored.subject,
      ...(await this.linked(mail, stored, facts.item?.due ?? mail.at)),
    };
  }

  private async store(
    mail: ClaimedMail,
    language: string,
    address: string,
    facts: Parameters<MailComposer['compose']>[0],
  ): Promise<MailBody> {
    const messageId = messageIdOf(mail.id, this.smtp.host);
    const composed = await this.composer.compose(facts);
    return this.mails.storeBody(mail.id, { address, language, messageId, ...composed });
  }

  /** Puts the personal link in; it is derived from the same key every time, so the bytes stay the same. */
  private async linked(
    mail: ClaimedMail,
    body: MailBody,
    due: number,
  ): Promise<Pick<MailBody, 'text' | 'html'>> {
    const placeholder = linkPlaceholder(this.options.publicUrl);
    if (mail.item === null || !body.text.includes(placeholder)) return { text: body.text, html: body.html };
    const link = await this.links.linkFor(mail.reference, mail.item, mail.person, linkExpiry(due, mail.at));
    return { text: body.text.replaceAll(placeholder, link), html: body.html.replaceAll(placeholder, link) };
  }
}

function bodyOf(mail: ClaimedMail): MailBody | null {
  const { address, language, messageId, subject, text, html } = mail;
  if (address === null || language === null || messageId === null) return null;
  if (subject === null || text === null || html === null) return null;
  return { address, language, messageId, subject, text, html };
}

/** A failed query's own message lists its parameters, a whole letter among them; what the database said does not. */
function reasonOf(error: unknown): string {
  const said = error instanceof DrizzleQueryError ? error.cause : error;
  return (said instanceof Error ? said.message : String(said)).slice(0, 300);
}

/** The root and the latest few: headers are no archive. */
function shortened(thread: readonly string[]): readonly string[] {
  return thread.length <= 6 ? thread : [...thread.slice(0, 1), ...thread.slice(-5)];
}
