import { Injectable } from '@nestjs/common';
import { Acting } from '../acting/acting.js';
import type { Acted, Actor } from '../actor.js';
import { CaseAccess } from '../case-access.js';
import { requiredReason } from './reason.js';

export interface WithdrawCaseInput {
  readonly reference: string;
  readonly reason: string;
}

/** Withdraws the organisation from its path, as its director wishes; the director's own link is enough. */
@Injectable()
export class WithdrawCase {
  constructor(
    private readonly acting: Acting,
    private readonly access: CaseAccess,
  ) {}

  async execute(actor: Actor, input: WithdrawCaseInput, key: string): Promise<Acted> {
    const { reference } = input;
    return this.acting.perform(
      actor,
      { key, route: `cases/${reference}/withdrawal`, sent: input },
      async () => {
        const { programme, organisation } = await this.access.ownCaseToActOn(
          actor,
          'withdraw-case',
          reference,
        );
        const reason = requiredReason(input.reason);
        return { reference, programme, organisation, body: { type: 'withdraw' }, item: null, reason };
      },
    );
  }
}
