import { Injectable } from '@nestjs/common';
import type { Acted, Actor } from '../actor.js';
import { notYet } from '../not-yet.js';

export interface DecideApprovalInput {
  /** Approval id. */
  readonly item: string;
  readonly outcome: string;
  /** Required for return, reject and defer. */
  readonly reason?: string;
  readonly conditions?: string;
  /** Keys of the tasks to reopen on a return. */
  readonly reopens?: readonly string[];
}

/** Decides an approval. */
@Injectable()
export class DecideApproval {
  execute(_actor: Actor, _input: DecideApprovalInput, _key: string): Promise<Acted> {
    return notYet();
  }
}
