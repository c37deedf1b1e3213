import { refuse, type Draft } from '../draft.js';
import { excludedBy, isExcluded, isOfParty } from '../exclusion.js';
import type { ActorFacts, By, Exclusion, Party, Role } from '../model/index.js';

/** Refuses what only an open case can take. */
export function requireOpen(draft: Draft): void {
  if (draft.state.status === 'new') refuse('case.not-open');
  if (draft.state.status === 'closed') refuse('case.closed');
}

/** Refuses actors without any of the roles. */
export function requireRole(actor: ActorFacts, allowed: readonly Role[]): void {
  if (!allowed.some((role) => actor.roles.includes(role))) refuse('actor.not-allowed');
}

/** Refuses actors who are not of the party, or whom four-eyes keeps out: exclusion beats every grant (I3). */
export function requireAssigned(
  draft: Draft,
  actor: ActorFacts,
  party: Party,
  exclusion: Exclusion | undefined,
  subject: string,
): void {
  if (!isOfParty(party, actor)) refuse('actor.not-assigned', subject);
  if (isExcluded(excludedBy(draft.state, exclusion), actor)) refuse('actor.excluded', subject);
}

/** What state remembers of an actor. */
export function byOf(actor: ActorFacts): By {
  const { person, onBehalfOf, organisation, partners } = actor;
  return onBehalfOf === null
    ? { person, organisation, partners }
    : { person, onBehalfOf, organisation, partners };
}
