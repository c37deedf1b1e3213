import { Injectable } from '@nestjs/common';
import type { ContactFunction, PartnerFunction, Role } from '#libs/domain';
import type { Viewer } from '#libs/identity';
import { notYet } from '../not-yet.js';
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
}

/** Adds and changes organisations, people, contacts and roles. `programme` is where the viewer must hold the right. */
@Injectable()
export class EditPeople {
  addOrganisation(
    _viewer: Viewer,
    _programme: string,
    _input: OrganisationInput,
    _partner?: PartnerFunction,
  ): Promise<OrganisationView> {
    return notYet();
  }

  changeOrganisation(
    _viewer: Viewer,
    _programme: string,
    _code: string,
    _change: Partial<Omit<OrganisationInput, 'code'>>,
  ): Promise<OrganisationView> {
    return notYet();
  }

  /** The person's code is allocated. */
  addPerson(_viewer: Viewer, _programme: string, _input: PersonInput): Promise<PersonView> {
    return notYet();
  }

  changePerson(
    _viewer: Viewer,
    _programme: string,
    _id: string,
    _change: Partial<PersonInput>,
  ): Promise<PersonView> {
    return notYet();
  }

  addContact(
    _viewer: Viewer,
    _programme: string,
    _organisation: string,
    _person: string,
    _as: ContactFunction,
  ): Promise<PersonView> {
    return notYet();
  }

  removeContact(
    _viewer: Viewer,
    _programme: string,
    _organisation: string,
    _person: string,
    _as: ContactFunction,
  ): Promise<PersonView> {
    return notYet();
  }

  /** Only administrators grant `administrator`, and only they do it for `*`. */
  grant(_viewer: Viewer, _programme: string, _person: string, _role: Role): Promise<PersonView> {
    return notYet();
  }

  revoke(_viewer: Viewer, _programme: string, _person: string, _role: Role): Promise<PersonView> {
    return notYet();
  }

  /** Gives a person a sign-in under the registered address. */
  giveAccount(_viewer: Viewer, _programme: string, _person: string, _password: string): Promise<PersonView> {
    return notYet();
  }
}
