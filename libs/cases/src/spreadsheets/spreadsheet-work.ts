import { setTimeout } from 'node:timers/promises';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { DomainError } from '#libs/domain';
import { SpreadsheetRuns, type SpreadsheetOutcome } from '#libs/persistence';

/** One line or difference to be worked on. */
export interface Step extends Pick<SpreadsheetOutcome, 'id' | 'place' | 'subject'> {
  /** Does it, or does it again: each step is idempotent by itself. */
  readonly work: () => Promise<Pick<SpreadsheetOutcome, 'code' | 'reference'> & { readonly skipped?: true }>;
}

/** A case that does not answer is asked again: the same request happens once. */
const mostAttempts = 4;

/** After so many in a row that could not be reached, the rest would fare no better. */
const mostUnavailable = 3;

/**
 * Works through the lines of a confirmed spreadsheet while its owner watches. What a crash or a shutdown interrupts, anybody may
 * take up again: every step says for itself whether it was done.
 */
@Injectable()
export class SpreadsheetWork implements OnModuleDestroy {
  private readonly logger = new Logger('Spreadsheets');
  private readonly under = new Map<string, Promise<void>>();
  private closing = false;

  constructor(private readonly runs: SpreadsheetRuns) {}

  /** Begins; the run has been started in the database before. Nobody need wait for its end. */
  begin(id: string, steps: readonly Step[]): void {
    const work = this.through(id, steps)
      .catch(async (error: unknown) => {
        const cause = error instanceof Error ? error.message : 'unknown';
        this.logger.warn(`Spreadsheet ${id} was interrupted: ${cause}`);
        await this.runs.release(id).catch(() => undefined);
      })
      .finally(() => this.under.delete(id));
    this.under.set(id, work);
  }

  /** Waits for the end of what this process works on, or for so many milliseconds: what is short is answered with its result. */
  async ended(id: string, within?: number): Promise<void> {
    const work = this.under.get(id);
    if (!work || within === undefined) return work;
    const timer = new AbortController();
    await Promise.race([
      work,
      setTimeout(within, undefined, { signal: timer.signal }).catch(() => undefined),
    ]);
    timer.abort();
  }

  /** The step under way is finished while the workers still run. */
  async onModuleDestroy(): Promise<void> {
    this.closing = true;
    await Promise.allSettled(this.under.values());
  }

  private async through(id: string, steps: readonly Step[]): Promise<void> {
    let [unavailable, isWhole] = [0, true];
    for (const step of steps) {
      if (this.closing || unavailable >= mostUnavailable) {
        isWhole = false;
        break;
      }
      const outcome = await this.outcomeOf(step);
      unavailable = outcome.result === 'unavailable' ? unavailable + 1 : 0;
      isWhole &&= outcome.result !== 'unavailable';
      await this.runs.note(id, outcome);
    }
    if (isWhole) await this.runs.finish(id);
    else await this.runs.release(id);
  }

  private async outcomeOf(step: Step, attempt = 1): Promise<SpreadsheetOutcome> {
    const outcome = await this.tried(step);
    const again = outcome.result === 'unavailable' && attempt < mostAttempts && !this.closing;
    return again ? this.outcomeOf(step, attempt + 1) : outcome;
  }

  private async tried({ id, place, subject, work }: Step): Promise<SpreadsheetOutcome> {
    try {
      const { code, reference, skipped } = await work();
      return { id, place, subject, code, reference, result: skipped ? 'skipped' : 'done' };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const result = error.kind === 'unavailable' ? 'unavailable' : 'refused';
      return { id, place, subject, result, code: error.code, reference: null };
    }
  }
}
