import { Injectable } from '@nestjs/common';
import { fold, initialState, type CaseState, type Transition } from '#libs/domain';
import { CaseLog } from '#libs/persistence';

/** Cases as the core sees them, for pages that show what it would answer; nothing is decided on them here. */
@Injectable()
export class CaseStates {
  constructor(private readonly log: CaseLog) {}

  async of(reference: string): Promise<CaseState> {
    return foldedFrom(reference, await this.log.load(reference));
  }
}

/** The state a whole log folds to. */
export function foldedFrom(reference: string, log: readonly Transition[]): CaseState {
  return log.reduce(fold, initialState(reference));
}
