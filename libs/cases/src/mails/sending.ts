import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import type { MailActivities } from '#libs/contracts';
import { DomainError } from '#libs/domain';
import { Messages, type AskedMail, type SentMessage } from '#libs/persistence';
import { fingerprintOf, requestId, type ActRequest } from '../acting/request.js';
import type { Actor } from '../actor.js';
import { CASE_MAILER } from '../tokens.js';
import { inTurns } from '../usecases/group.js';

/** What is to be sent: its words, its mails, and what is said of each case. */
export interface Outgoing extends Pick<SentMessage, 'kind' | 'subject' | 'text' | 'functions' | 'reports'> {
  /** Mail rows of a message whose id is known by now. */
  readonly mails: (message: string) => readonly AskedMail[];
}

/** Stores what somebody sends by hand beside the log, and sends it: no act, nothing of a case moves by it. */
@Injectable()
export class Sending {
  private readonly logger = new Logger(Sending.name);

  constructor(
    private readonly messages: Messages,
    @Inject(CASE_MAILER) private readonly mailer: MailActivities,
    private readonly clock: CaseClock,
  ) {}

  /** The same request answers the same message for ever and mails nobody twice (I11); `plan` runs for new requests only. */
  async send(
    actor: Actor,
    request: ActRequest,
    plan: (now: number) => Promise<Outgoing>,
  ): Promise<SentMessage> {
    const id = requestId(actor.viewer.person, request);
    const fingerprint = fingerprintOf(request);
    const earlier = await this.messages.byRequest(id);
    if (earlier) return this.repeated(earlier, fingerprint);
    const at = this.clock.now();
    const { mails, ...words } = await plan(at);
    const message = { id: randomUUID(), person: actor.viewer.person, at, request: id, fingerprint, ...words };
    const rows = mails(message.id);
    const stored = await this.messages.store(message, rows);
    if (stored.id !== message.id) return this.repeated(stored, fingerprint);
    await this.deliver(rows);
    return stored;
  }

  /** Case time. */
  now(): number {
    return this.clock.now();
  }

  /** Those of them whose id no mail has. */
  async notSentYet<T extends AskedMail>(mails: readonly T[]): Promise<readonly T[]> {
    const standing = await this.messages.standing(mails.map(({ id }) => id));
    return mails.filter(({ id }) => !standing.has(id));
  }

  private repeated(message: SentMessage, fingerprint: string): SentMessage {
    if (message.fingerprint !== fingerprint)
      throw new DomainError('invalid', 'request.reused', null, {
        hint: 'This Idempotency-Key was used for another request. Take a new one.',
      });
    return message;
  }

  /** What cannot leave now stays queued, and the sweep goes on with it (I4). */
  private async deliver(mails: readonly AskedMail[]): Promise<void> {
    const transitions = new Map(mails.map((mail) => [mail.reference, mail.seq]));
    await inTurns([...transitions], async ([reference, seq]) => {
      try {
        await this.mailer.deliver(reference, seq);
      } catch (error) {
        this.logger.warn(`Mail of ${reference} waits for the sweep: ${String(error)}`);
      }
    });
  }
}
