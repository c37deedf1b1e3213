import { Inject, Injectable } from '@nestjs/common';
import type { Client } from '@temporalio/client';
import proto from '@temporalio/proto';
import { sql } from 'drizzle-orm';
import { CASES_OPTIONS, TEMPORAL_CLIENT, type CasesOptions } from '#libs/cases';
import { DATABASE, type Database } from '#libs/persistence';
import { ClosingGuard } from '../http/closing.js';

export type PartState = 'ok' | 'away';

/** What the process needs to take acts. */
export interface PartStates {
  readonly database: PartState;
  readonly temporal: PartState;
  readonly workers: PartState;
}

/** A part that answers later than this counts as away, ms. */
const patience = 2_000;
/** A worker polls at least once a minute; who has not for this long, ms, has gone. */
const pollEvery = 90_000;

/** Asks database and Temporal, machine time. Never throws. */
@Injectable()
export class Readiness {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(TEMPORAL_CLIENT) private readonly client: Client,
    @Inject(CASES_OPTIONS) private readonly options: CasesOptions,
    private readonly closing: ClosingGuard,
  ) {}

  async look(): Promise<{ readonly closing: boolean; readonly parts: PartStates }> {
    const [database, lastPoll] = await Promise.all([
      inTime(this.database.db.execute(sql`select 1`)),
      inTime(this.lastPoll()),
    ]);
    const parts: PartStates = {
      database: database === undefined ? 'away' : 'ok',
      temporal: lastPoll === undefined ? 'away' : 'ok',
      workers: lastPoll !== undefined && Date.now() - lastPoll < pollEvery ? 'ok' : 'away',
    };
    return { closing: this.closing.isClosing, parts };
  }

  /** When the queue of cases was last polled, epoch ms; 0 for never. */
  private async lastPoll(): Promise<number> {
    const { client } = this;
    const answer = await client.withDeadline(Date.now() + patience, () =>
      client.workflowService.describeTaskQueue({
        namespace: client.options.namespace,
        taskQueue: { name: this.options.taskQueue },
        taskQueueType: proto.temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
      }),
    );
    return Math.max(
      0,
      ...answer.pollers.map(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1_000),
    );
  }
}

/** The answer, or undefined when it fails or takes too long. */
async function inTime<T>(answer: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), patience);
  });
  try {
    return await Promise.race([answer.catch(() => undefined), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
