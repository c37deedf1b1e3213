import { Injectable } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import { programmesFor, rolesIn, type Viewer } from '#libs/identity';
import { endOf, Substitutions, type Substitution } from '#libs/persistence';
import { CasePresenter } from '../queries/presenter.js';
import type { SubstitutionView } from '../queries/views.js';

/** Who acts for whom: one's own, and those of the programmes whose people one may see. */
@Injectable()
export class SubstitutionQueries {
  constructor(
    private readonly substitutions: Substitutions,
    private readonly presenter: CasePresenter,
    private readonly clock: CaseClock,
  ) {}

  async list(viewer: Viewer): Promise<readonly SubstitutionView[]> {
    const rows = await this.substitutions.list({
      programmes: programmesFor(viewer, 'view-people'),
      person: viewer.person,
    });
    return Promise.all(rows.map((row) => this.view(viewer, row)));
  }

  maySee(viewer: Viewer, { programme, person, substitute }: Substitution): boolean {
    const granted = programmesFor(viewer, 'view-people');
    return granted === 'every' || granted.includes(programme) || [person, substitute].includes(viewer.person);
  }

  async view(viewer: Viewer, row: Substitution): Promise<SubstitutionView> {
    const { id, programme, person, substitute, startsOn, endsOn, reason, arrangedBy, startsAt } = row;
    const names = await this.presenter.names([person, substitute, arrangedBy]);
    const now = this.clock.now();
    const status = now >= endOf(row) ? 'over' : now >= startsAt ? 'in-force' : 'ahead';
    return {
      ...{ id, programme, person, substitute, startsOn, endsOn, reason, status },
      personName: names.get(person) ?? person,
      substituteName: names.get(substitute) ?? substitute,
      arrangedByName: names.get(arrangedBy) ?? arrangedBy,
      mayEnd:
        status !== 'over' &&
        (person === viewer.person || rolesIn(viewer, programme).includes('administrator')),
    };
  }
}
