import { defineSignal, defineUpdate } from '@temporalio/workflow';
import type { ActCommand, CaseKind, CaseState } from '#libs/domain';

/**
 * The one door for every human act (I1). Its update id is the command's request id. `logged` is the case's last seq as
 * the sender has read it (0 for none): a workflow that knows less (a crash lost its last commit) catches up before it decides, instead
 * of rejecting what its log already allows.
 */
export const actUpdate = defineUpdate<ActAnswer, [command: ActCommand, logged: number]>('act');

/** Wakes a case whose log or mail may be ahead of it. Carries nothing and decides nothing. */
export const nudgeSignal = defineSignal('nudge');

export interface ActAnswer {
  /** Seq of the transition that holds the act. */
  readonly seq: number;
}

/** Workflow type by kind, so that the Temporal UI filters by type. */
export const workflowTypes = {
  'technical-assistance': 'technicalAssistanceCase',
  partnership: 'partnershipCase',
} as const satisfies Record<CaseKind, string>;

/** Input of both workflow types. The workflow id is the reference. */
export interface CaseInput {
  readonly reference: string;
  /** Present after continue-as-new only; a run that starts without it loads the log (opening, recovery, reopening). */
  readonly carried?: CarriedCase;
}

export interface CarriedCase {
  readonly state: CaseState;
  /** Transitions whose mail was not yet reported delivered. */
  readonly undelivered: readonly number[];
}

/** Types of the failures that cross Temporal; their message is always a code, never a sentence about a person (I8). */
export const failureTypes = {
  /** The core refused the act; details: [Rejection]. */
  rejected: 'parcours.rejected',
  /** `record` refused it; details: [code]. */
  refused: 'parcours.refused',
} as const;
