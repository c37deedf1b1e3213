import type { ActorFacts, By, CaseState, Exclusion, Party } from './model/index.js';
import { ruleKeyOf } from './lookup.js';

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
  const persons = authors.flatMap((by) =>
    by.onBehalfOf === undefined ? [by.person] : [by.person, by.onBehalfOf],
  );
  const organisations = authors.flatMap((by) => (by.organisation === null ? [] : [by.organisation]));
  return {
    persons: exclusion.by.includes('person') ? sortedUnique(persons) : [],
    organisations: exclusion.by.includes('organisation') ? sortedUnique(organisations) : [],
  };
}

/** Whether someone is kept out, in person, for the one acted for, or through the organisation stood for. */
export function isExcluded(excluded: Excluded, actor: ActorFacts): boolean {
  return (
    excluded.persons.includes(actor.person) ||
    (actor.onBehalfOf !== null && excluded.persons.includes(actor.onBehalfOf)) ||
    (actor.organisation !== null && excluded.organisations.includes(actor.organisation))
  );
}

/** Whether the actor belongs to the party. */
export function isOfParty(party: Party, actor: ActorFacts): boolean {
  if ('contact' in party) return actor.functions.includes(party.contact);
  return (
    actor.roles.includes(party.role) &&
    (party.partner === undefined || actor.partners.includes(party.partner))
  );
}

/** Code-unit order: the same on every machine, unlike a locale's. */
export function sortedUnique(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}
