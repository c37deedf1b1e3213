import { Inject, Injectable, Logger } from '@nestjs/common';
import type {
  CaseActivities,
  CaseSurvey,
  MailActivities,
  RecordAnswer,
  RecordRequest,
} from '#libs/contracts';
import { CaseLog, CaseSurveys } from '#libs/persistence';
import { CASE_MAILER } from '../tokens.js';
import { ReviewCases } from './review-cases.js';

/**
 * The activities of the case queue. A workflow that closes its case completes at once and sends nothing any more, so its
 * last mails leave from here; what fails is the sweep's, two minutes later.
 */
@Injectable()
export class CaseRecorder implements CaseActivities {
  private readonly logger = new Logger('Cases');

  constructor(
    private readonly log: CaseLog,
    private readonly surveys: CaseSurveys,
    private readonly reviews: ReviewCases,
    @Inject(CASE_MAILER) private readonly mail: MailActivities,
  ) {}

  /** Whoever asks for what follows `since` holds all up to it: without this the sweep would nudge a quiet case for ever. */
  async load(reference: string, since: number): ReturnType<CaseActivities['load']> {
    if (since > 0) await this.log.confirm(reference, since);
    return this.log.load(reference, since);
  }

  async record(request: RecordRequest): Promise<RecordAnswer> {
    const answer = await this.log.record(request);
    if (answer.status !== 'appended') return answer;
    if (request.rows.case.status === 'closed') this.sendLast(request);
    if (movesWaitingList(request)) void this.reviews.waitingList(request.rows.case.programme);
    return answer;
  }

  survey(reference: string): Promise<CaseSurvey> {
    return this.surveys.survey(reference);
  }

  /** Not awaited: mail never holds a case (I4). */
  private sendLast({ transition: { reference, seq } }: RecordRequest): void {
    this.mail.deliver(reference, seq).catch((error: unknown) => {
      this.logger.warn(`Last mail of ${reference} waits: ${error instanceof Error ? error.name : 'unknown'}`);
    });
  }
}

/** A place was given back, or the first of the list has moved up and several were given back at once. */
function movesWaitingList({ transition }: RecordRequest): boolean {
  return transition.events.some(
    (event) =>
      (event.type === 'case-closed' && event.freesPlace === true) ||
      (event.type === 'approval-decided' && event.because === 'place-freed'),
  );
}
