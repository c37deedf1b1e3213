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
}

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
 * Person ids a mail for the party goes to, in a stable order. `coordinator` is the case's own: while that person holds the role
 * (and is not excluded) the others, who may act as well, get no mail.
 */
export function personsOf(
  directory: Directory,
  party: Party,
  coordinator: string | null,
  excluded: Excluded = { persons: [], organisations: [] },
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
    const isKeptOut = directory.grants.some(
      ({ person, organisation }) =>
        person === party.person && organisation !== null && excluded.organisations.includes(organisation),
    );
    return isKeptOut || excluded.persons.includes(party.person) ? [] : [party.person];
  }
  const isOfParty = (grant: Directory['grants'][number]) =>
    'organisation' in party
      ? grant.organisation === party.organisation
      : grant.role === party.role && (party.partner === undefined || grant.partners.includes(party.partner));
  const holders = distinct(
    directory.grants
      .filter(
        (grant) =>
          isOfParty(grant) &&
          !excluded.persons.includes(grant.person) &&
          !(grant.organisation !== null && excluded.organisations.includes(grant.organisation)),
      )
      .map((grant) => grant.person),
  );
  return 'role' in party &&
    party.role === 'coordinator' &&
    coordinator !== null &&
    holders.includes(coordinator)
    ? [coordinator]
    : holders;
}

function distinct(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)].sort();
}
