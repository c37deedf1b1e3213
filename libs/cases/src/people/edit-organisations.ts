import { Injectable } from '@nestjs/common';
import { DomainError, partnerFunctions, type PartnerFunction } from '#libs/domain';
import type { Viewer } from '#libs/identity';
import { DirectoryRows } from './directory-rows.js';
import { PeopleChanged } from './people-changed.js';
import { DirectoryQueries } from './directory-queries.js';
import type { OrganisationView } from '../queries/views.js';
import { differenceOf, EditablePeople, known } from './editable-people.js';

export interface OrganisationInput {
  /** `OLV-07`: capital letters, digits and hyphens; it travels to Temporal, so no personal data. */
  readonly code: string;
  readonly name: string;
  readonly country: string;
  readonly sector: string;
  readonly town?: string | null;
  readonly employees?: number | null;
  readonly product?: string | null;
}

const codeShape = /^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$/;

/** Adds and changes organisations. `programme` is where the viewer must hold the right. */
@Injectable()
export class EditOrganisations {
  constructor(
    private readonly editable: EditablePeople,
    private readonly directory: DirectoryRows,
    private readonly queries: DirectoryQueries,
    private readonly changed: PeopleChanged,
  ) {}

  /** Throws `organisation.code-invalid` or `organisation.exists`. */
  async add(
    viewer: Viewer,
    programme: string,
    input: OrganisationInput,
    partner: PartnerFunction | null = null,
  ): Promise<OrganisationView> {
    await this.editable.programme(viewer, programme);
    if (!codeShape.test(input.code) || input.code.length > 20)
      throw new DomainError('invalid', 'organisation.code-invalid', input.code, {
        hint: 'Use capital letters, digits and hyphens, at most 20, e.g. OLV-07.',
      });
    if (partner !== null) known(partnerFunctions, partner, 'organisation.partner-unknown');
    requireSector(input.sector);
    const { town = null, employees = null, product = null, ...rest } = input;
    const row = { ...rest, town, employees, product, sample: false };
    await this.directory.addOrganisation(row, programme, partner);
    await this.changed.tell({
      ...{ by: viewer.person, kind: 'organisation-added', programme, organisation: input.code },
      detail: { after: { ...row, partner } },
    });
    return this.queries.organisation(viewer, input.code);
  }

  async change(
    viewer: Viewer,
    programme: string,
    code: string,
    change: Partial<Omit<OrganisationInput, 'code'>>,
  ): Promise<OrganisationView> {
    await this.editable.programme(viewer, programme);
    await this.editable.organisation(programme, code);
    if (change.sector !== undefined) requireSector(change.sector);
    const before = await this.queries.organisation(viewer, code);
    await this.directory.changeOrganisation(code, change);
    await this.changed.tell({
      ...{ by: viewer.person, kind: 'organisation-changed', programme, organisation: code },
      detail: differenceOf(before, change),
    });
    return this.queries.organisation(viewer, code);
  }
}

/** The sector travels to Temporal as an attribute, so it is a key and never words (I8). */
function requireSector(sector: string): void {
  if (!/^[a-z][a-z0-9-]{0,29}$/.test(sector))
    throw new DomainError('invalid', 'organisation.sector', null, {
      hint: 'Name the sector by a key in small letters, digits and hyphens, e.g. olives.',
    });
}
