import { Logger } from '@nestjs/common';
import { DrizzleQueryError } from 'drizzle-orm';
import type { CaseClock } from '#libs/config';
import { isDatabaseUnavailable, Mails, People, type ClaimedMail, type Database } from '#libs/persistence';
import type { OutgoingMail, Smtp } from './smtp.js';

/** Why a claimed mail is not sent after all. */
export type Unsendable =
  /** Its person has no address any more. */
  | { readonly because: 'no-address' }
  /** Mail to the address came back before; it is not tried again until the address is another one or proves right. */
  | { readonly because: 'marked'; readonly reason: string }
  /** Nobody should read it any more. */
  | { readonly because: 'moot' };

/** Claims after which a mail that cannot be written, or whose words the server refuses, counts as undeliverable. */
const mostAttempts = 5;

/** Sends claimed mails and marks their rows. Answers instead of throwing: mail never holds a case (I4). */
export class Outbox {
  private readonly log = new Logger('Mail');
  private readonly mails: Mails;
  private readonly people: People;

  /** `leaseMs`: machine milliseconds for which a claimed row is ours. A send gives up after two thirds of it. */
  constructor(
    database: Database,
    private readonly smtp: Smtp,
    private readonly clock: CaseClock,
    readonly leaseMs: number,
  ) {
    this.mails = new Mails(database);
    this.people = new People(database);
  }

  /** Host part of the sender's address, for Message-IDs. */
  get host(): string {
    return this.smtp.host;
  }

  /** Address that mail comes from. */
  get sender(): string {
    return this.smtp.sender;
  }

  /** One mail's attempt; whatever goes wrong stays with this mail. */
  async attempt(mail: ClaimedMail, write: () => Promise<OutgoingMail | Unsendable>): Promise<void> {
    try {
      const written = await write();
      await ('because' in written ? this.leave(mail, written) : this.send(mail, written));
    } catch (error) {
      await this.failed(mail, error);
    }
  }

  private async leave({ id }: ClaimedMail, unsendable: Unsendable): Promise<void> {
    const now = this.clock.now();
    if (unsendable.because === 'moot') await this.mails.drop(id);
    else if (unsendable.because === 'marked') await this.mails.markRefused(id, unsendable.reason, now);
    else await this.mails.markNoRecipient(id, now);
  }

  private async send(mail: ClaimedMail, outgoing: OutgoingMail): Promise<void> {
    const result = await this.smtp.send(outgoing, (this.leaseMs * 2) / 3);
    if (result.status === 'sent') {
      await this.remember(mail);
      return;
    }
    this.log.warn(`Mail ${mail.id} (attempt ${mail.attempts}): ${result.status}.`);
    if (result.status === 'refused')
      await this.people.markAddress(mail.person, outgoing.to.address, result.reason, this.clock.now());
    const over = result.status === 'refused' || (result.lasting && mail.attempts >= mostAttempts);
    await (over
      ? this.mails.markRefused(mail.id, result.reason, this.clock.now())
      : this.mails.release(mail.id, result.reason, !result.lasting));
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
      if (!away && mail.attempts >= mostAttempts)
        await this.mails.markRefused(mail.id, reason, this.clock.now());
      else await this.mails.release(mail.id, reason, away);
    } catch (again) {
      // The lease ends by itself; until then nobody else sends this mail.
      this.log.error(`Mail ${mail.id} keeps its lease: ${reasonOf(again)}`);
    }
  }
}

/** A failed query's own message lists its parameters, a whole letter among them; what the database said does not. */
function reasonOf(error: unknown): string {
  const said = error instanceof DrizzleQueryError ? error.cause : error;
  return (said instanceof Error ? said.message : String(said)).slice(0, 300);
}
