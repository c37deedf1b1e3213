import type { CaseEvent } from './events.js';

/** Why `decide` refused. Codes are stable: the API, the console and tests rely on them. */
export const rejectionCodes = [
  'case.already-open',
  'case.not-open',
  'case.closed',
  'command.unknown',
  'command.malformed',
  'definition.invalid',
  'calendar.beyond-horizon',
  'task.unknown',
  'task.not-open',
  'task.documents-missing',
  'task.personal',
  'task.not-transcribed',
  'transcription.for-nobody',
  'transcription.changed',
  'extension.not-offered',
  'extension.asked-already',
  'extension.not-later',
  'extension.past-most',
  'extension.past-end',
  'suspension.already',
  'suspension.none',
  'suspension.until-past',
  'contact.promise-past',
  'contact.promise-too-late',
  'calendar.other',
  'calendar.too-short',
  'case.not-closed',
  'stage.unknown',
  'stage.not-applicable',
  'earlier.incomplete',
  'earlier.order',
  'earlier.future',
  'facts.missing',
  'facts.invalid',
  'facts.unknown',
  'approval.unknown',
  'approval.not-open',
  'approval.outcome-not-offered',
  'approval.reopens-unknown',
  'approval.reason-missing',
  'approval.conditions-not-offered',
  'approval.condition-date',
  'approval.rank-missing',
  'approval.voice-twice',
  'approval.organisation-twice',
  'actor.not-assigned',
  'actor.excluded',
  'actor.not-allowed',
  'incident.unknown',
  'incident.resolved',
] as const;
export type RejectionCode = (typeof rejectionCodes)[number];

export interface Rejection {
  readonly code: RejectionCode;
  /** Id or key of what the code speaks of: an item, a fact, a task key; no words (I8). */
  readonly subject: string | null;
}

export type Decision =
  | { readonly ok: true; readonly events: readonly CaseEvent[] }
  | { readonly ok: false; readonly rejection: Rejection };
