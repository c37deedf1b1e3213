import { ApplicationFailure } from '@temporalio/workflow';
import { failureTypes, type RefusalCode } from '#libs/contracts';
import type { ActBody, ActCommand, Rejection } from '#libs/domain';

/** The core said no. Nothing but an ApplicationFailure may leave a handler: any other error stops the whole case. */
export function rejected(rejection: Rejection): ApplicationFailure {
  return ApplicationFailure.nonRetryable(rejection.code, failureTypes.rejected, rejection);
}

/** `record` said no: the act was never stored, or not like this. */
export function refused(code: RefusalCode): ApplicationFailure {
  return ApplicationFailure.nonRetryable(code, failureTypes.refused, code);
}

const actTypes: Record<ActBody['type'], true> = {
  open: true,
  'complete-task': true,
  decide: true,
  transcribe: true,
  'confirm-transcription': true,
  'file-documents': true,
  'request-extension': true,
  extend: true,
  suspend: true,
  resume: true,
  'log-contact': true,
  replan: true,
  reopen: true,
  withdraw: true,
  terminate: true,
  recover: true,
  'report-incident': true,
  'resolve-incident': true,
};

/**
 * Whether an update's argument may be put to the core: anyone can type one into the Temporal UI. The core's own commands
 * (wake, mail outcomes) are no acts, and the request id has to be the update id, which the server deduplicates.
 */
export function isAct(value: unknown, updateId: string | undefined): value is ActCommand {
  if (typeof value !== 'object' || value === null || !('type' in value) || !('request' in value))
    return false;
  return typeof value.type === 'string' && Object.hasOwn(actTypes, value.type) && value.request === updateId;
}
