import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';

/** Where a fast-forward ended. */
export interface Forwarded {
  /** `closed`: the workflow completed on the way, so that its time stands still. */
  readonly outcome: 'arrived' | 'closed';
  /** The workflow's time afterwards, in ms since 1970. */
  readonly now: number;
}

/** Moves single workflows through time; everything else stays on the wall clock. For tests and the demo. */
export interface VirtualTime {
  /** The workflow's own time in ms since 1970. Of a continued workflow, the current run's. */
  now(workflowId: string): Promise<number>;
  /** Moves the workflow forward by so many ms of its own time. Throws VirtualTimeError when it does not arrive. */
  forward(workflowId: string, ms: number): Promise<Forwarded>;
  /** Moves the workflow forward to an instant (ms since 1970); does nothing when it is there already. */
  forwardTo(workflowId: string, instant: number): Promise<Forwarded>;
}

/** A fast-forward missed its target; the message says why, as far as the server knows. */
export class VirtualTimeError extends Error {
  override readonly name = 'VirtualTimeError';
}

/** Limits of a fast-forward. */
export interface VirtualTimeOptions {
  /** The server stops skipping after so many skips; retries of a failing activity are skipped too. Default 100 000. */
  readonly maxSkips?: number;
  /** How long the workflow's time may stand still, in ms of real time, before it counts as stuck. Default 30 000. */
  readonly stallMs?: number;
}

type Described = Awaited<ReturnType<Client['workflowService']['describeWorkflowExecution']>>;

/** temporal.api.enums.v1.WorkflowExecutionStatus */
const runningStatus = 1;
const grpcCancelled = 1;
const grpcDeadlineExceeded = 4;
const grpcNotFound = 5;

/** A poll says nothing when the skips ran out, so it is interrupted for a look at the workflow. */
const lookEveryMs = 2000;

function epochMs(time: { seconds?: unknown; nanos?: number | null } | null | undefined): number | undefined {
  return time ? Number(time.seconds ?? 0) * 1000 + (time.nanos ?? 0) / 1e6 : undefined;
}

/** A workflow that has just started or continued refuses some calls for a moment. */
function isTransient(error: unknown): boolean {
  return /not scheduled yet|workflow is busy|resource exhausted/i.test(
    error instanceof Error ? error.message : String(error),
  );
}

async function retried<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (attempt === 50 || !isTransient(error)) throw error;
      await pause(20 * Math.min(attempt, 10));
    }
  }
}

/** Why time stands still, in the server's words. */
function obstacles(described: Described): string {
  const activities = described.pendingActivities.map(
    (activity) =>
      `activity ${activity.activityType?.name ?? '?'} pending, attempt ${activity.attempt ?? 1}: ` +
      (activity.lastFailure?.message ?? 'no failure'),
  );
  const task = described.pendingWorkflowTask;
  const tasks = task ? [`workflow task pending, attempt ${task.attempt ?? 1} (is a worker running?)`] : [];
  return [...activities, ...tasks].join('; ') || 'nothing pending';
}

/**
 * The virtual time of Temporal's own server (1.32 and newer, started with `virtualTime`). The calls are not part of
 * the SDK's public interface yet: this class is the only place that knows them, so that another implementation of
 * VirtualTime can replace it.
 */
export class ServerVirtualTime implements VirtualTime {
  private readonly namespace: string;
  private readonly maxSkips: number;
  private readonly stallMs: number;

  constructor(
    private readonly client: Client,
    options: VirtualTimeOptions = {},
  ) {
    this.namespace = client.options.namespace;
    this.maxSkips = options.maxSkips ?? 100_000;
    this.stallMs = options.stallMs ?? 30_000;
  }

  async now(workflowId: string): Promise<number> {
    return this.timeOf(await this.describe(workflowId));
  }

  async forward(workflowId: string, ms: number): Promise<Forwarded> {
    return this.forwardTo(workflowId, (await this.now(workflowId)) + ms);
  }

  async forwardTo(workflowId: string, instant: number): Promise<Forwarded> {
    const begun = await this.describe(workflowId);
    const start = this.timeOf(begun);
    if (!this.isRunning(begun)) return { outcome: 'closed', now: start };
    if (instant <= start) return { outcome: 'arrived', now: start };
    const id = await this.request(workflowId, instant - start);
    if (id === 'closed') return this.closed(workflowId);
    await this.arrive(workflowId, id);
    const ended = await this.describe(workflowId);
    const now = this.timeOf(ended);
    if (!this.isRunning(ended)) return { outcome: 'closed', now };
    // The server rounds the target to its own clock's resolution.
    if (now < instant - 1)
      throw this.missed(workflowId, ended, `it stopped ${instant - now} ms before its target`);
    return { outcome: 'arrived', now };
  }

  private describe(workflowId: string): Promise<Described> {
    return retried(() =>
      this.client.workflowService.describeWorkflowExecution({
        namespace: this.namespace,
        execution: { workflowId },
      }),
    );
  }

  private isRunning(described: Described): boolean {
    return Number(described.workflowExecutionInfo?.status) === runningStatus;
  }

  private timeOf(described: Described): number {
    const skipped = epochMs(described.workflowExtendedInfo?.timeSkippingInfo?.currentTime);
    const closed = epochMs(described.workflowExecutionInfo?.closeTime);
    // A workflow that never skipped lives on the server's wall clock, which is this machine's for a local server.
    return closed ?? skipped ?? Date.now();
  }

  private async closed(workflowId: string): Promise<Forwarded> {
    return { outcome: 'closed', now: await this.now(workflowId) };
  }

  /** Asks for the skip; the answer is its id. */
  private async request(workflowId: string, ms: number): Promise<string> {
    const id = randomUUID();
    // Durations travel in whole milliseconds; rounding up never stops short of the target.
    const duration = msToTs(Math.ceil(ms));
    try {
      await retried(() =>
        this.client.workflowService.updateWorkflowExecutionOptions({
          namespace: this.namespace,
          workflowExecution: { workflowId },
          updateMask: { paths: ['time_skipping_config'] },
          workflowExecutionOptions: {
            timeSkippingConfig: {
              enabled: true,
              maxSessionSkipCount: this.maxSkips,
              fastForwardConfig: { id, duration },
            },
          },
        }),
      );
      return id;
    } catch (error) {
      // It completed between the look and the request.
      if (
        (error as { code?: number }).code === grpcNotFound &&
        !this.isRunning(await this.describe(workflowId))
      )
        return 'closed';
      throw error;
    }
  }

  /** Waits until the skip has completed or the workflow closed. A poll may end without either. */
  private async arrive(workflowId: string, fastForwardId: string): Promise<void> {
    let last = -Infinity;
    let moved = performance.now();
    for (;;) {
      const polled = await this.poll(workflowId, fastForwardId);
      if (polled.arrived) return;
      const described = await this.describe(workflowId);
      if (!this.isRunning(described)) return;
      const info = described.workflowExtendedInfo?.timeSkippingInfo;
      if (polled.failure !== undefined) throw this.missed(workflowId, described, polled.failure);
      if ((info?.currentSessionSkipCount ?? 0) >= this.maxSkips) {
        throw this.missed(workflowId, described, `${this.maxSkips} skips were not enough`);
      }
      const now = this.timeOf(described);
      if (now > last + 60_000) [last, moved] = [now, performance.now()];
      if (performance.now() - moved > this.stallMs)
        throw this.missed(workflowId, described, 'its time stands still');
    }
  }

  private async poll(
    workflowId: string,
    fastForwardId: string,
  ): Promise<{ arrived: boolean; failure?: string }> {
    try {
      const answer = await retried(() =>
        this.client.connection.withDeadline(Date.now() + Math.min(lookEveryMs, this.stallMs), () =>
          this.client.workflowService.pollWorkflowExecutionTimeSkipping({
            namespace: this.namespace,
            workflowExecution: { workflowId },
            fastForwardId,
          }),
        ),
      );
      if (answer.fastForwardInfo?.hasCompleted && answer.fastForwardInfo.fastForwardId === fastForwardId)
        return { arrived: true };
      return answer.failedReason ? { arrived: false, failure: answer.failedReason } : { arrived: false };
    } catch (error) {
      const code = (error as { code?: number }).code;
      // Deadline of this poll only (the server may notice it first and say cancelled), or the workflow closed under it: what comes next is decided from a look at it.
      if (code === grpcDeadlineExceeded || code === grpcCancelled || code === grpcNotFound)
        return { arrived: false };
      throw error;
    }
  }

  private missed(workflowId: string, described: Described, why: string): VirtualTimeError {
    const now = new Date(this.timeOf(described)).toISOString();
    return new VirtualTimeError(
      `Virtual time of ${workflowId} stopped at ${now}: ${why} (${obstacles(described)})`,
    );
  }
}
