import type { Item } from './lookup.js';
import type { ActorFacts, By, CaseState, Exclusion, Party } from './model/index.js';
import { ruleKeyOf } from './task-rules.js';

/** Everyone who completed any round of a task; for a milestone template, of any milestone's task made from it. */
export function completionsOf(state: CaseState, key: string): readonly By[] {
  return Object.values(state.tasks).flatMap((task) => (task.by && ruleKeyOf(task) === key ? [task.by] : []));
}

/** Persons and organisations that may not act (I3), as known now. */
export interface Excluded {
  readonly persons: readonly string[];
  readonly organisations: readonly string[];
}

/** Whom an exclusion keeps out; sorted and unique. */
export function excludedBy(state: CaseState, exclusion: Exclusion | undefined): Excluded {
  if (!exclusion) return { persons: [], organisations: [] };
  const authors = exclusion.tasks.flatMap((key) => completionsOf(state, key));
  return {
    persons: exclusion.by.includes('person') ? sortedUnique(authors.flatMap(personsOf)) : [],
    organisations: exclusion.by.includes('organisation')
      ? sortedUnique(authors.flatMap(organisationsOf))
      : [],
  };
}

/** Whom an open item keeps out: the authors its rule names, and whoever asks for an extension. */
export function excludedFrom(state: CaseState, item: Item): Excluded {
  const excluded = excludedBy(state, item.exclude);
  const request = item.kind === 'approval' ? item.state.extension : undefined;
  if (!request) return excluded;
  return { ...excluded, persons: sortedUnique([...excluded.persons, ...personsOf(request.by)]) };
}

/** Everyone who had a hand in it: who acted, for whom, and who handed over the link. */
function personsOf({ person, onBehalfOf, via }: By): readonly string[] {
  return [person, onBehalfOf, via].filter((each) => each !== undefined);
}

function organisationsOf({ organisation, behalfOrganisation }: By): readonly string[] {
  return [organisation, behalfOrganisation].filter((each) => each !== undefined && each !== null);
}

/** Whether someone is kept out, in person, for the one acted for or who handed over the link, or through an organisation. */
export function isExcluded(excluded: Excluded, actor: ActorFacts): boolean {
  const { person, onBehalfOf, via, organisation, behalfOrganisation } = actor;
  const persons = [person, onBehalfOf, via];
  const organisations = [organisation, behalfOrganisation];
  return (
    excluded.persons.some((each) => persons.includes(each)) ||
    excluded.organisations.some((each) => organisations.includes(each))
  );
}

/** Whether the actor belongs to the party; a substitute does as the person substituted. */
export function isOfParty(party: Party, actor: ActorFacts): boolean {
  if ('contact' in party) return actor.functions.includes(party.contact);
  if ('person' in party) return (actor.onBehalfOf ?? actor.person) === party.person;
  if ('organisation' in party)
    return (
      (actor.onBehalfOf === null ? actor.organisation : (actor.behalfOrganisation ?? null)) ===
      party.organisation
    );
  return (
    actor.roles.includes(party.role) &&
    (party.partner === undefined || actor.partners.includes(party.partner))
  );
}

/** Code-unit order: the same on every machine, unlike a locale's. */
export function sortedUnique(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}
