import { problemOfCommand } from './command-shape.js';
import { completeTask, confirmTranscription, transcribe } from './decide/complete-task.js';
import { logContact } from './decide/contact.js';
import { decideApproval } from './decide/decide-approval.js';
import { reopen, terminate, withdraw } from './decide/end.js';
import { extend, requestExtension } from './decide/extension.js';
import { fileDocuments } from './decide/documents.js';
import {
  noteCancellation,
  noteRecovery,
  noteUndeliverable,
  reportIncident,
  resolveIncident,
} from './decide/incidents.js';
import { open } from './decide/open.js';
import { replan } from './decide/replan.js';
import { review } from './decide/review.js';
import { resume, suspend } from './decide/suspension.js';
import { wake } from './decide/wake.js';
import { Draft, Refusal } from './draft.js';
import type { CaseState, Command, Decision, Instant, Rejection } from './model/index.js';

/** First and last moment whose local dates have four digits in every zone. */
const earliest = Date.UTC(1900, 0, 2);
const latest = Date.UTC(2999, 11, 30);

/**
 * What a command does to a case at `now`: events to append, or why not. Total: any JSON is answered, nothing is thrown,
 * and the same arguments always give the same answer.
 */
export function decide(state: CaseState, command: Command, now: Instant): Decision {
  return attempt(state, command, now).decision;
}

/** The same, and the case with its events applied: a draft has done that on its way. Unchanged by what was rejected. */
export function attempt(
  state: CaseState,
  command: Command,
  now: Instant,
): { readonly decision: Decision; readonly state: CaseState } {
  const rejected = (rejection: Rejection) => ({ decision: { ok: false, rejection } as const, state });
  const problem = problemOfCommand(command);
  if (problem) return rejected({ subject: null, ...problem });
  if (!Number.isSafeInteger(now) || now < earliest || now > latest) {
    return rejected({ code: 'command.malformed', subject: 'now' });
  }
  const draft = new Draft(state, now, command.type === 'wake' || command.type === 'review');
  try {
    apply(draft, command);
    return { decision: { ok: true, events: draft.events }, state: draft.state };
  } catch (refusal) {
    if (refusal instanceof Refusal) return rejected(refusal.rejection);
    throw refusal;
  }
}

function apply(draft: Draft, command: Command): void {
  switch (command.type) {
    case 'open':
      open(draft, command);
      return;
    case 'complete-task':
      completeTask(draft, command);
      return;
    case 'decide':
      decideApproval(draft, command);
      return;
    case 'transcribe':
      transcribe(draft, command);
      return;
    case 'confirm-transcription':
      confirmTranscription(draft, command);
      return;
    case 'file-documents':
      fileDocuments(draft, command);
      return;
    case 'request-extension':
      requestExtension(draft, command);
      return;
    case 'extend':
      extend(draft, command);
      return;
    case 'suspend':
      suspend(draft, command);
      return;
    case 'resume':
      resume(draft, command);
      return;
    case 'log-contact':
      logContact(draft, command);
      return;
    case 'replan':
      replan(draft, command);
      return;
    case 'reopen':
      reopen(draft, command);
      return;
    case 'withdraw':
      withdraw(draft, command.actor);
      return;
    case 'terminate':
      terminate(draft, command.actor);
      return;
    case 'recover':
      noteRecovery(draft, command);
      return;
    case 'report-incident':
      reportIncident(draft, command);
      return;
    case 'resolve-incident':
      resolveIncident(draft, command);
      return;
    case 'wake':
      wake(draft);
      return;
    case 'mail-undeliverable':
      noteUndeliverable(draft, command);
      return;
    case 'cancellation-requested':
      noteCancellation(draft);
      return;
    case 'review':
      review(draft, command);
  }
}
