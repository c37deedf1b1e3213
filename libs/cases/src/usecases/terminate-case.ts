import { Injectable } from '@nestjs/common';
import { Acting } from '../acting/acting.js';
import type { Acted, Actor } from '../actor.js';
import { CaseAccess } from '../case-access.js';
import { requiredReason } from './reason.js';

export interface TerminateCaseInput {
  readonly reference: string;
  readonly reason: string;
}

/** Ends a case from the programme's side. */
@Injectable()
export class TerminateCase {
  constructor(
    private readonly acting: Acting,
    private readonly access: CaseAccess,
  ) {}

  async execute(actor: Actor, input: TerminateCaseInput, key: string): Promise<Acted> {
    const { reference } = input;
    return this.acting.perform(
      actor,
      { key, route: `cases/${reference}/termination`, sent: input },
      async () => {
        const { programme, organisation } = await this.access.caseToActOn(actor, 'terminate-case', reference);
        const reason = requiredReason(input.reason);
        return { reference, programme, organisation, body: { type: 'terminate' }, item: null, reason };
      },
    );
  }
}
