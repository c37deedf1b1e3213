import { Injectable } from '@nestjs/common';
import { Acting } from '../acting/acting.js';
import type { Acted, Actor } from '../actor.js';
import { CaseAccess } from '../case-access.js';
import { requiredReason } from './reason.js';

export interface ReportIncidentInput {
  readonly reference: string;
  /** Task or approval id. */
  readonly subject?: string;
  readonly reason: string;
}

/** Raises an incident by hand. */
@Injectable()
export class ReportIncident {
  constructor(
    private readonly acting: Acting,
    private readonly access: CaseAccess,
  ) {}

  async execute(actor: Actor, input: ReportIncidentInput, key: string): Promise<Acted> {
    const { reference, subject = null } = input;
    return this.acting.perform(
      actor,
      { key, route: `cases/${reference}/incidents`, sent: input },
      async () => {
        const { programme, organisation } = await this.access.caseToActOn(
          actor,
          'report-incident',
          reference,
        );
        const reason = requiredReason(input.reason);
        return {
          reference,
          programme,
          organisation,
          body: { type: 'report-incident', subject },
          item: subject,
          reason,
        };
      },
    );
  }
}
