import { Injectable } from '@nestjs/common';
import { fold, initialState, type CaseState, type Transition } from '#libs/domain';
import { CaseLog } from '#libs/persistence';
import { keepNewest } from './keep-newest.js';

/** A case's whole log, and what it folds to. */
export interface ReadCase {
  readonly log: readonly Transition[];
  readonly state: CaseState;
}

/** Cases of which the log is kept at hand: the parts of one page ask for the same one. */
const mostKept = 64;

/** Cases as the core sees them, for pages that show what it would answer; nothing is decided on them here. */
@Injectable()
export class CaseStates {
  private readonly kept = new Map<string, Promise<ReadCase>>();

  constructor(private readonly log: CaseLog) {}

  /** As of a projection's row, or later. A log only grows, so what was read once for a seq is never wrong. */
  async at({ reference, seq }: { readonly reference: string; readonly seq: number }): Promise<ReadCase> {
    const key = `${reference} ${seq}`;
    const known = this.kept.get(key);
    if (known) return known;
    const read = this.log.load(reference).then((log) => ({ log, state: foldedFrom(reference, log) }));
    keepNewest(this.kept, key, read, mostKept);
    return read.catch((error: unknown) => {
      this.kept.delete(key);
      throw error;
    });
  }

  async of(reference: string): Promise<CaseState> {
    return foldedFrom(reference, await this.log.load(reference));
  }
}

/** The state a whole log folds to. */
export function foldedFrom(reference: string, log: readonly Transition[]): CaseState {
  return log.reduce(fold, initialState(reference));
}
