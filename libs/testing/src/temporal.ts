import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { DefaultLogger } from '@temporalio/worker';
import {
  bundleWorkflowsFromSource,
  connectClient,
  installRuntime,
  ServerVirtualTime,
  startWorkers,
  type Forwarded,
  type RunningWorkers,
  type VirtualTime,
  type WorkersOptions,
} from '#libs/temporal';

/** What a test's workers run; everything else has defaults. */
export interface FixtureWorkers {
  readonly activities?: WorkersOptions['activities'];
  readonly mailActivities?: WorkersOptions['mailActivities'];
  /** Default: the fixture's own queue. */
  readonly taskQueue?: string;
  /** Entry file of other workflows than the product's. */
  readonly workflowsPath?: string;
  readonly shutdownGraceMs?: number;
  readonly shutdownForceMs?: number;
}

/** One test file's part of the shared Temporal server. */
export interface TemporalFixture {
  readonly address: string;
  readonly client: Client;
  /** Unique to this fixture, so that parallel test files never take each other's tasks. */
  readonly taskQueue: string;
  readonly time: VirtualTime;
  /** Starts a case worker and a mail worker; `close` drains them, or call `drain` of the answer for a restart. */
  startWorkers(workers?: FixtureWorkers): Promise<RunningWorkers>;
  /** Moves one workflow forward by ms of its own time and fails when it does not arrive. */
  fastForward(workflowId: string, ms: number): Promise<Forwarded>;
  /** Drains all workers, then closes the client. Throws when a worker died on the way. */
  close(): Promise<void>;
}

/** Joins the Temporal server that test/setup/global-setup.mjs started, or another one. Call `close` in `afterAll`. */
export async function temporalFixture(
  address = process.env['TEST_TEMPORAL_ADDRESS'],
): Promise<TemporalFixture> {
  if (!address)
    throw new Error(
      'No Temporal server: name the test file *.int.spec.ts, so that it runs in the project `system`',
    );
  installRuntime({ logger: new DefaultLogger('ERROR') });
  const connected = await connectClient({ address });
  const taskQueue = `test-${randomUUID().slice(0, 8)}`;
  const time = new ServerVirtualTime(connected.client);
  const started: RunningWorkers[] = [];
  const deaths: Error[] = [];
  return {
    address,
    client: connected.client,
    taskQueue,
    time,
    async startWorkers(workers = {}) {
      const { workflowsPath, ...options } = workers;
      const running = await startWorkers({
        target: { address },
        taskQueue,
        activities: {},
        mailActivities: {},
        shutdownGraceMs: 5000,
        shutdownForceMs: 10_000,
        workflowBundle: await bundleWorkflowsFromSource(workflowsPath),
        onFatal: (error) => deaths.push(error),
        ...options,
      });
      started.push(running);
      return running;
    },
    fastForward: (workflowId, ms) => time.forward(workflowId, ms),
    async close() {
      await Promise.all(started.map((running) => running.drain()));
      await connected.close();
      if (deaths[0]) throw deaths[0];
    },
  };
}
