import { Injectable } from '@nestjs/common';
import { DomainError, roles, type Role } from '#libs/domain';
import type { Reach, Viewer } from '#libs/identity';
import { DirectoryRows } from './directory-rows.js';
import { PeopleChanged } from './people-changed.js';
import type { PersonView } from '../queries/views.js';
import { EditablePeople, known, requireAdministrator } from './editable-people.js';

/** Gives and takes roles. `programme` is where the viewer must hold the right. */
@Injectable()
export class GrantRoles {
  constructor(
    private readonly editable: EditablePeople,
    private readonly directory: DirectoryRows,
    private readonly changed: PeopleChanged,
  ) {}

  /**
   * Only administrators give or take the role of administrator, which then holds in every programme, and any role that reaches
   * over all programmes of a country (`*`). Without a country it holds in every one of the programme's.
   */
  async grant(
    viewer: Viewer,
    programme: string,
    person: string,
    role: Role,
    country = '*',
  ): Promise<PersonView> {
    await this.editable.person(viewer, programme, person);
    const reach = reachOf(viewer, programme, known(roles, role, 'role.unknown'), country);
    await this.directory.grant(reach, person, role);
    await this.changed.tell({
      ...{ by: viewer.person, kind: 'role-granted', programme: reach.programme, person },
      detail: { role, country },
    });
    return this.editable.saved(viewer, programme, person);
  }

  async revoke(
    viewer: Viewer,
    programme: string,
    person: string,
    role: Role,
    country = '*',
  ): Promise<PersonView> {
    await this.editable.person(viewer, programme, person);
    const reach = reachOf(viewer, programme, known(roles, role, 'role.unknown'), country);
    if (role === 'administrator' && person === viewer.person)
      throw new DomainError('conflict', 'role.own-administrator', person, {
        hint: 'Another administrator has to take it, so that one always remains.',
      });
    await this.directory.revoke(reach, person, role);
    await this.changed.tell({
      ...{ by: viewer.person, kind: 'role-revoked', programme: reach.programme, person },
      detail: { role, country },
    });
    return this.editable.saved(viewer, programme, person);
  }
}

function reachOf(viewer: Viewer, programme: string, role: Role, country: string): Reach {
  if (country !== '*' && !/^[A-Z]{2}$/.test(country))
    throw new DomainError('invalid', 'role.country', country, {
      hint: 'Name the country by two capital letters, e.g. MA, or leave it out for all of them.',
    });
  const everywhere = role === 'administrator' || programme === '*';
  if (everywhere) requireAdministrator(viewer, programme, 'edit-people');
  if (programme === '*' && country === '*' && role !== 'administrator')
    throw new DomainError('invalid', 'role.everywhere', role, {
      hint: 'A role for every programme names its country; only administrators hold one everywhere.',
    });
  return { programme: role === 'administrator' ? '*' : programme, country };
}
