import { proxyLocalActivities } from '@temporalio/workflow';
import type { CaseActivities } from '#libs/contracts';

/**
 * The event log, as local activities. No scheduleToClose and retries without end: an infrastructure failure stored
 * under an update id would be the answer that a later retry of the same act gets.
 */
export const caseLog = proxyLocalActivities<CaseActivities>({
  startToCloseTimeout: '10 seconds',
  localRetryThreshold: '2 seconds',
  retry: { initialInterval: '100 milliseconds', backoffCoefficient: 2, maximumInterval: '30 seconds' },
});
