import { refuse, type Draft } from '../draft.js';
import type { ActCommand, CaseState, ShellCommand } from '../model/index.js';
import { requireOpen, requireRole } from './guards.js';

/** A person asks the coordinator to look. */
export function reportIncident(
  draft: Draft,
  command: Extract<ActCommand, { type: 'report-incident' }>,
): void {
  requireOpen(draft);
  requireRole(command.actor, ['coordinator', 'administrator', 'expert']);
  const { subject } = command;
  if (subject !== null && !isItem(draft.state, subject)) refuse('task.unknown');
  draft.raise('reported', subject);
}

/** The workflow was lost, and this is the first thing its next run hears: the trail says who brought it back. */
export function noteRecovery(draft: Draft, command: Extract<ActCommand, { type: 'recover' }>): void {
  requireOpen(draft);
  requireRole(command.actor, ['coordinator', 'administrator']);
  draft.emit({ type: 'case-recovered' });
}

/** Also after the case has closed: a mail can bounce late. */
export function resolveIncident(
  draft: Draft,
  command: Extract<ActCommand, { type: 'resolve-incident' }>,
): void {
  if (draft.state.status === 'new') refuse('case.not-open');
  requireRole(command.actor, ['coordinator', 'administrator']);
  const { incidents } = draft.state;
  const incident = Object.hasOwn(incidents, command.incident) ? incidents[command.incident] : undefined;
  if (!incident) return refuse('incident.unknown');
  if (incident.resolvedAt !== undefined) refuse('incident.resolved', incident.id);
  draft.emit({ type: 'incident-resolved', id: incident.id });
}

/** Mail that reached nobody: one open incident for each item and reason, however many mails. */
export function noteUndeliverable(
  draft: Draft,
  command: Extract<ShellCommand, { type: 'mail-undeliverable' }>,
): void {
  if (draft.state.status === 'new') refuse('case.not-open');
  for (const { item, because } of command.mails) {
    const subject = item !== null && isItem(draft.state, item) ? item : null;
    draft.raiseOnce(because === 'refused' ? 'mail-undeliverable' : 'no-recipient', subject);
  }
}

/** Someone pressed "cancel" in the Temporal UI: a thing to ask about, never the end of a case. */
export function noteCancellation(draft: Draft): void {
  requireOpen(draft);
  draft.raiseOnce('cancellation-requested', null);
}

function isItem(state: CaseState, id: string): boolean {
  return Object.hasOwn(state.tasks, id) || Object.hasOwn(state.approvals, id);
}
