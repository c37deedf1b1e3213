import { Injectable } from '@nestjs/common';
import { DomainError } from '#libs/domain';
import { CaseClock } from '#libs/config';
import { CaseViews, IncidentOwners, lostIncidentId, unreachedIncidentId } from '#libs/persistence';
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
    private readonly views: CaseViews,
    private readonly owners: IncidentOwners,
    private readonly clock: CaseClock,
  ) {}

  async execute(actor: Actor, input: ResolveIncidentInput, key: string): Promise<Acted> {
    const { incident } = input;
    if (incident === unreachedIncidentId(caseOfIncident(incident))) return this.settle(actor, input);
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

  /** Mail of a closed case: its log takes no more acts, so the words stand beside it. Twice is as good as once. */
  private async settle({ viewer }: Actor, { incident, reason }: ResolveIncidentInput): Promise<Acted> {
    const { reference, seq } = await this.access.case(viewer, 'resolve-incident', caseOfIncident(incident));
    const found = (await this.views.incidents({ reference })).some(({ id }) => id === incident);
    if (!found) throw new DomainError('not-found', 'incident.unknown', incident);
    await this.owners.settle(incident, viewer.person, requiredReason(reason), this.clock.now());
    return { reference, seq };
  }
}
