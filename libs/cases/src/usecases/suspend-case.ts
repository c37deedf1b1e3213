import { Injectable } from '@nestjs/common';
import { Acting } from '../acting/acting.js';
import type { Acted, Actor } from '../actor.js';
import { CaseAccess } from '../case-access.js';
import { optionalWords, requiredReason } from './reason.js';

export interface SuspendCaseInput {
  readonly reference: string;
  /** Id of the one task that waits for somebody outside; the whole case unless told. */
  readonly task?: string;
  /** Day on which the clock starts again by itself, `YYYY-MM-DD`; until somebody resumes it unless told. */
  readonly until?: string;
  readonly reason: string;
}

export interface ResumeCaseInput {
  readonly reference: string;
  /** As in the suspension. */
  readonly task?: string;
  readonly reason?: string;
}

/** Stops the clock of a case or of one of its tasks, and starts it again: due dates move by the working time in between (I6). */
@Injectable()
export class SuspendCase {
  constructor(
    private readonly acting: Acting,
    private readonly access: CaseAccess,
  ) {}

  async execute(actor: Actor, input: SuspendCaseInput, key: string): Promise<Acted> {
    const { reference, task = null, until = null } = input;
    return this.acting.perform(
      actor,
      { key, route: `cases/${reference}/suspension`, sent: input },
      async () => {
        const { programme, organisation } = await this.access.caseToActOn(actor, 'suspend-case', reference);
        const reason = requiredReason(input.reason);
        return {
          ...{ reference, programme, organisation, reason },
          body: { type: 'suspend', item: task, until },
          item: task,
        };
      },
    );
  }

  async resume(actor: Actor, input: ResumeCaseInput, key: string): Promise<Acted> {
    const { reference, task = null } = input;
    return this.acting.perform(
      actor,
      { key, route: `cases/${reference}/resumption`, sent: input },
      async () => {
        const { programme, organisation } = await this.access.caseToActOn(actor, 'suspend-case', reference);
        const reason = optionalWords(input.reason);
        return {
          ...{ reference, programme, organisation },
          body: { type: 'resume', item: task },
          item: task,
          ...(reason === undefined ? {} : { reason }),
        };
      },
    );
  }
}
