import {
  condition,
  continueAsNew,
  defineUpdate,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  sleep,
} from '@temporalio/workflow';

/** Ends the fixture's wait; answers the workflow's time. */
export const finish = defineUpdate<number>('finish');

/** Reminds every ten days until somebody calls `finish`; answers how often. */
export async function reminding(): Promise<number> {
  let finished = false;
  let reminders = 0;
  setHandler(finish, () => {
    finished = true;
    return Date.now();
  });
  while (!(await condition(() => finished, '10 days'))) reminders++;
  return reminders;
}

/** Ends by itself after five days. */
export async function short(): Promise<void> {
  await sleep('5 days');
}

/** Four runs of 24, 12, 8 and 6 days; answers the last run's number. */
export async function continuing(run: number): Promise<number> {
  await sleep(`${24 / run} days`);
  return run < 4 ? continueAsNew<typeof continuing>(run + 1) : run;
}

interface FixtureActivities {
  slow(): Promise<void>;
  failing(): Promise<void>;
}

/** Runs one activity, for the drain. */
export async function working(): Promise<void> {
  await proxyActivities<FixtureActivities>({
    startToCloseTimeout: '1 minute',
    retry: { maximumAttempts: 1 },
  }).slow();
}

/** Retries a local activity for ever, like `record` while the database is away. */
export async function stuck(): Promise<void> {
  await proxyLocalActivities<FixtureActivities>({
    startToCloseTimeout: '10 seconds',
    localRetryThreshold: '1 minute',
    retry: { initialInterval: 100, maximumInterval: 500 },
  }).failing();
}
