import { Injectable } from '@nestjs/common';
import { belongsTo } from '#libs/identity';
import { Acting } from '../acting/acting.js';
import type { Acted, Actor } from '../actor.js';
import { CaseAccess } from '../case-access.js';
import { requiredReason } from './reason.js';

export interface ExtendDeadlineInput {
  /** Task id. */
  readonly task: string;
  /** `YYYY-MM-DD` */
  readonly until: string;
  readonly reason: string;
}

/** More time for a task: whoever owes it asks, also through a link; whoever decides on extensions grants it at once. */
@Injectable()
export class ExtendDeadline {
  constructor(
    private readonly acting: Acting,
    private readonly access: CaseAccess,
  ) {}

  async execute(actor: Actor, input: ExtendDeadlineInput, key: string): Promise<Acted> {
    const { task, until } = input;
    return this.acting.perform(actor, { key, route: `tasks/${task}/extensions`, sent: input }, async () => {
      const { item, case: row } = await this.access.itemToActOn(actor, task, 'task');
      const { reference, programme, organisation } = row;
      const owes = item.parties.some((party) => belongsTo(actor.viewer, party, row));
      if (!owes) await this.access.caseToActOn(actor, 'extend-deadline', reference);
      const reason = requiredReason(input.reason);
      return {
        ...{ reference, programme, organisation, reason },
        body: { type: owes ? 'request-extension' : 'extend', task, until },
        item: task,
      };
    });
  }
}
