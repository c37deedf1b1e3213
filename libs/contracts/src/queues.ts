/** Default task queue of the case workflows; tests and several installations on one namespace choose their own. */
export const defaultTaskQueue = 'cases';

/** Mail leaves through its own rate-limited, activity-only queue beside the case queue. */
export function mailQueue(taskQueue: string): string {
  return `${taskQueue}-mail`;
}
