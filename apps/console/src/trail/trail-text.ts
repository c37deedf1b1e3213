import type { CaseView, TrailHandover } from '#libs/cases';
import { partyName, type CaseEvent, type LocalDate } from '#libs/domain';
import { measureText } from '../text/measure-text.js';
import { dayText, type MessageValues, type Speech } from '../text/messages.js';
import { partyText } from '../work/party-text.js';

/** What the words of events are taken from. */
export type TrailContext = Pick<CaseView, 'case' | 'items' | 'stages' | 'milestones'>;

/**
 * Whether the trail tells an event: invitations and outcomes only repeat in a mail what the line beside them says, while a
 * reminder, a receipt or a letter to confirm is all that happened.
 */
export function isTold(event: CaseEvent): boolean {
  return event.type !== 'notice' || !['invitation', 'outcome', 'closing'].includes(event.notice);
}

/** One event as a sentence for somebody who has never seen a case. */
export function eventText(view: TrailContext, speech: Speech, event: CaseEvent): string {
  const { key = event.type, ...values } = wordsOf(view, speech, event);
  return speech.say(`event.${key}`, values);
}

/** A task that changed hands, in the same way; to whom, as declared by who handed it over. */
export function handoverText(
  view: TrailContext,
  speech: Speech,
  { handover, item, colleague }: Pick<TrailHandover, 'handover' | 'item' | 'colleague'>,
): string {
  return speech.say(handover === 'given' ? 'trail.handed-over' : 'trail.taken-back', {
    ...{ title: titleOf(view, item), named: colleague === null ? 'no' : 'yes' },
    ...{ name: colleague?.name ?? '', position: colleague?.function ?? '' },
  });
}

type Words = { readonly key?: string } & MessageValues;

function wordsOf(view: TrailContext, speech: Speech, event: CaseEvent): Words {
  const item = (id: string) => ({ title: titleOf(view, id) });
  const day = (date: LocalDate | null) => ({ day: date === null ? 'none' : dayText(speech, date) });
  switch (event.type) {
    case 'case-opened':
    case 'case-recovered':
      return {};
    case 'stage-imported':
      return { stage: stageOf(view, event.stage), from: event.enteredAt, to: event.leftAt };
    case 'stage-entered':
    case 'stage-skipped':
    case 'stage-left':
    case 'case-reopened':
      return { stage: stageOf(view, event.stage) };
    case 'task-imported':
      return { ...item(event.id), at: event.completedAt };
    case 'task-opened':
      return { ...item(event.id), at: event.due, condition: event.condition === undefined ? 'no' : 'yes' };
    case 'task-completed':
      return { ...item(event.id), transcript: event.transcript ?? 'none' };
    case 'task-transcribed':
    case 'documents-filed':
    case 'task-withdrawn':
    case 'approval-withdrawn':
      return item(event.id);
    case 'task-waived':
      return { ...item(event.id), because: event.because };
    case 'approval-asked':
      return {
        ...item(event.id),
        at: event.due,
        ...(event.extension && {
          key: 'extension-asked',
          ...item(event.extension.task),
          ...day(event.extension.until),
        }),
      };
    case 'voice-given':
      return { ...item(event.id), outcome: speech.say(`outcome.${event.outcome}`) };
    case 'approval-decided':
      return { ...decided(view, speech, event), because: event.because?.replace('place-', '') ?? 'voice' };
    case 'approval-passed':
      return { ...item(event.id), party: partyText(speech, partyName(event.to)) };
    case 'milestone-planned':
    case 'milestone-postponed':
      return { milestone: milestoneTitle(view, speech, event.key), ...day(event.date) };
    case 'milestone-refused':
      return { milestone: milestoneTitle(view, speech, event.key) };
    case 'milestone-reported':
    case 'milestone-settled':
      return {
        milestone: milestoneTitle(view, speech, event.key),
        outcome: speech.say(`milestone.${event.outcome}`),
      };
    case 'item-overdue':
      return item(event.item);
    case 'calendar-changed':
      return { because: event.because };
    case 'due-moved':
      return { ...item(event.item), at: event.due, because: event.because };
    case 'due-extended':
      return { ...item(event.item), at: event.due };
    case 'suspended':
      return { ...subject(view, event.item), ...day(event.until) };
    case 'resumed':
      return subject(view, event.item);
    case 'contact-logged':
      return { ...day(event.promised), count: event.until === null ? 0 : event.items.length };
    case 'notice':
      return {
        key: event.notice,
        title: event.item === null ? view.case.reference : titleOf(view, event.item),
        number: (event.rung ?? 0) + 1,
        of: event.of,
        party: partyText(speech, partyName(event.to)),
      };
    case 'incident-raised':
      return { outcome: speech.say(`incident.${event.kind}`) };
    case 'incident-resolved':
      return {};
    case 'case-closed':
      return {
        outcome: closingText(view, speech, event.outcome),
      };
  }
}

/** A case that was opened again has no words of its earlier end any more. */
function closingText(view: TrailContext, speech: Speech, outcome: string): string {
  if (view.case.outcome === outcome && view.case.outcomeTitle !== null) return view.case.outcomeTitle;
  return speech.has(`ended.${outcome}`) ? speech.say(`ended.${outcome}`) : outcome;
}

/** An extension that was granted or not is spoken of as such. */
function decided(
  view: TrailContext,
  speech: Speech,
  event: Extract<CaseEvent, { type: 'approval-decided' }>,
): Words {
  const asked = view.items.find(({ id }) => id === event.id)?.extension;
  if (asked)
    return {
      key: event.outcome === 'approve' ? 'extension-granted' : 'extension-refused',
      title: titleOf(view, asked.task),
      day: dayText(speech, asked.until),
    };
  return { title: titleOf(view, event.id), outcome: speech.say(`outcome.${event.outcome}`) };
}

/** The whole case, or one of its tasks. */
function subject(view: TrailContext, item: string | null): Words {
  return { scope: item === null ? 'case' : 'task', title: item === null ? '' : titleOf(view, item) };
}

/** A plan has several measures, and each its own tasks of the same name. */
function titleOf({ items }: TrailContext, id: string): string {
  const item = items.find((one) => one.id === id);
  if (!item) return id;
  return item.measureTitle === null ? item.title : `${item.title} – ${item.measureTitle}`;
}

function stageOf({ stages }: TrailContext, stage: string): string {
  return stages.find(({ key }) => key === stage)?.title ?? stage;
}

function milestoneTitle({ milestones }: TrailContext, speech: Speech, milestone: string): string {
  return measureText(speech, milestones.find(({ key }) => key === milestone)?.title ?? milestone);
}
