import type { DeliverAnswer, MailActivities } from '#libs/contracts';

/** What the mail activity was asked, and what it shall answer. */
export class PostOffice implements MailActivities {
  readonly asked: { readonly reference: string; readonly seq: number }[] = [];
  /** Replaced by tests that need a dead server or a refused address. */
  answer: (reference: string, seq: number) => Promise<DeliverAnswer> = () =>
    Promise.resolve({ sent: 1, undeliverable: [] });

  async deliver(reference: string, seq: number): Promise<DeliverAnswer> {
    this.asked.push({ reference, seq });
    return this.answer(reference, seq);
  }

  /** Seqs whose delivery was asked for, in order. */
  seqsOf(reference: string): readonly number[] {
    return this.asked.filter((call) => call.reference === reference).map((call) => call.seq);
  }
}

/** Cases on the real server and the real log; only the post office is ours. */
