import type { Draft } from '../draft.js';
import { distinctParties, itemOf, openItems } from '../lookup.js';
import type { CaseState, ShellCommand } from '../model/index.js';
import { notify } from '../notices.js';
import { settleByItself } from './decide-approval.js';

/** Draws the consequences of what the world outside says: who may still decide, and whether a place is free. */
export function review(draft: Draft, command: Extract<ShellCommand, { type: 'review' }>): void {
  if (draft.state.status !== 'open') return;
  for (const { id, kind, subject, resolvedAt } of Object.values(draft.state.incidents)) {
    if (kind !== 'no-eligible-decider' || resolvedAt !== undefined) continue;
    if (subject === null || !command.undecidable.includes(subject))
      draft.emit({ type: 'incident-resolved', id });
  }
  for (const id of command.undecidable) {
    const item = itemOf(draft.state, id);
    if (item?.kind === 'approval' && item.open) draft.raiseOnce('no-eligible-decider', id);
  }
  for (const id of command.untold ?? []) inviteAgain(draft, id);
  if (!command.placeFree) return;
  const waiting = openItems(draft.state).find(
    (item) => item.kind === 'approval' && item.state.rank !== undefined,
  );
  if (waiting?.kind === 'approval') settleByItself(draft, waiting, 'approve', 'place-freed');
}

/** Asks the same parties once more: the mail goes to whoever has not had it (I5), that is, to who was appointed since. */
function inviteAgain(draft: Draft, id: string): void {
  const item = itemOf(draft.state, id);
  if (item?.kind !== 'approval' || !item.open || item.stoppedAt !== undefined) return;
  for (const { kind, subject, id: incident, resolvedAt } of Object.values(draft.state.incidents))
    if (kind === 'no-recipient' && subject === id && resolvedAt === undefined)
      draft.emit({ type: 'incident-resolved', id: incident });
  for (const to of distinctParties(item.parties)) notify(draft, id, 'invitation', to);
}

/** Whether a case can have something to review: somebody is asked for a voice, or was said to be missing. */
export function isReviewable({ status, approvals, incidents }: CaseState): boolean {
  return (
    status === 'open' &&
    (Object.values(approvals).some((approval) => approval.status === 'open') ||
      Object.values(incidents).some(
        ({ kind, resolvedAt }) => kind === 'no-eligible-decider' && resolvedAt === undefined,
      ))
  );
}
