import { refuse, type Draft } from '../draft.js';
import { excludedFrom, isExcluded, isOfParty } from '../exclusion.js';
import { localDateAt } from '../business-time.js';
import { itemOf, type Item } from '../lookup.js';
import type { ActorFacts, By, LocalDate, RejectionCode, Role } from '../model/index.js';

/** Refuses what only an open case can take. */
export function requireOpen(draft: Draft): void {
  if (draft.state.status === 'new') refuse('case.not-open');
  if (draft.state.status === 'closed') refuse('case.closed');
}

/** Refuses actors without any of the roles, and whoever holds one by a copied link or by hearsay only. */
export function requireRole(actor: ActorFacts, allowed: readonly Role[]): void {
  requireOwnVoice(actor, null);
  if (!allowed.some((role) => actor.roles.includes(role))) refuse('actor.not-allowed');
}

/** Refuses actors who are of none of the parties, or whom four-eyes keeps out: exclusion beats every grant (I3). */
export function requireAssigned(draft: Draft, actor: ActorFacts, item: Item): void {
  if (!item.parties.some((party) => isOfParty(party, actor))) refuse('actor.not-assigned', item.id);
  if (isExcluded(excludedFrom(draft.state, item), actor)) refuse('actor.excluded', item.id);
}

/** Refuses what nobody may do for somebody else: signatures, consents, confirmations. */
export function requireOwnHand(actor: ActorFacts, subject: string): void {
  if (!isOwnVoice(actor) || actor.onBehalfOf !== null) refuse('task.personal', subject);
}

/** A copied link is trusted with a task, never with a decision; nor does anybody decide by hearsay. */
export function requireOwnVoice(actor: ActorFacts, subject: string | null): void {
  if (!isOwnVoice(actor)) refuse('actor.not-allowed', subject);
}

function isOwnVoice({ channel, declared, via }: ActorFacts): boolean {
  return (channel === 'signed-in' || channel === 'link') && !declared && via === undefined;
}

/** An open task; an unknown id is the client's own text and not repeated (I8). */
export function openTaskItem(draft: Draft, id: string): Extract<Item, { kind: 'task' }> {
  const item = itemOf(draft.state, id);
  if (item?.kind !== 'task') return refuse('task.unknown');
  if (!item.open) refuse('task.not-open', item.id);
  return item;
}

/** A day from today to the programme's end. */
export function requireWithinProgramme(
  draft: Draft,
  date: LocalDate,
  codes: { readonly past: RejectionCode; readonly late: RejectionCode },
): void {
  const { calendar, settings } = draft.definition;
  if (date < localDateAt(calendar, draft.now)) refuse(codes.past, date);
  if (date > settings.endsOn) refuse(codes.late, settings.endsOn);
}

/** What state remembers of an actor. */
export function byOf(actor: ActorFacts): By {
  const { person, onBehalfOf, behalfOrganisation, via, organisation, partners } = actor;
  return {
    person,
    ...(onBehalfOf === null ? {} : { onBehalfOf }),
    ...(behalfOrganisation === undefined ? {} : { behalfOrganisation }),
    ...(via === undefined ? {} : { via }),
    organisation,
    partners,
  };
}
