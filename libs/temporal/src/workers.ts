import { mailQueue } from '#libs/contracts';
import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import { bareFailures } from './bare-failures.js';
import { connectNative, resolveTarget, shortIdentity, type TemporalTarget } from './connection.js';

type Activities = NonNullable<WorkerOptions['activities']>;

/** What the two workers of an installation run. */
export interface WorkersOptions {
  readonly target: TemporalTarget;
  /** The case queue; mail runs beside it on `<taskQueue>-mail`. */
  readonly taskQueue: string;
  /** File of the workflow bundle, from `loadWorkflowBundle` or `bundleWorkflowsFromSource`. */
  readonly workflowBundle: { readonly codePath: string };
  /** Activities of the case queue, by name. */
  readonly activities: Activities;
  /** Activities of the mail queue, by name; none means no mail worker. */
  readonly mailActivities: Activities;
  /** Limit of mail activities a second over all workers of the queue; default none. */
  readonly mailsPerSecond?: number;
  /** How long activities in flight may still take when draining, in ms; default 30 000, longer than one SMTP session. */
  readonly shutdownGraceMs?: number;
  /** After this many ms of draining the workers are given up and the process should exit; default 40 000. */
  readonly shutdownForceMs?: number;
  /** Called once when a worker ends by itself; the process must end, because nothing would serve cases any more. */
  readonly onFatal: (error: Error) => void;
  /** Further worker options, for tests and benchmarks. */
  readonly extra?: Partial<WorkerOptions>;
}

/** How a drain ended. */
export type DrainOutcome = 'drained' | 'forced';

/** Running workers. */
export interface RunningWorkers {
  readonly taskQueue: string;
  readonly connection: NativeConnection;
  /**
   * Stops polling, waits for what is in flight, closes the connection. `forced` means that something did not end within
   * `shutdownForceMs`: resources may be closed, but only a process exit frees the rest. Repeated calls share one drain.
   */
  drain(): Promise<DrainOutcome>;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/**
 * Starts the case worker and the mail worker on one connection. Throws TemporalUnreachableError, or what the SDK
 * throws for a bundle or options it refuses; nothing is left running then.
 */
export async function startWorkers(options: WorkersOptions): Promise<RunningWorkers> {
  const { namespace } = resolveTarget(options.target);
  const connection = await connectNative(options.target);
  const common = {
    connection,
    namespace,
    // The default build id (a hash) is repeated in every workflow task: a quarter of all history bytes.
    identity: shortIdentity,
    buildId: '1',
    interceptors: { activity: [bareFailures] },
    shutdownGraceTime: options.shutdownGraceMs ?? 30_000,
    shutdownForceTime: options.shutdownForceMs ?? 40_000,
  };
  const workers: Worker[] = [];
  try {
    workers.push(
      await Worker.create({
        ...common,
        taskQueue: options.taskQueue,
        workflowBundle: { codePath: options.workflowBundle.codePath },
        activities: options.activities,
        ...options.extra,
      }),
    );
    if (Object.keys(options.mailActivities).length > 0) {
      const limit = options.mailsPerSecond;
      workers.push(
        await Worker.create({
          ...common,
          taskQueue: mailQueue(options.taskQueue),
          activities: options.mailActivities,
          ...(limit === undefined ? {} : { maxTaskQueueActivitiesPerSecond: limit }),
        }),
      );
    }
  } catch (error) {
    await runWorkers(workers, connection, { ...options, onFatal: () => undefined }).drain();
    throw error;
  }
  return runWorkers(workers, connection, options);
}

function runWorkers(
  workers: Worker[],
  connection: NativeConnection,
  options: WorkersOptions,
): RunningWorkers {
  let draining: Promise<DrainOutcome> | undefined;
  let fatal: Error | undefined;
  const runs = workers.map((worker) =>
    worker.run().then(
      () => undefined,
      (error: unknown) => {
        if (!draining && !fatal) {
          fatal = asError(error);
          options.onFatal(fatal);
        }
        return asError(error);
      },
    ),
  );
  const drain = async (): Promise<DrainOutcome> => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
    const failures = (await Promise.all(runs)).filter((error) => error !== undefined);
    if (failures.length > 0) return 'forced';
    await connection.close();
    return 'drained';
  };
  return {
    taskQueue: options.taskQueue,
    connection,
    drain: () => (draining ??= drain()),
  };
}
