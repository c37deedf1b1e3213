import { setTimeout as pause } from 'node:timers/promises';
import type { MailActivities } from '#libs/contracts';
import { MailPendingError } from '#libs/mail';
import type { HandWrittenMail } from './hand-written-workflow.js';

/** How long to wait for another process's attempt at the same mail, in ms. */
const patience = 200;

/** The hand-written workflow's mail activity: an activity for each notice, over the product's own delivery. */
export class OneMailAtATime implements HandWrittenMail {
  private readonly underWay = new Map<string, Promise<void>>();

  constructor(private readonly delivery: MailActivities) {}

  /**
   * The first activity of a transition sends for all of them, the others wait for it. It never fails: a retry would cost the
   * hand-written workflow bytes that it does not owe.
   */
  async sendMail(reference: string, seq: number, _index: number): Promise<void> {
    const key = `${reference} ${seq}`;
    const sent = this.underWay.get(key) ?? this.untilSent(reference, seq);
    this.underWay.set(key, sent);
    await sent.finally(() => this.underWay.delete(key));
  }

  private async untilSent(reference: string, seq: number): Promise<void> {
    for (;;) {
      try {
        await this.delivery.deliver(reference, seq);
        return;
      } catch (error) {
        if (!(error instanceof MailPendingError)) throw error;
        await pause(patience);
      }
    }
  }
}
