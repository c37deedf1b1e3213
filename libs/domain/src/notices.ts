import type { Draft } from './draft.js';
import { distinctParties, itemOf } from './lookup.js';
import type { ApprovalOutcome, NoticeEvent, NoticeKind, Party } from './model/index.js';

const coordinator: Party = { role: 'coordinator' };
const director: Party = { contact: 'director' };

/** Tells whoever does not know yet that a task or an approval waits for them; while its clock stands, its resumption will. */
export function invite(draft: Draft, id: string): void {
  const item = itemOf(draft.state, id);
  if (!item || item.stoppedAt !== undefined) return;
  const { parties, invited = [] } = item;
  for (const to of distinctParties(parties, invited)) notify(draft, id, 'invitation', to);
}

/** A mail about an open task or approval as it stands now. */
export function notify(
  draft: Draft,
  id: string,
  notice: Exclude<NoticeKind, 'outcome' | 'closing'>,
  to: Party,
  rung: number | null = null,
): void {
  const item = itemOf(draft.state, id);
  if (!item) return;
  const { revision, ladder } = item;
  draft.emit(noticeOf({ notice, to, item: id, rung, of: ladder.length, revision }));
}

/** Tells the company, and the coordinator who did not decide it, how an approval went. */
export function tellOutcome(
  draft: Draft,
  id: string,
  deciders: readonly Party[],
  outcome: ApprovalOutcome,
): void {
  const revision = draft.state.approvals[id]?.revision ?? 0;
  const decidedByCoordinator = deciders.some((party) => 'role' in party && party.role === 'coordinator');
  const recipients =
    draft.definition.rules.kind === 'partnership'
      ? [coordinator]
      : decidedByCoordinator
        ? [director]
        : [director, coordinator];
  for (const to of recipients) draft.emit(noticeOf({ notice: 'outcome', to, item: id, revision, outcome }));
}

/** Tells whoever asked for more time what was answered. */
export function tellAnswer(draft: Draft, id: string, to: Party, outcome: ApprovalOutcome): void {
  draft.emit(noticeOf({ notice: 'outcome', to, item: id, outcome }));
}

/** Ends the case and tells the company and the coordinator. A partnership has no director. */
export function closeCase(draft: Draft, outcome: string, freesPlace = false): void {
  const recipients = draft.definition.rules.kind === 'partnership' ? [coordinator] : [director, coordinator];
  const closed = { type: 'case-closed', outcome } as const;
  draft.emit(freesPlace && draft.state.place ? { ...closed, freesPlace } : closed);
  for (const to of recipients) draft.emit(noticeOf({ notice: 'closing', to, outcome }));
}

function noticeOf(about: Partial<NoticeEvent> & Pick<NoticeEvent, 'notice' | 'to'>): NoticeEvent {
  const { notice, to, item = null, rung = null, of = 0, revision = 0, outcome = null } = about;
  return { type: 'notice', notice, to, item, rung, of, revision, outcome };
}
