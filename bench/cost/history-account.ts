import type { Client } from '@temporalio/client';
import proto, { type temporal } from '@temporalio/proto';

type HistoryEvent = temporal.api.history.v1.IHistoryEvent;

const { EventType } = proto.temporal.api.enums.v1;

/** Written by the fast-forward, not by the workflow: they would not be there in real time. */
const ofTimeSkipping: readonly unknown[] = [
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TIME_SKIPPING_TRANSITIONED,
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_OPTIONS_UPDATED,
];

/** Number and bytes of some events. */
export interface Weight {
  readonly events: number;
  readonly bytes: number;
}

/** All events of a case, over all its runs, without those of time skipping. */
export async function readHistory(client: Client, workflowId: string): Promise<readonly HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  let runId = await firstRun(client, workflowId);
  while (runId !== undefined && runId !== '') {
    const run: readonly HistoryEvent[] =
      (await client.workflow.getHandle(workflowId, runId).fetchHistory()).events ?? [];
    events.push(...run.filter(({ eventType }) => !ofTimeSkipping.includes(eventType)));
    runId = run.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId ?? undefined;
  }
  return events;
}

async function firstRun(client: Client, workflowId: string): Promise<string | undefined> {
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  return events?.[0]?.workflowExecutionStartedEventAttributes?.firstExecutionRunId ?? undefined;
}

/** Bytes of one event as the server counts them. */
export function bytesOf(event: HistoryEvent): number {
  return proto.temporal.api.history.v1.HistoryEvent.encode(event).finish().length;
}

export function weigh(events: readonly HistoryEvent[]): Weight {
  return { events: events.length, bytes: events.reduce((sum, event) => sum + bytesOf(event), 0) };
}

export function typeOf(event: HistoryEvent): string {
  const name: string | undefined = EventType[event.eventType ?? 0];
  return (name ?? String(event.eventType)).replace('EVENT_TYPE_', '');
}

export function weighByType(events: readonly HistoryEvent[]): Readonly<Record<string, Weight>> {
  const groups = new Map<string, HistoryEvent[]>();
  for (const event of events) groups.set(typeOf(event), [...(groups.get(typeOf(event)) ?? []), event]);
  return Object.fromEntries([...groups].map(([type, group]) => [type, weigh(group)]));
}

/** Temporal Cloud's billable Actions: local activities of one workflow task count as one. */
export function countActions(events: readonly HistoryEvent[]): number {
  const billed = [
    'WORKFLOW_EXECUTION_STARTED',
    'TIMER_STARTED',
    'UPSERT_WORKFLOW_SEARCH_ATTRIBUTES',
    'WORKFLOW_EXECUTION_UPDATE_ACCEPTED',
    'WORKFLOW_EXECUTION_SIGNALED',
    'ACTIVITY_TASK_SCHEDULED',
  ];
  let actions = 0;
  let counted = false;
  for (const type of events.map(typeOf)) {
    if (type === 'WORKFLOW_TASK_COMPLETED') counted = false;
    if (type === 'MARKER_RECORDED' && !counted) [actions, counted] = [actions + 1, true];
    if (billed.includes(type)) actions++;
  }
  return actions;
}

/** Bytes of the opening act's arguments: the compiled definition and the calendar snapshot, once a case. */
export function openingBytes(events: readonly HistoryEvent[]): number {
  const opening = events.find((event) => event.workflowExecutionUpdateAcceptedEventAttributes);
  const args = opening?.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input?.args;
  return args ? proto.temporal.api.common.v1.Payloads.encode(args).finish().length : 0;
}

/** What each act and the waiting after it wrote, in order: from its acceptance to the next one's. */
export function weighActs(events: readonly HistoryEvent[]): readonly Weight[] {
  const starts = events.flatMap((event, index) =>
    event.workflowExecutionUpdateAcceptedEventAttributes ? [index] : [],
  );
  return starts.map((start, index) => weigh(events.slice(start, starts[index + 1])));
}
