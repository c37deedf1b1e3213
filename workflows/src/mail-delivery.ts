import { ActivityFailure, proxyActivities, workflowInfo, type ActivityOptions } from '@temporalio/workflow';
import { mailQueue, type DeliverAnswer, type MailActivities } from '#libs/contracts';

/** A transition's mails that nobody can ever get, as `deliver` answered. */
export type Undeliverable = DeliverAnswer['undeliverable'];

/** Two minutes are longer than one SMTP session; a dead server is asked again at least every ten minutes, for ever. */
const options: ActivityOptions = {
  startToCloseTimeout: '2 minutes',
  retry: { initialInterval: '5 seconds', backoffCoefficient: 2, maximumInterval: '10 minutes' },
};

/** One detached activity for each transition with mail. Call its methods inside a non-cancellable scope. */
export class MailDelivery {
  private readonly undelivered: Set<number>;
  private readonly underWay = new Set<number>();

  constructor(
    private readonly reference: string,
    undelivered: readonly number[],
    private readonly onUndeliverable: (mails: Undeliverable) => Promise<unknown>,
  ) {
    this.undelivered = new Set(undelivered);
  }

  /** Seqs whose delivery was not reported yet; continue-as-new carries them. */
  get pending(): readonly number[] {
    return [...this.undelivered];
  }

  /** Starts the delivery of one transition's mail, unless it is under way. `summary` is what the Temporal UI shows. */
  start(seq: number, summary: string): void {
    this.undelivered.add(seq);
    if (this.underWay.has(seq)) return;
    this.underWay.add(seq);
    void this.deliver(seq, summary);
  }

  /** Starts again what was carried over or has failed for good. The rows' leases keep a repeat harmless. */
  resume(): void {
    for (const seq of this.undelivered) this.start(seq, `#${seq}`);
  }

  private async deliver(seq: number, summary: string): Promise<void> {
    const mail = proxyActivities<MailActivities>({
      ...options,
      summary,
      taskQueue: mailQueue(workflowInfo().taskQueue),
    });
    let answer: DeliverAnswer;
    try {
      answer = await mail.deliver(this.reference, seq);
    } catch (error) {
      // Failed by hand or for a reason no retry heals: it stays pending, and the next nudge tries again (I4).
      if (error instanceof ActivityFailure) return;
      throw error;
    } finally {
      this.underWay.delete(seq);
    }
    this.undelivered.delete(seq);
    if (answer.undeliverable.length > 0) await this.onUndeliverable(answer.undeliverable);
  }
}
