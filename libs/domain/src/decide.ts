import { problemOfCommand } from './command-shape.js';
import { completeTask } from './decide/complete-task.js';
import { decideApproval } from './decide/decide-approval.js';
import { terminate, withdraw } from './decide/end.js';
import { noteCancellation, noteUndeliverable, reportIncident, resolveIncident } from './decide/incidents.js';
import { open } from './decide/open.js';
import { wake } from './decide/wake.js';
import { Draft, Refusal } from './draft.js';
import type { CaseState, Command, Decision, Instant } from './model/index.js';

/** First and last moment whose local dates have four digits in every zone. */
const earliest = Date.UTC(1900, 0, 2);
const latest = Date.UTC(2999, 11, 30);

/**
 * What a command does to a case at `now`: events to append, or why not. Total: any JSON is answered, nothing is thrown,
 * and the same arguments always give the same answer.
 */
export function decide(state: CaseState, command: Command, now: Instant): Decision {
  const problem = problemOfCommand(command);
  if (problem) return { ok: false, rejection: { subject: null, ...problem } };
  if (!Number.isSafeInteger(now) || now < earliest || now > latest) {
    return { ok: false, rejection: { code: 'command.malformed', subject: 'now' } };
  }
  const draft = new Draft(state, now, command.type === 'wake');
  try {
    apply(draft, command);
    return { ok: true, events: draft.events };
  } catch (refusal) {
    if (refusal instanceof Refusal) return { ok: false, rejection: refusal.rejection };
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
    case 'withdraw':
      withdraw(draft, command.actor);
      return;
    case 'terminate':
      terminate(draft, command.actor);
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
  }
}
