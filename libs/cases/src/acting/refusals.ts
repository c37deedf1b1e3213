import {
  isGrpcServiceError,
  ServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { failureTypes } from '#libs/contracts';
import { DomainError, rejectionCodes, type ErrorKind, type Rejection } from '#libs/domain';
import { remedyOf } from './remedies.js';

const forbidden = new Set(['actor.not-assigned', 'actor.excluded', 'actor.not-allowed', 'task.personal']);
const conflicts = new Set([
  'case.already-open',
  'case.not-open',
  'case.closed',
  'case.not-closed',
  'task.not-open',
  'approval.not-open',
  'incident.resolved',
  'task.not-transcribed',
  'transcription.changed',
  'extension.asked-already',
  'suspension.already',
  'suspension.none',
  'approval.voice-twice',
  'approval.organisation-twice',
]);
const unknown = new Set(['task.unknown', 'approval.unknown', 'incident.unknown']);

/** Kind of a refusal code of the core or of `record`; what `record` refuses was tampered with or is stale: a conflict. */
export function kindOfRefusal(code: string): ErrorKind {
  if (forbidden.has(code)) return 'forbidden';
  if (unknown.has(code)) return 'not-found';
  if (conflicts.has(code) || !(rejectionCodes as readonly string[]).includes(code)) return 'conflict';
  return 'invalid';
}

/** A refusal of the core or of `record`, with what to do about it. */
export function refusalFor(code: string, subject: string | null, options?: ErrorOptions): DomainError {
  const hint = remedyOf(code, subject);
  return new DomainError(kindOfRefusal(code), code, subject, hint === undefined ? {} : { hint }, options);
}

/** The act's fate is not known yet; the same key asks again. */
export function unavailable(cause?: unknown): DomainError {
  return new DomainError(
    'unavailable',
    'case.unavailable',
    null,
    { retryAfter: 5, hint: 'Send the same request again in a few seconds, with the same Idempotency-Key.' },
    cause === undefined ? undefined : { cause },
  );
}

/** What an error of an Update says to the caller, or undefined for a fault of ours. */
export function refusalOf(error: unknown): DomainError | undefined {
  if (error instanceof DomainError) return error;
  if (error instanceof WorkflowUpdateFailedError) {
    const failure = error.cause;
    if (!(failure instanceof ApplicationFailure)) return unavailable(error);
    if (failure.type === failureTypes.rejected) {
      const rejection = failure.details?.[0] as Rejection | undefined;
      const code = rejection?.code ?? failure.message;
      return refusalFor(code, rejection?.subject ?? null, { cause: error });
    }
    if (failure.type === failureTypes.refused) return refusalFor(failure.message, null, { cause: error });
    return undefined;
  }
  if (
    error instanceof WorkflowUpdateRPCTimeoutOrCancelledError ||
    error instanceof ServiceError ||
    isGrpcServiceError(error)
  )
    return unavailable(error);
  return undefined;
}

/** The workflow is not there, has completed, or completed while it held the act. */
export function isRunGone(error: unknown): boolean {
  if (error instanceof WorkflowNotFoundError) return true;
  if (!(error instanceof WorkflowUpdateFailedError)) return false;
  const failure = error.cause;
  return failure instanceof ApplicationFailure && failure.type === 'AcceptedUpdateCompletedWorkflow';
}
