import { Injectable } from '@nestjs/common';
import { fold, initialState, type CaseState, type Transition } from '#libs/domain';
import { CaseLog } from '#libs/persistence';

/** A case's whole log, and what it folds to. */
export interface ReadCase {
  readonly log: readonly Transition[];
  readonly state: CaseState;
}

/** Cases as the core sees them, for pages that show what it would answer; nothing is decided on them here. */
@Injectable()
export class CaseStates {
  /**
   * The parts of one page ask for the same log at the same time. Nothing is kept beyond: a log is the largest thing
   * that a page reads, and the next page is most likely another case's.
   */
  private readonly underWay = new Map<string, Promise<ReadCase>>();

  constructor(private readonly log: CaseLog) {}

  /** As of a projection's row, or later. */
  async at({ reference, seq }: { readonly reference: string; readonly seq: number }): Promise<ReadCase> {
    const key = `${reference} ${seq}`;
    const known = this.underWay.get(key);
    if (known) return known;
    const read = this.log
      .load(reference)
      .then((log) => ({ log, state: foldedFrom(reference, log) }))
      .finally(() => this.underWay.delete(key));
    this.underWay.set(key, read);
    return read;
  }

  async of(reference: string): Promise<CaseState> {
    return foldedFrom(reference, await this.log.load(reference));
  }
}

/** The state a whole log folds to. */
export function foldedFrom(reference: string, log: readonly Transition[]): CaseState {
  return log.reduce(fold, initialState(reference));
}
