import { Injectable } from '@nestjs/common';
import { contactFunctions, DomainError, type ContactFunction } from '#libs/domain';
import { Accounts, rolesIn, type Viewer } from '#libs/identity';
import type { MailRhythm } from '#libs/persistence';
import { DirectoryRows } from './directory-rows.js';
import { PeopleChanged } from './people-changed.js';
import type { PersonView } from '../queries/views.js';
import { differenceOf, EditablePeople, known, requireAdministrator } from './editable-people.js';

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

/** Adds and changes people, and what they are to organisations. `programme` is where the viewer must hold the right. */
@Injectable()
export class EditPeople {
  constructor(
    private readonly editable: EditablePeople,
    private readonly directory: DirectoryRows,
    private readonly accounts: Accounts,
    private readonly changed: PeopleChanged,
  ) {}

  /** The person's code is allocated here. The organisation, where one is given, takes part in the programme. */
  async addPerson(viewer: Viewer, programme: string, input: PersonInput): Promise<PersonView> {
    await this.editable.programme(viewer, programme);
    const { email = null, phone = null, organisation = null, ...rest } = input;
    if (organisation !== null) await this.editable.organisation(programme, organisation);
    const row = { ...rest, email, phone, organisation };
    const id = await this.directory.addPerson({ ...row, sample: false });
    await this.changed.tell({
      ...{ by: viewer.person, kind: 'person-added', programme, person: id },
      detail: { after: row },
    });
    return this.editable.read(id);
  }

  async changePerson(
    viewer: Viewer,
    programme: string,
    id: string,
    change: Partial<PersonInput>,
  ): Promise<PersonView> {
    const found = await this.editable.person(viewer, programme, id);
    const movesMail = change.email !== undefined && change.email !== found.email;
    if (movesMail && (await this.isGuarded(found))) requireAdministrator(viewer, programme, 'edit-people');
    if (change.organisation != null) await this.editable.organisation(programme, change.organisation);
    await this.directory.changePerson(id, {
      ...change,
      ...(movesMail && { bouncedAt: null, bounceReason: null }),
    });
    await this.changed.tell({
      ...{ by: viewer.person, kind: 'person-changed', programme, person: id },
      detail: differenceOf(found, change),
    });
    return this.editable.saved(viewer, programme, id);
  }

  async addContact(
    viewer: Viewer,
    programme: string,
    organisation: string,
    person: string,
    as: ContactFunction,
  ): Promise<PersonView> {
    await this.editable.person(viewer, programme, person);
    await this.editable.organisation(programme, organisation);
    const held = known(contactFunctions, as, 'contact.function-unknown');
    await this.directory.addContact(organisation, person, held);
    await this.changed.tell({
      ...{ by: viewer.person, kind: 'function-given', programme, person, organisation },
      detail: { function: held },
    });
    return this.editable.saved(viewer, programme, person);
  }

  /** Whether the viewer may give the person another address; false for one that only an administrator may change. */
  async mayMoveMail(viewer: Viewer, programme: string, id: string): Promise<boolean> {
    const found = await this.editable.person(viewer, programme, id);
    return rolesIn(viewer, programme).includes('administrator') || !(await this.isGuarded(found));
  }

  /** Links and approvals go to this address: another one would hand a role, or a director's signature, to somebody else. */
  private async isGuarded(found: PersonView): Promise<boolean> {
    return answersForMore(found) || (await this.changed.wasDirector(found.id));
  }

  async removeContact(
    viewer: Viewer,
    programme: string,
    organisation: string,
    person: string,
    as: ContactFunction,
  ): Promise<PersonView> {
    await this.editable.person(viewer, programme, person);
    await this.editable.organisation(programme, organisation);
    await this.directory.removeContact(organisation, person, as);
    await this.changed.tell({
      ...{ by: viewer.person, kind: 'function-ended', programme, person, organisation },
      detail: { function: as },
    });
    return this.editable.saved(viewer, programme, person);
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
    const found = await this.editable.person(viewer, programme, person);
    requireAdministrator(viewer, programme, 'edit-people');
    if (found.email === null) throw new DomainError('invalid', 'person.no-email', person);
    await this.accounts.give(person, found.email, password);
    await this.changed.tell({ by: viewer.person, kind: 'account-given', programme, person });
    return this.editable.read(person);
  }
}

/** Whose address is more than a way to write: roles, a sign-in, a director's signature. */
function answersForMore({ grants, hasAccount, contactOf, email }: PersonView): boolean {
  const signs = email !== null && contactOf.some((contact) => contact.function === 'director');
  return grants.length > 0 || hasAccount || signs;
}
