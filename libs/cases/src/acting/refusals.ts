import {
  isGrpcServiceError,
  ServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { failureTypes } from '#libs/contracts';
import { DomainError, rejectionCodes, type ErrorDetails, type ErrorKind, type Rejection } from '#libs/domain';

const forbidden = new Set(['actor.not-assigned', 'actor.excluded', 'actor.not-allowed']);
const conflicts = new Set([
  'case.already-open',
  'case.not-open',
  'case.closed',
  'task.not-open',
  'approval.not-open',
  'incident.resolved',
]);
const unknown = new Set(['task.unknown', 'approval.unknown', 'incident.unknown']);

/** Kind of a refusal code of the core or of `record`; what `record` refuses was tampered with or is stale: a conflict. */
export function kindOfRefusal(code: string): ErrorKind {
  if (forbidden.has(code)) return 'forbidden';
  if (unknown.has(code)) return 'not-found';
  if (conflicts.has(code) || !(rejectionCodes as readonly string[]).includes(code)) return 'conflict';
  return 'invalid';
}

/** What to do about a refusal of `record`, where something can be done. */
export function remedyOf(code: string): ErrorDetails {
  if (code !== 'quota.full') return {};
  return {
    hint: 'Put the case on the waiting list with a rank (defer), or raise the quota of the programme.',
  };
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
      return new DomainError(kindOfRefusal(code), code, rejection?.subject ?? null, {}, { cause: error });
    }
    if (failure.type === failureTypes.refused)
      return new DomainError('conflict', failure.message, null, remedyOf(failure.message), { cause: error });
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
