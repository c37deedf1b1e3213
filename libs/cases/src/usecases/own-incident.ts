import { Injectable } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import { DomainError } from '#libs/domain';
import { Accounts, may } from '#libs/identity';
import { CaseViews, IncidentOwners } from '#libs/persistence';
import type { Viewer } from '#libs/identity';
import { CaseAccess } from '../case-access.js';

/** The case an incident belongs to, by its id (`<reference>.incident.<n>`, `<reference>.lost` or `<reference>.mail`). */
export function caseOfIncident(incident: string): string {
  return incident.replace(/\.(incident\.\d+|lost|mail)$/, '');
}

/** Says who looks after an incident: oneself, or somebody who may settle it as well. */
@Injectable()
export class OwnIncident {
  constructor(
    private readonly access: CaseAccess,
    private readonly views: CaseViews,
    private readonly accounts: Accounts,
    private readonly owners: IncidentOwners,
    private readonly clock: CaseClock,
  ) {}

  async execute(viewer: Viewer, incident: string, person = viewer.person): Promise<void> {
    const reference = caseOfIncident(incident);
    const found = await this.access.case(viewer, 'resolve-incident', reference);
    const rows = await this.views.incidents({ reference });
    const row = rows.find(({ id }) => id === incident);
    if (!row) throw new DomainError('not-found', 'incident.unknown', incident);
    if (row.resolvedAt !== null) throw new DomainError('conflict', 'incident.resolved', incident);
    const owner = await this.accounts.viewer(person);
    if (!owner || !may(owner, 'resolve-incident', found))
      throw new DomainError('invalid', 'incident.owner-not-allowed', person, {
        hint: 'Name a coordinator of the programme, or an administrator.',
      });
    await this.owners.assign(incident, person, this.clock.now());
  }
}
