import { Injectable, Logger } from '@nestjs/common';
import { CaseSurveys } from '#libs/persistence';
import { CaseEngine } from './case-engine.js';

/**
 * Has cases look at the world again after it changed around them: who may decide (I3), which place is free. Whatever cannot
 * be reached now is the sweep's, so none of this fails for its caller.
 */
@Injectable()
export class ReviewCases {
  private readonly logger = new Logger('Reviews');

  constructor(
    private readonly surveys: CaseSurveys,
    private readonly engine: CaseEngine,
  ) {}

  /** After people, roles or substitutions of a programme changed; `*` stands for every programme. */
  async ofProgramme(programme: string): Promise<readonly string[]> {
    return this.quietly(async () => {
      const outdated = await this.surveys.outdated(programme === '*' ? null : programme);
      for (const reference of outdated) await this.engine.nudge(reference);
      return outdated;
    });
  }

  /** After something changed around one case. */
  async case(reference: string): Promise<void> {
    await this.quietly(async () => ((await this.engine.nudge(reference)) ? [reference] : []));
  }

  /** After a place of the programme was given back: the first who waits for one moves up. */
  async waitingList(programme: string): Promise<readonly string[]> {
    return this.quietly(async () => {
      const next = await this.surveys.nextAdmitted(programme);
      return next !== null && (await this.engine.nudge(next)) ? [next] : [];
    });
  }

  /** Mail that came back or that left without its workflow becomes an incident of its case; for the sweep. */
  async unreached(): Promise<readonly string[]> {
    return this.quietly(async () => {
      const references = await this.surveys.withUnreached();
      for (const reference of references) await this.engine.nudge(reference);
      return references;
    });
  }

  /** Every waiting list, for the sweep. */
  async waitingLists(): Promise<readonly string[]> {
    return this.quietly(async () => {
      const moved: string[] = [];
      for (const programme of await this.surveys.programmesWithWaiting())
        moved.push(...(await this.waitingList(programme)));
      return moved;
    });
  }

  private async quietly(work: () => Promise<readonly string[]>): Promise<readonly string[]> {
    try {
      return await work();
    } catch (error) {
      this.logger.warn(`A review waits for the sweep: ${error instanceof Error ? error.message : 'unknown'}`);
      return [];
    }
  }
}
