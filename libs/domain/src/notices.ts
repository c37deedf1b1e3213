import type { Draft } from './draft.js';
import { itemOf } from './lookup.js';
import type { ApprovalOutcome, Party } from './model/index.js';

const coordinator: Party = { role: 'coordinator' };
const director: Party = { contact: 'director' };

/** Tells its party that a task or an approval waits. */
export function invite(draft: Draft, id: string): void {
  const item = itemOf(draft.state, id);
  if (!item) return;
  draft.emit({
    type: 'notice',
    notice: 'invitation',
    to: item.party,
    item: id,
    rung: null,
    of: item.ladder.length,
    revision: item.revision,
    outcome: null,
  });
}

/** Tells the company, and the coordinator who did not decide it, how an approval went. */
export function tellOutcome(draft: Draft, id: string, decider: Party, outcome: ApprovalOutcome): void {
  const revision = draft.state.approvals[id]?.revision ?? 0;
  const decidedByCoordinator = 'role' in decider && decider.role === 'coordinator';
  const recipients =
    draft.definition.rules.kind === 'partnership'
      ? [coordinator]
      : decidedByCoordinator
        ? [director]
        : [director, coordinator];
  for (const to of recipients) {
    draft.emit({ type: 'notice', notice: 'outcome', to, item: id, rung: null, of: 0, revision, outcome });
  }
}

/** Ends the case and tells the company and the coordinator. A partnership has no director. */
export function closeCase(draft: Draft, outcome: string): void {
  const recipients = draft.definition.rules.kind === 'partnership' ? [coordinator] : [director, coordinator];
  draft.emit({ type: 'case-closed', outcome });
  for (const to of recipients) {
    draft.emit({
      type: 'notice',
      notice: 'closing',
      to,
      item: null,
      rung: null,
      of: 0,
      revision: 0,
      outcome,
    });
  }
}
