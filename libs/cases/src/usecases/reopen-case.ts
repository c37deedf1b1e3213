import { Injectable } from '@nestjs/common';
import { Acting } from '../acting/acting.js';
import type { Acted, Actor } from '../actor.js';
import { CaseAccess } from '../case-access.js';
import { requiredReason } from './reason.js';

export interface ReopenCaseInput {
  readonly reference: string;
  /** Key of the stage in which the path goes on. */
  readonly stage: string;
  readonly reason: string;
}

/** Opens a closed case again at a chosen stage: a new run under the same id, and one log. */
@Injectable()
export class ReopenCase {
  constructor(
    private readonly acting: Acting,
    private readonly access: CaseAccess,
  ) {}

  async execute(actor: Actor, input: ReopenCaseInput, key: string): Promise<Acted> {
    const { reference, stage } = input;
    return this.acting.perform(
      actor,
      { key, route: `cases/${reference}/reopening`, sent: input },
      async () => {
        const { programme, organisation } = await this.access.caseToActOn(actor, 'reopen-case', reference);
        const reason = requiredReason(input.reason);
        return {
          ...{ reference, programme, organisation, reason },
          body: { type: 'reopen', stage },
          item: null,
        };
      },
    );
  }
}
