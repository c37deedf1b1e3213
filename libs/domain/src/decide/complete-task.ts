import { refuse, type Draft } from '../draft.js';
import { checkedFacts } from '../facts.js';
import type { Item } from '../lookup.js';
import { checkEvidence, followMilestone } from '../milestones.js';
import type { ActCommand, By, CaseEvent, Facts, StageRule, TaskRule } from '../model/index.js';
import { notify } from '../notices.js';
import { advance } from '../path.js';
import { stageRule, taskRule } from '../task-rules.js';
import { withdrawExtension } from './extension.js';
import { byOf, openTaskItem, requireAssigned, requireOpen, requireOwnHand } from './guards.js';

type TaskItem = Extract<Item, { kind: 'task' }>;
type Completed = Extract<CaseEvent, { type: 'task-completed' }>;

/** Completes a task and does everything that follows from it. Who may act is checked before what they said. */
export function completeTask(draft: Draft, command: Extract<ActCommand, { type: 'complete-task' }>): void {
  requireOpen(draft);
  const { actor } = command;
  const item = openTaskItem(draft, command.task);
  const { rule } = rulesOf(draft, item);
  // What was heard is taken down, so that the person who said it can object.
  if (actor.channel === 'transcribed') refuse('actor.not-allowed');
  requireAssigned(draft, actor, item);
  if (rule.personal) requireOwnHand(actor, item.id);
  const facts = heardFacts(draft, item, rule, command);
  settleTask(draft, item, facts, byOf(actor));
  if (actor.declared) notify(draft, item.id, 'receipt', { contact: 'director' });
}

/** A coordinator or an expert enters what a contact said; the contact is asked to correct or confirm. */
export function transcribe(draft: Draft, command: Extract<ActCommand, { type: 'transcribe' }>): void {
  requireOpen(draft);
  const { actor } = command;
  if (!(['coordinator', 'expert', 'administrator'] as const).some((role) => actor.roles.includes(role)))
    refuse('actor.not-allowed');
  const item = openTaskItem(draft, command.task);
  const { rule } = rulesOf(draft, item);
  if (rule.personal) refuse('task.personal', item.id);
  if (!item.company || actor.channel !== 'transcribed' || actor.onBehalfOf === null)
    refuse('transcription.for-nobody', item.id);
  requireAssigned(draft, actor, item);
  const facts = heardFacts(draft, item, rule, command);
  draft.emit({ type: 'task-transcribed', id: item.id, facts, by: byOf(actor) });
  for (const party of item.parties) notify(draft, item.id, 'noted', party);
}

/** The contact agrees with what was taken down and is its author from now on (I3). */
export function confirmTranscription(
  draft: Draft,
  command: Extract<ActCommand, { type: 'confirm-transcription' }>,
): void {
  requireOpen(draft);
  const { actor } = command;
  const item = openTaskItem(draft, command.task);
  const { transcript } = item.state;
  if (!transcript) return refuse('task.not-transcribed', item.id);
  requireAssigned(draft, actor, item);
  requireOwnHand(actor, item.id);
  if (actor.person === transcript.by.person) refuse('actor.excluded', item.id);
  if ((command.since ?? transcript.at) !== transcript.at) refuse('transcription.changed', item.id);
  settleTask(draft, item, transcript.facts, byOf(actor), 'confirmed');
}

/** Ends a task with what is known now, and goes on. */
export function settleTask(
  draft: Draft,
  item: TaskItem,
  facts: Facts,
  by: By,
  transcript?: Completed['transcript'],
): void {
  const { stage } = rulesOf(draft, item);
  const completed = { type: 'task-completed', id: item.id, facts, by } as const;
  draft.emit(transcript === undefined ? completed : { ...completed, transcript });
  withdrawExtension(draft, item.id);
  followMilestone(draft, stage, item.state, facts);
  advance(draft);
}

function heardFacts(
  draft: Draft,
  item: TaskItem,
  rule: TaskRule,
  said: { readonly facts: Facts; readonly documents: number },
): Facts {
  const facts = checkedFacts(draft.state, rule, said.facts);
  checkEvidence(draft, item.state, facts);
  if (said.documents < (rule.documents ?? 0)) refuse('task.documents-missing', item.id);
  return facts;
}

function rulesOf(draft: Draft, { state }: TaskItem): { readonly rule: TaskRule; readonly stage: StageRule } {
  const { rules } = draft.definition;
  const rule = taskRule(rules, state);
  const stage = stageRule(rules, state.stage);
  return rule && stage ? { rule, stage } : refuse('task.unknown');
}
