import { Logger } from '@nestjs/common';
import { ApplicationFailure } from '@temporalio/common';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';

const logger = new Logger('Activities');

/**
 * Keeps personal data out of Temporal (I8): database and mail errors carry names and addresses, and the failure of an attempt
 * stands in histories and in the Temporal UI. Temporal gets the activity's name and the kind of error; the whole error goes to
 * the log.
 */
export const bareFailures: ActivityInterceptorsFactory = (context) => ({
  inbound: {
    async execute(input, next) {
      try {
        return await next(input);
      } catch (error) {
        const { activityType, attempt } = context.info;
        if (error instanceof ApplicationFailure) throw error;
        // The stack once; an outage of an hour must not fill the log with it.
        const words =
          error instanceof Error
            ? ((attempt === 1 ? error.stack : undefined) ?? error.message)
            : String(error);
        logger.warn(`${activityType}, attempt ${attempt}: ${words}`);
        const failure = ApplicationFailure.retryable(`${activityType}.failed`, kindOf(error));
        failure.stack = '';
        throw failure;
      }
    },
  },
});

/** A class name or an error code, both of which programmers choose. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return 'Error';
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^[A-Z0-9_]{2,40}$/.test(code) ? code : error.name;
}
