import { Inject, Injectable, Logger } from '@nestjs/common';
import type { MailActivities } from '#libs/contracts';
import { DocumentStore } from '#libs/documents';
import {
  Acts,
  CaseLog,
  CaseViews,
  DATABASE,
  Documents,
  exclusively,
  Mails,
  SpreadsheetRuns,
  StoredAnswers,
  UnsentForms,
  type Database,
} from '#libs/persistence';
import { CaseEngine } from '../acting/case-engine.js';
import { ReviewCases } from '../acting/review-cases.js';
import { CatchUp } from '../calendars/catch-up.js';
import { FindLost } from './find-lost.js';
import { VisitRounds } from '../visits/visit-rounds.js';
import { CASE_MAILER } from '../tokens.js';

const minute = 60_000;
/** What stays unconfirmed for so long is worth a nudge; machine time. */
const patience = 2 * minute;
/** Who changes people has the approvals looked at; this finds what that missed. Machine time. */
const reviewEvery = 10 * minute;
/** Lists every running workflow, so not each time. Machine time. */
const searchEvery = 2 * minute;
const keptDays = 30;

/** What one sweep did. */
export interface Swept {
  readonly nudged: readonly string[];
  /** Cases that had missed a change of their calendar. */
  readonly replanned: readonly string[];
  /** Mails that left through the sweep. */
  readonly mails: number;
  /** Files removed with their orphaned rows. */
  readonly orphans: number;
  /** Open cases that Temporal does not have. */
  readonly lost: readonly string[];
  /** Visits of cases that stopped. */
  readonly withdrawn: readonly string[];
}

/** Finds what a crash left behind; the worker host runs it every 30 seconds of machine time. */
@Injectable()
export class Sweep {
  private readonly logger = new Logger(Sweep.name);
  private reviewDue = 0;
  private searchDue = 0;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    private readonly log: CaseLog,
    private readonly views: CaseViews,
    private readonly mails: Mails,
    private readonly acts: Acts,
    private readonly documents: Documents,
    private readonly answers: StoredAnswers,
    private readonly spreadsheets: SpreadsheetRuns,
    private readonly unsent: UnsentForms,
    private readonly store: DocumentStore,
    private readonly engine: CaseEngine,
    private readonly reviews: ReviewCases,
    private readonly catchUp: CatchUp,
    private readonly findLost: FindLost,
    private readonly visits: VisitRounds,
    @Inject(CASE_MAILER) private readonly mailer: MailActivities,
  ) {}

  /** Null when another instance is sweeping. Throws when the database is away: the next run tries again. */
  async run(): Promise<Swept | null> {
    return exclusively(this.database, 'sweep', async () => {
      // Each part by itself: while Temporal is away, the last mails of closed cases still go out.
      const nudged = await this.part('nudge', () => this.nudge(), []);
      const replanned = await this.part('replan', async () => (await this.catchUp.run()).replanned, []);
      const mails = await this.part('mail', () => this.sendLeftovers(), 0);
      const withdrawn = await this.part('withdraw visits', () => this.visits.withdraw(), []);
      await this.part('remind of visits', () => this.visits.remind(), 0);
      const lost = await this.part('look for lost workflows', () => this.search(), []);
      const unreached = await this.part('tell of mail', () => this.reviews.unreached(), []);
      const moved = await this.part('move waiting lists', () => this.reviews.waitingLists(), []);
      const reviewed = await this.part('review approvals', () => this.review(), []);
      const orphans = await this.part('clean up', () => this.tidy(), 0);
      const all = [...nudged, ...unreached, ...moved, ...reviewed];
      return { nudged: all, replanned, mails, orphans, lost, withdrawn };
    });
  }

  private async part<T>(name: string, work: () => Promise<T>, nothing: T): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.logger.warn(`The sweep could not ${name}, it tries again: ${messageOf(error)}`);
      return nothing;
    }
  }

  private async search(): Promise<readonly string[]> {
    if (Date.now() < this.searchDue) return [];
    this.searchDue = Date.now() + searchEvery;
    return this.findLost.among(patience);
  }

  private async review(): Promise<readonly string[]> {
    if (Date.now() < this.reviewDue) return [];
    this.reviewDue = Date.now() + reviewEvery;
    return this.reviews.ofProgramme('*');
  }

  private async tidy(): Promise<number> {
    await this.acts.forgetRefused(keptDays);
    await this.answers.forget(keptDays);
    await this.spreadsheets.forget(keptDays);
    await this.unsent.forget(keptDays);
    const orphans = await this.documents.removeOrphans(keptDays);
    for (const sha256 of orphans) await this.store.remove(sha256);
    return orphans.length;
  }

  private async nudge(): Promise<readonly string[]> {
    const nudged: string[] = [];
    for (const reference of await this.log.unconfirmed(patience)) {
      if (await this.engine.nudge(reference)) {
        nudged.push(reference);
        continue;
      }
      // Nobody will ever confirm the last transition of a closed case; of an open one the workflow is lost.
      const found = await this.views.findCase(reference);
      if (found?.status === 'closed') await this.log.confirm(reference, found.seq);
      else if (await this.findLost.check(reference))
        this.logger.warn(`Case ${reference} is open, but no workflow runs: recover it.`);
    }
    return nudged;
  }

  /** Mail that waits although its workflow should have sent it; the lease on each row keeps the two from sending it twice. */
  private async sendLeftovers(): Promise<number> {
    let sent = 0;
    for (const { reference, seq } of await this.mails.unsentOlderThan(patience)) {
      try {
        sent += (await this.mailer.deliver(reference, seq)).sent;
      } catch (error) {
        this.logger.warn(`Mail of ${reference} (${seq}) still waits: ${messageOf(error)}`);
      }
    }
    return sent;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
