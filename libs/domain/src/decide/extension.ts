import { extensionKey } from '../approval-rules.js';
import { localDateAt, workingDayUntil } from '../business-time.js';
import { refuse, type Draft } from '../draft.js';
import { shift } from '../due.js';
import { isOfParty } from '../exclusion.js';
import { calendarOf, definitionOf, itemOf, type Definition, type Item } from '../lookup.js';
import type {
  ActCommand,
  ApprovalState,
  By,
  CaseState,
  ExtensionRequest,
  ExtensionRule,
  Instant,
  LocalDate,
} from '../model/index.js';
import { tellAnswer } from '../notices.js';
import { askExtension } from '../path.js';
import { taskRule } from '../task-rules.js';
import { byOf, openTaskItem, requireAssigned, requireOpen, requireOwnVoice } from './guards.js';

type TaskItem = Extract<Item, { kind: 'task' }>;

/** Whoever owes a task asks for more time; its definition says whom. */
export function requestExtension(
  draft: Draft,
  command: Extract<ActCommand, { type: 'request-extension' }>,
): void {
  requireOpen(draft);
  const { actor, until } = command;
  const item = openTaskItem(draft, command.task);
  requireAssigned(draft, actor, item);
  const rule = extensionOf(draft, item);
  if (openRequests(draft, item.id).length > 0) refuse('extension.asked-already', item.id);
  requirePossible(draft, item, rule, until);
  const { decider, due } = rule;
  const { key, stage } = item.state;
  const asked = { key: extensionKey(key), decider, due };
  askExtension(draft, stage, asked, { task: item.id, until, by: byOf(actor) });
}

/** Whoever decides on extensions grants one without having been asked; never to a task of their own (I3). */
export function extend(draft: Draft, command: Extract<ActCommand, { type: 'extend' }>): void {
  requireOpen(draft);
  const { actor, until } = command;
  const item = openTaskItem(draft, command.task);
  const rule = extensionOf(draft, item);
  requireOwnVoice(actor, item.id);
  if (!isOfParty(rule.decider, actor)) refuse('actor.not-allowed');
  if (item.parties.some((party) => isOfParty(party, actor))) refuse('actor.excluded', item.id);
  requirePossible(draft, item, rule, until);
  grant(draft, item, until, byOf(actor));
  withdrawExtension(draft, item.id);
}

/** What an answer to a request means. A task that is over needs no more time. */
export function followExtension(
  draft: Draft,
  id: string,
  extension: ExtensionRequest,
  { outcome, by }: { readonly outcome: string; readonly by: By },
): void {
  const item = itemOf(draft.state, extension.task);
  if (item?.kind !== 'task' || !item.open) return;
  if (outcome === 'approve') grant(draft, item, extension.until, by);
  for (const party of item.parties)
    tellAnswer(draft, id, party, outcome === 'approve' ? 'approve' : 'reject');
}

/** Nobody needs to answer any more. */
export function withdrawExtension(draft: Draft, task: string): void {
  for (const { id } of openRequests(draft, task)) draft.emit({ type: 'approval-withdrawn', id });
}

function openRequests(draft: Draft, task: string): readonly ApprovalState[] {
  return Object.values(draft.state.approvals).filter(
    ({ status, extension }) => status === 'open' && extension?.task === task,
  );
}

function extensionOf(draft: Draft, item: TaskItem): ExtensionRule {
  return taskRule(draft.definition.rules, item.state)?.extension ?? refuse('extension.not-offered', item.id);
}

function requirePossible(draft: Draft, item: TaskItem, rule: ExtensionRule, until: LocalDate): void {
  const { calendar, settings } = draft.definition;
  const own = calendarOf(calendar, item);
  const today = localDateAt(own, draft.now);
  if (until <= localDateAt(own, item.due) || until <= today) refuse('extension.not-later', item.id);
  if (until > settings.endsOn) refuse('extension.past-end', settings.endsOn);
  const latest = latestExtension(draft.definition, item, rule);
  if (until > latest) refuse('extension.past-most', latest);
}

/** The last day an open task's due date may still move to; null where no later one may be asked for. */
export function extensionLimit(state: CaseState, task: string, now: Instant): LocalDate | null {
  const definition = definitionOf(state);
  const item = itemOf(state, task);
  if (!definition || item?.kind !== 'task' || !item.open) return null;
  const rule = taskRule(definition.rules, item.state)?.extension;
  if (!rule) return null;
  const own = calendarOf(definition.calendar, item);
  const most = latestExtension(definition, item, rule);
  const latest = most < definition.settings.endsOn ? most : definition.settings.endsOn;
  return latest > localDateAt(own, item.due) && latest > localDateAt(own, now) ? latest : null;
}

/** The last day that all extensions of a task together may reach. */
function latestExtension({ calendar }: Definition, item: TaskItem, rule: ExtensionRule): LocalDate {
  const own = calendarOf(calendar, item);
  const first = localDateAt(own, item.state.firstDue ?? item.due);
  return workingDayUntil(own, shift(own, first, rule.most, 1));
}

function grant(draft: Draft, item: TaskItem, date: LocalDate, by: By): void {
  const { due } = draft.dueOn(date, item.id, item.parties);
  // A pause since the request may have moved it further already.
  if (due <= item.due) return;
  draft.emit({ type: 'due-extended', item: item.id, date, due, by });
}
