import { Injectable } from '@nestjs/common';
import { DomainError } from '#libs/domain';
import { lostIncidentId } from '#libs/persistence';
import { Acting } from '../acting/acting.js';
import type { Acted, Actor } from '../actor.js';
import { CaseAccess } from '../case-access.js';
import { caseOfIncident } from './own-incident.js';
import { requiredReason } from './reason.js';

export interface ResolveIncidentInput {
  /** Incident id, `<reference>.incident.<n>`. */
  readonly incident: string;
  readonly reason: string;
}

/** Resolves an incident, saying how. */
@Injectable()
export class ResolveIncident {
  constructor(
    private readonly acting: Acting,
    private readonly access: CaseAccess,
  ) {}

  async execute(actor: Actor, input: ResolveIncidentInput, key: string): Promise<Acted> {
    const { incident } = input;
    return this.acting.perform(
      actor,
      { key, route: `incidents/${incident}/resolution`, sent: input },
      async () => {
        const reference = caseOfIncident(incident);
        if (incident === lostIncidentId(reference))
          throw new DomainError('conflict', 'incident.recover', reference, {
            hint: 'Recover the case: its workflow starts again from the log.',
          });
        const { programme, organisation } = await this.access.caseToActOn(
          actor,
          'resolve-incident',
          reference,
        );
        const reason = requiredReason(input.reason);
        const body = { type: 'resolve-incident', incident } as const;
        return { reference, programme, organisation, body, item: incident, reason };
      },
    );
  }
}
