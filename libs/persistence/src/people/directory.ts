import type { ContactFunction, Party, PartnerFunction, Role } from '#libs/domain';

/** Whom a programme and one organisation know: the little that turns a party into people. */
export interface Directory {
  /** Contacts of the case's own organisation. */
  readonly contacts: readonly { readonly person: string; readonly function: ContactFunction }[];
  /** Grants of the programme; `partners` are the functions of the person's organisation in it. */
  readonly grants: readonly {
    readonly person: string;
    readonly role: Role;
    readonly organisation: string | null;
    readonly partners: readonly PartnerFunction[];
  }[];
  /** Who stands in for whom at the moment of asking, with the substitute's organisation. */
  readonly substitutes: readonly {
    readonly person: string;
    readonly substitute: string;
    readonly organisation: string | null;
  }[];
}

export const emptyDirectory: Directory = { contacts: [], grants: [], substitutes: [] };

/** Who may not be chosen: four-eyes exclusions as an item carries them. */
export interface Excluded {
  readonly persons: readonly string[];
  readonly organisations: readonly string[];
}

/** The function a contact's party is found under: the director stands in for a function that nobody holds. */
export function functionHeld(
  directory: Pick<Directory, 'contacts'>,
  wanted: ContactFunction,
): ContactFunction {
  return directory.contacts.some((contact) => contact.function === wanted) ? wanted : 'director';
}

/**
 * Person ids a mail for the party goes to, in a stable order; who stands in for one of them gets it as well. `coordinator` is
 * the case's own: while that person holds the role (and is not excluded) the others, who may act too, get no mail.
 */
export function personsOf(
  directory: Directory,
  party: Party,
  coordinator: string | null,
  excluded: Excluded = { persons: [], organisations: [] },
): readonly string[] {
  const principals = principalsOf(directory, party, coordinator, excluded);
  const standingIn = directory.substitutes
    .filter(
      ({ person, substitute, organisation }) =>
        principals.includes(person) && !isKeptOut(excluded, substitute, organisation),
    )
    .map(({ substitute }) => substitute);
  return distinct([...principals, ...standingIn]);
}

function principalsOf(
  directory: Directory,
  party: Party,
  coordinator: string | null,
  excluded: Excluded,
): readonly string[] {
  if ('contact' in party) {
    const held = functionHeld(directory, party.contact);
    return distinct(
      directory.contacts
        .filter((contact) => contact.function === held && !excluded.persons.includes(contact.person))
        .map((contact) => contact.person),
    );
  }
  if ('person' in party) {
    const known = directory.grants.find(({ person }) => person === party.person);
    return isKeptOut(excluded, party.person, known?.organisation ?? null) ? [] : [party.person];
  }
  const isOfParty = (grant: Directory['grants'][number]) =>
    'organisation' in party
      ? grant.organisation === party.organisation
      : grant.role === party.role && (party.partner === undefined || grant.partners.includes(party.partner));
  const holders = distinct(
    directory.grants
      .filter((grant) => isOfParty(grant) && !isKeptOut(excluded, grant.person, grant.organisation))
      .map((grant) => grant.person),
  );
  return 'role' in party &&
    party.role === 'coordinator' &&
    coordinator !== null &&
    holders.includes(coordinator)
    ? [coordinator]
    : holders;
}

function isKeptOut(excluded: Excluded, person: string, organisation: string | null): boolean {
  return (
    excluded.persons.includes(person) ||
    (organisation !== null && excluded.organisations.includes(organisation))
  );
}

function distinct(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)].sort();
}
