import { condition, defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';

/** Counts its calls. */
export const countUpdate = defineUpdate<number>('count');
/** Ends the workflow. */
export const stopSignal = defineSignal('stop');

/** The least a workflow with an update can do: the floor that latencies are compared with. */
export async function bareWorkflow(): Promise<number> {
  let count = 0;
  let stopped = false;
  setHandler(countUpdate, () => ++count, { validator: () => undefined });
  setHandler(stopSignal, () => {
    stopped = true;
  });
  await condition(() => stopped);
  return count;
}
