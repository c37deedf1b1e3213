import { WorkflowUpdateFailedError, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { failureTypes } from '#libs/contracts';
import type { ActBody, ApprovalOutcome, CaseRules } from '#libs/domain';
import { plainCalendar, plainSettings } from './small-path.js';

/** One event of a workflow's history. */
export type HistoryEvent = NonNullable<Awaited<ReturnType<WorkflowHandle['fetchHistory']>>['events']>[number];

/** Whether an event of a history is a signal. */
export const isSignal = (event: HistoryEvent): boolean =>
  Boolean(event.workflowExecutionSignaledEventAttributes);

/** The act that opens a case on the test calendar. */
export const opening = (rules: CaseRules): ActBody => ({
  type: 'open',
  rules,
  rulesHash: 'test',
  calendar: plainCalendar,
  settings: plainSettings,
});

/** The act that completes a task by key and round. */
export const completion = (reference: string, key: string, round = 1): ActBody => ({
  type: 'complete-task',
  task: `${reference}.${key}.${round}`,
  facts: {},
  documents: 0,
});

/** The act that decides the small path's one approval. */
export const decision = (reference: string, outcome: ApprovalOutcome, round = 1): ActBody => ({
  type: 'decide',
  approval: `${reference}.admission.${round}`,
  outcome,
  reopens: [],
});

/** The code with which the shell turned an act down; throws when it was taken. */
export async function refusalOf(answer: Promise<unknown>): Promise<string> {
  try {
    await answer;
  } catch (error) {
    if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure) {
      const { type, message } = error.cause;
      if (type === failureTypes.rejected || type === failureTypes.refused) return message;
    }
    throw error;
  }
  throw new Error('The act was taken');
}
