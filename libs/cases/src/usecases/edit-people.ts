import { Injectable } from '@nestjs/common';
import {
  contactFunctions,
  DomainError,
  partnerFunctions,
  roles,
  type ContactFunction,
  type PartnerFunction,
  type Role,
} from '#libs/domain';
import { Accounts, rolesIn, type Reach, type Viewer } from '#libs/identity';
import type { MailRhythm } from '#libs/persistence';
import { CaseAccess } from '../case-access.js';
import { DirectoryRows } from '../directory-rows.js';
import { PeopleChanged } from '../people-changed.js';
import { DirectoryQueries } from '../queries/directory-queries.js';
import type { OrganisationView, PersonView } from '../queries/views.js';

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

export interface PersonInput {
  readonly name: string;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly language: string;
  /** Organisation the person stands for, by code. */
  readonly organisation?: string | null;
  /** How the person wants reminders; each by itself unless told. */
  readonly mailRhythm?: MailRhythm;
}

const codeShape = /^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$/;

/** Adds and changes organisations, people, contacts and roles. `programme` is where the viewer must hold the right. */
@Injectable()
export class EditPeople {
  constructor(
    private readonly access: CaseAccess,
    private readonly directory: DirectoryRows,
    private readonly queries: DirectoryQueries,
    private readonly accounts: Accounts,
    private readonly changed: PeopleChanged,
  ) {}

  /** Throws `organisation.code-invalid` or `organisation.exists`. */
  async addOrganisation(
    viewer: Viewer,
    programme: string,
    input: OrganisationInput,
    partner: PartnerFunction | null = null,
  ): Promise<OrganisationView> {
    this.access.programme(viewer, 'edit-people', programme);
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

  async changeOrganisation(
    viewer: Viewer,
    programme: string,
    code: string,
    change: Partial<Omit<OrganisationInput, 'code'>>,
  ): Promise<OrganisationView> {
    this.access.programme(viewer, 'edit-people', programme);
    await this.requireOrganisation(programme, code);
    if (change.sector !== undefined) requireSector(change.sector);
    const before = await this.queries.organisation(viewer, code);
    await this.directory.changeOrganisation(code, change);
    await this.changed.tell({
      ...{ by: viewer.person, kind: 'organisation-changed', programme, organisation: code },
      detail: differenceOf(before, change),
    });
    return this.queries.organisation(viewer, code);
  }

  /** The person's code is allocated here. The organisation, where one is given, takes part in the programme. */
  async addPerson(viewer: Viewer, programme: string, input: PersonInput): Promise<PersonView> {
    this.access.programme(viewer, 'edit-people', programme);
    const { email = null, phone = null, organisation = null, ...rest } = input;
    if (organisation !== null) await this.requireOrganisation(programme, organisation);
    const row = { ...rest, email, phone, organisation };
    const id = await this.directory.addPerson({ ...row, sample: false });
    await this.changed.tell({
      ...{ by: viewer.person, kind: 'person-added', programme, person: id },
      detail: { after: row },
    });
    return this.read(id);
  }

  async changePerson(
    viewer: Viewer,
    programme: string,
    id: string,
    change: Partial<PersonInput>,
  ): Promise<PersonView> {
    const found = await this.editable(viewer, programme, id);
    // Links and approvals go to this address: another one would hand a role, or a director's signature, to somebody else.
    const movesMail = change.email !== undefined && change.email !== found.email;
    if (movesMail && (answersForMore(found) || (await this.changed.wasDirector(id))))
      this.requireAdministrator(viewer, programme);
    if (change.organisation != null) await this.requireOrganisation(programme, change.organisation);
    await this.directory.changePerson(id, {
      ...change,
      ...(movesMail && { bouncedAt: null, bounceReason: null }),
    });
    await this.changed.tell({
      ...{ by: viewer.person, kind: 'person-changed', programme, person: id },
      detail: differenceOf(found, change),
    });
    return this.saved(viewer, programme, id);
  }

  async addContact(
    viewer: Viewer,
    programme: string,
    organisation: string,
    person: string,
    as: ContactFunction,
  ): Promise<PersonView> {
    await this.editable(viewer, programme, person);
    await this.requireOrganisation(programme, organisation);
    const held = known(contactFunctions, as, 'contact.function-unknown');
    await this.directory.addContact(organisation, person, held);
    await this.changed.tell({
      ...{ by: viewer.person, kind: 'function-given', programme, person, organisation },
      detail: { function: held },
    });
    return this.saved(viewer, programme, person);
  }

  async removeContact(
    viewer: Viewer,
    programme: string,
    organisation: string,
    person: string,
    as: ContactFunction,
  ): Promise<PersonView> {
    await this.editable(viewer, programme, person);
    await this.requireOrganisation(programme, organisation);
    await this.directory.removeContact(organisation, person, as);
    await this.changed.tell({
      ...{ by: viewer.person, kind: 'function-ended', programme, person, organisation },
      detail: { function: as },
    });
    return this.saved(viewer, programme, person);
  }

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
    await this.editable(viewer, programme, person);
    const reach = this.reachOf(viewer, programme, known(roles, role, 'role.unknown'), country);
    await this.directory.grant(reach, person, role);
    await this.changed.tell({
      ...{ by: viewer.person, kind: 'role-granted', programme: reach.programme, person },
      detail: { role, country },
    });
    return this.saved(viewer, programme, person);
  }

  async revoke(
    viewer: Viewer,
    programme: string,
    person: string,
    role: Role,
    country = '*',
  ): Promise<PersonView> {
    await this.editable(viewer, programme, person);
    const reach = this.reachOf(viewer, programme, known(roles, role, 'role.unknown'), country);
    if (role === 'administrator' && person === viewer.person)
      throw new DomainError('conflict', 'role.own-administrator', person, {
        hint: 'Another administrator has to take it, so that one always remains.',
      });
    await this.directory.revoke(reach, person, role);
    await this.changed.tell({
      ...{ by: viewer.person, kind: 'role-revoked', programme: reach.programme, person },
      detail: { role, country },
    });
    return this.saved(viewer, programme, person);
  }

  /**
   * Gives a person a sign-in under the registered address. Administrators only: whoever sets a password can sign in with it,
   * and a coordinator who could act as the committee would approve what they prepared (I3).
   */
  async giveAccount(
    viewer: Viewer,
    programme: string,
    person: string,
    password: string,
  ): Promise<PersonView> {
    const found = await this.editable(viewer, programme, person);
    this.requireAdministrator(viewer, programme);
    if (found.email === null) throw new DomainError('invalid', 'person.no-email', person);
    await this.accounts.give(person, found.email, password);
    await this.changed.tell({ by: viewer.person, kind: 'account-given', programme, person });
    return this.read(person);
  }

  private requireAdministrator(viewer: Viewer, programme: string): void {
    if (!rolesIn(viewer, programme).includes('administrator'))
      throw new DomainError('forbidden', 'action.forbidden', 'edit-people', {
        hint: 'Ask an administrator.',
      });
  }

  private reachOf(viewer: Viewer, programme: string, role: Role, country: string): Reach {
    if (country !== '*' && !/^[A-Z]{2}$/.test(country))
      throw new DomainError('invalid', 'role.country', country, {
        hint: 'Name the country by two capital letters, e.g. MA, or leave it out for all of them.',
      });
    const everywhere = role === 'administrator' || programme === '*';
    if (everywhere) this.requireAdministrator(viewer, programme);
    if (programme === '*' && country === '*' && role !== 'administrator')
      throw new DomainError('invalid', 'role.everywhere', role, {
        hint: 'A role for every programme names its country; only administrators hold one everywhere.',
      });
    return { programme: role === 'administrator' ? '*' : programme, country };
  }

  /** Someone of this programme, or someone nobody has placed yet; administrators edit everybody. */
  private async editable(viewer: Viewer, programme: string, id: string): Promise<PersonView> {
    this.access.programme(viewer, 'edit-people', programme);
    const found = await this.read(id);
    if (rolesIn(viewer, programme).includes('administrator')) return found;
    const [here] = await this.directory.people({ id, programmes: [programme] });
    const unplaced = found.organisation === null && found.grants.length === 0 && found.contactOf.length === 0;
    const outranks = found.grants.some(({ role }) => role === 'administrator');
    if ((!here && !unplaced) || outranks) throw new DomainError('not-found', 'person.unknown', id);
    return found;
  }

  private async requireOrganisation(programme: string, code: string): Promise<void> {
    const parts = await this.directory.partsOf([code]);
    if (!parts.some((part) => part.programme === programme))
      throw new DomainError('not-found', 'organisation.not-in-programme', code);
  }

  /** What stands now, and what nobody could settle any more: people leave, so it is saved and told. */
  private async saved(viewer: Viewer, programme: string, id: string): Promise<PersonView> {
    return { ...(await this.read(id)), warnings: await this.queries.gaps(viewer, programme) };
  }

  private async read(id: string): Promise<PersonView> {
    const [found] = await this.directory.people({ id });
    if (!found) throw new DomainError('not-found', 'person.unknown', id);
    return found;
  }
}

/** Whose address is more than a way to write: roles, a sign-in, a director's signature. */
function answersForMore({ grants, hasAccount, contactOf, email }: PersonView): boolean {
  const signs = email !== null && contactOf.some((contact) => contact.function === 'director');
  return grants.length > 0 || hasAccount || signs;
}

/** Old and new values of what really changes. */
function differenceOf(before: object, change: object): Readonly<Record<string, unknown>> {
  const old = new Map<string, unknown>(Object.entries(before));
  const changed = Object.entries(change).filter(
    ([key, value]) => value !== undefined && value !== old.get(key),
  );
  return {
    before: Object.fromEntries(changed.map(([key]) => [key, old.get(key)])),
    after: Object.fromEntries(changed),
  };
}

function known<T extends string>(all: readonly T[], given: string, code: string): T {
  const found = all.find((candidate) => candidate === given);
  if (!found) throw new DomainError('invalid', code, given);
  return found;
}

/** The sector travels to Temporal as an attribute, so it is a key and never words (I8). */
function requireSector(sector: string): void {
  if (!/^[a-z][a-z0-9-]{0,29}$/.test(sector))
    throw new DomainError('invalid', 'organisation.sector', null, {
      hint: 'Name the sector by a key in small letters, digits and hyphens, e.g. olives.',
    });
}
