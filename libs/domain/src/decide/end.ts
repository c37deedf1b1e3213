import { refuse, type Draft } from '../draft.js';
import { openItems } from '../lookup.js';
import type { ActCommand, ActorFacts } from '../model/index.js';
import { closeCase } from '../notices.js';
import { enterExactly } from '../path.js';
import { requireOpen, requireOwnVoice, requireRole } from './guards.js';

/** Ends the path at the wish of the company's director, or of the coordinator who took it down. */
export function withdraw(draft: Draft, actor: ActorFacts): void {
  requireOpen(draft);
  requireOwnVoice(actor, null);
  if (!actor.functions.includes('director')) requireRole(actor, ['coordinator', 'administrator']);
  end(draft, 'withdrawn');
}

/** Ends the path at the wish of the programme. */
export function terminate(draft: Draft, actor: ActorFacts): void {
  requireOpen(draft);
  requireRole(actor, ['coordinator', 'administrator']);
  end(draft, 'terminated');
}

/** Opens a closed case again at a stage; its log goes on, and its earlier rounds stay as history. */
export function reopen(draft: Draft, command: Extract<ActCommand, { type: 'reopen' }>): void {
  if (draft.state.status === 'new') refuse('case.not-open');
  if (draft.state.status === 'open') refuse('case.not-closed');
  requireRole(command.actor, ['coordinator', 'administrator']);
  const { stages } = draft.definition.rules;
  const index = stages.findIndex(({ key }) => key === command.stage);
  const stage = stages[index];
  if (!stage) return refuse('stage.unknown');
  draft.emit({ type: 'case-reopened', stage: stage.key });
  enterExactly(draft, index);
}

function end(draft: Draft, outcome: string): void {
  for (const { kind, id } of openItems(draft.state)) {
    draft.emit({ type: kind === 'task' ? 'task-withdrawn' : 'approval-withdrawn', id });
  }
  closeCase(draft, outcome, true);
}
