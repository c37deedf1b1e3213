import { refuse, type Draft } from '../draft.js';
import { itemOf } from '../lookup.js';
import type { ActCommand } from '../model/index.js';
import { requireOpen, requireRole } from './guards.js';

/** Adds papers to the file of a task, also of one that is done: filing them hands in nothing. */
export function fileDocuments(draft: Draft, command: Extract<ActCommand, { type: 'file-documents' }>): void {
  requireOpen(draft);
  requireRole(command.actor, ['coordinator', 'expert', 'administrator']);
  const item = itemOf(draft.state, command.task);
  if (item?.kind !== 'task') return refuse('task.unknown');
  draft.emit({ type: 'documents-filed', id: item.id, documents: command.documents });
}
