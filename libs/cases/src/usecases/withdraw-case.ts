import { Injectable } from '@nestjs/common';
import type { Acted, Actor } from '../actor.js';
import { notYet } from '../not-yet.js';

export interface WithdrawCaseInput {
  readonly reference: string;
  readonly reason: string;
}

/** Withdraws the organisation from its path. */
@Injectable()
export class WithdrawCase {
  execute(_actor: Actor, _input: WithdrawCaseInput, _key: string): Promise<Acted> {
    return notYet();
  }
}
