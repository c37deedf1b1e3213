import { canBeGiven, type ItemRow, type Party, type VoiceDemand } from '#libs/domain';
import { personsOf, type Directory } from './directory.js';

/** As much of an open approval as its deciders depend on. */
export type OpenApproval = Pick<
  ItemRow,
  'id' | 'wanted' | 'voices' | 'excludedPersons' | 'excludedOrganisations'
>;

/** Ids of the approvals whose missing voices the people known cannot give (I3); `organisation` is the case's. */
export function undecidable(
  approvals: readonly OpenApproval[],
  directory: Directory,
  organisation: string,
): readonly string[] {
  return approvals
    .filter((approval) => !canBeGiven(demandsOf(approval, directory, organisation)))
    .map(({ id }) => id)
    .sort();
}

/** An open approval with what its invitations depend on. */
export interface AskedApproval extends OpenApproval, Pick<ItemRow, 'parties' | 'stoppedAt'> {
  /** Persons who were told that it waits for them. */
  readonly invited: readonly string[];
}

/**
 * Ids of the approvals that somebody may decide who was never told: appointed after the invitations left. While a clock
 * stands, nobody is told anything.
 */
export function untold(
  approvals: readonly AskedApproval[],
  directory: Directory,
  coordinator: string,
): readonly string[] {
  return approvals
    .filter(({ parties, stoppedAt, invited, voices, excludedPersons, excludedOrganisations }) => {
      if (stoppedAt !== null) return false;
      const known = new Set([...invited, ...voices.flatMap(({ seat, person }) => [seat, person])]);
      const excluded = { persons: excludedPersons, organisations: excludedOrganisations };
      return parties
        .flatMap((party) => personsOf({ ...directory, substitutes: [] }, party, coordinator, excluded))
        .some((person) => !known.has(person));
    })
    .map(({ id }) => id)
    .sort();
}

/** Who has agreed has spoken; who has objected may still come round. Substitutes add nobody: theirs is another one's voice. */
function demandsOf(approval: OpenApproval, directory: Directory, own: string): readonly VoiceDemand[] {
  const { voices, excludedPersons: persons, excludedOrganisations: organisations } = approval;
  const agreed = voices.filter(({ outcome }) => outcome === 'approve');
  const spoken = new Set(agreed.flatMap(({ seat, person }) => [seat, person]));
  const excluded = { persons, organisations };
  const organisationOf = (person: string, party: Party) =>
    'contact' in party
      ? own
      : (directory.grants.find((grant) => grant.person === person)?.organisation ?? null);
  return (approval.wanted ?? []).map(({ from, need, distinct }) => {
    const all = from.flatMap((party) =>
      personsOf({ ...directory, substitutes: [] }, party, null, excluded).map((person) => ({
        person,
        organisation: organisationOf(person, party),
      })),
    );
    const heard = new Set(all.filter(({ person }) => spoken.has(person)).map((each) => each.organisation));
    const candidates = all.filter(
      ({ person, organisation }) =>
        !spoken.has(person) && !(distinct && organisation !== null && heard.has(organisation)),
    );
    return { candidates, need, distinct };
  });
}
