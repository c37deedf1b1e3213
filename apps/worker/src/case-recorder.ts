import { Injectable, Logger } from '@nestjs/common';
import type { CaseActivities, RecordAnswer, RecordRequest } from '#libs/contracts';
import { MailDelivery } from '#libs/mail';
import { CaseLog } from '#libs/persistence';

/**
 * The activities of the case queue. A workflow that closes its case completes at once and sends nothing any more, so its
 * last mails leave from here; what fails is the sweep's, two minutes later.
 */
@Injectable()
export class CaseRecorder implements CaseActivities {
  private readonly logger = new Logger('Cases');

  constructor(
    private readonly log: CaseLog,
    private readonly mail: MailDelivery,
  ) {}

  /** Whoever asks for what follows `since` holds all up to it: without this the sweep would nudge a quiet case for ever. */
  async load(reference: string, since: number): ReturnType<CaseActivities['load']> {
    if (since > 0) await this.log.confirm(reference, since);
    return this.log.load(reference, since);
  }

  async record(request: RecordRequest): Promise<RecordAnswer> {
    const answer = await this.log.record(request);
    if (answer.status === 'appended' && request.rows.case.status === 'closed') this.sendLast(request);
    return answer;
  }

  /** Not awaited: mail never holds a case (I4). */
  private sendLast({ transition: { reference, seq } }: RecordRequest): void {
    this.mail.deliver(reference, seq).catch((error: unknown) => {
      this.logger.warn(`Last mail of ${reference} waits: ${error instanceof Error ? error.name : 'unknown'}`);
    });
  }
}
