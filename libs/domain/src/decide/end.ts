import { refuse, type Draft } from '../draft.js';
import { openItems } from '../lookup.js';
import type { ActorFacts } from '../model/index.js';
import { closeCase } from '../notices.js';
import { requireOpen, requireRole } from './guards.js';

/** Ends the path at the wish of the company's director, or of the coordinator who took it down. */
export function withdraw(draft: Draft, actor: ActorFacts): void {
  requireOpen(draft);
  const isDirector = actor.functions.includes('director');
  if (!isDirector && !actor.roles.includes('coordinator') && !actor.roles.includes('administrator')) {
    refuse('actor.not-allowed');
  }
  end(draft, 'withdrawn');
}

/** Ends the path at the wish of the programme. */
export function terminate(draft: Draft, actor: ActorFacts): void {
  requireOpen(draft);
  requireRole(actor, ['coordinator', 'administrator']);
  end(draft, 'terminated');
}

function end(draft: Draft, outcome: string): void {
  for (const { kind, id } of openItems(draft.state)) {
    draft.emit({ type: kind === 'task' ? 'task-withdrawn' : 'approval-withdrawn', id });
  }
  closeCase(draft, outcome);
}
