import { Inject, Injectable, Logger } from '@nestjs/common';
import type { MailActivities } from '#libs/contracts';
import { CaseViews } from '#libs/persistence';
import { CASE_MAILER } from '../tokens.js';

/**
 * A workflow that closes completes at once and sends nothing any more. Whoever closed the case sends its last mails right
 * away; what fails here is the sweep's, two minutes later.
 */
@Injectable()
export class ClosingMail {
  private readonly logger = new Logger(ClosingMail.name);

  constructor(
    private readonly views: CaseViews,
    @Inject(CASE_MAILER) private readonly mailer: MailActivities,
  ) {}

  /** Returns at once; the answer to the act does not wait for mail (I4). */
  sendAfter(reference: string, seq: number): void {
    this.send(reference, seq).catch((error: unknown) => {
      this.logger.warn(
        `Closing mail of ${reference} waits for the sweep: ${error instanceof Error ? error.name : 'unknown error'}`,
      );
    });
  }

  private async send(reference: string, seq: number): Promise<void> {
    const found = await this.views.findCase(reference);
    if (found?.status === 'closed') await this.mailer.deliver(reference, seq);
  }
}
