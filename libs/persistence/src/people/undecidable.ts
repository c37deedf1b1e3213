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
