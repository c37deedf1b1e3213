import { Inject, Injectable } from '@nestjs/common';
import { Client, WithStartWorkflowOperation, WorkflowNotFoundError } from '@temporalio/client';
import { actUpdate, nudgeSignal, workflowTypes, type ActAnswer, type CaseInput } from '#libs/contracts';
import { DomainError, type ActCommand } from '#libs/domain';
import { CaseLog } from '#libs/persistence';
import { CASES_OPTIONS, TEMPORAL_CLIENT, type CasesOptions } from '../tokens.js';
import { isClosed, startOfLog, type CaseStart } from './case-start.js';
import { initialAttributes } from './initial-attributes.js';
import { isRunGone, refusalOf, unavailable } from './refusals.js';

type CaseWorkflow = (input: CaseInput) => Promise<void>;

/**
 * The only caller of Temporal. Every answer is the log's, or a `DomainError`: `unavailable` (with `retryAfter`) says nothing
 * about the act, and the same request id re-attaches to it later (I11).
 */
@Injectable()
export class CaseEngine {
  private readonly within: number;

  constructor(
    @Inject(TEMPORAL_CLIENT) private readonly client: Client,
    @Inject(CASES_OPTIONS) private readonly options: CasesOptions,
    private readonly log: CaseLog,
  ) {
    this.within = options.actWithin ?? 5_000;
  }

  /** Starts the case's workflow and opens it in one call; answers the opening's seq. */
  async open(start: CaseStart, command: ActCommand): Promise<number> {
    return this.settle(start.reference, command, (logged) => this.startWith(start, command, logged));
  }

  /** Starts the next run of a closed or lost case on its log, with the act that reopens or recovers it. */
  async restart(reference: string, command: ActCommand): Promise<number> {
    const start = startOfLog(reference, await this.log.load(reference));
    if (!start) throw new DomainError('not-found', 'case.unknown', reference);
    return this.settle(reference, command, (logged) => this.startWith(start, command, logged));
  }

  /** One act on a running case; answers the seq of the transition that holds it. */
  async act(reference: string, command: ActCommand): Promise<number> {
    return this.settle(reference, command, (logged) =>
      this.client.workflow
        .getHandle<CaseWorkflow>(reference)
        .executeUpdate(actUpdate, { args: [command, logged], updateId: command.request }),
    );
  }

  /** Wakes a case whose log may be ahead of it; false when no workflow of that id runs. */
  async nudge(reference: string): Promise<boolean> {
    try {
      await this.bounded(() => this.client.workflow.getHandle(reference).signal(nudgeSignal));
      return true;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  }

  private startWith(start: CaseStart, command: ActCommand, logged: number): Promise<ActAnswer> {
    return this.client.workflow.executeUpdateWithStart(actUpdate, {
      startWorkflowOperation: new WithStartWorkflowOperation<CaseWorkflow>(workflowTypes[start.kind], {
        ...this.startOptions(start),
        workflowIdConflictPolicy: 'USE_EXISTING',
      }),
      // Of a repeated act the log may hold more than a workflow that a crash threw back.
      args: [command, logged],
      updateId: command.request,
    });
  }

  /** Ids of the case workflows that Temporal lists as running, which may lag behind by seconds. */
  async listRunning(): Promise<ReadonlySet<string>> {
    const running = new Set<string>();
    const query = `ExecutionStatus = 'Running' AND TaskQueue = '${this.options.taskQueue}'`;
    for await (const { workflowId } of this.client.workflow.list({ query })) running.add(workflowId);
    return running;
  }

  /** Whether Temporal has the case's workflow now, as the workflow itself says. */
  async isRunning(reference: string): Promise<boolean> {
    try {
      const { status } = await this.bounded(() => this.client.workflow.getHandle(reference).describe());
      return status.name === 'RUNNING';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  }

  private async settle(
    reference: string,
    command: ActCommand,
    call: (logged: number) => Promise<{ readonly seq: number }>,
  ): Promise<number> {
    try {
      const logged = await this.log.lastSeq(reference);
      const { seq } = await this.bounded(() => call(logged));
      // The act is done whatever becomes of this; unconfirmed, it only costs a nudge by the sweep.
      await this.log.confirm(reference, seq).catch(() => undefined);
      return seq;
    } catch (error) {
      if (isRunGone(error)) return this.answerFromLog(reference, command.request);
      throw refusalOf(error) ?? error;
    }
  }

  /** No workflow takes the act any more: the log says whether it has it, whether the case closed, or was lost. */
  private async answerFromLog(reference: string, request: string): Promise<number> {
    const answered = await this.log.findByRequest(reference, request);
    if (answered) return answered.seq;
    const log = await this.log.load(reference);
    if (log.length === 0) throw new DomainError('not-found', 'case.unknown', reference);
    if (isClosed(log)) throw new DomainError('conflict', 'case.closed', reference);
    throw new DomainError('unavailable', 'case.workflow-lost', reference, {
      retryAfter: 60,
      hint: `The case's workflow is gone; a coordinator can restart it from its log (recovery).`,
    });
  }

  private startOptions(start: CaseStart) {
    return {
      workflowId: start.reference,
      taskQueue: this.options.taskQueue,
      args: [{ reference: start.reference }] satisfies [CaseInput],
      workflowIdReusePolicy: 'ALLOW_DUPLICATE' as const,
      typedSearchAttributes: initialAttributes(start.settings),
      staticSummary: `${start.settings.organisation}: ${start.title}`.slice(0, 190),
      staticDetails: [
        `**${start.reference}**: ${start.title}`,
        `Programme ${start.settings.programme}, organisation ${start.settings.organisation}, coordinator ${start.settings.coordinator}`,
        `[Open in the console](${start.settings.consoleUrl})`,
      ].join('\n\n'),
    };
  }

  /** The caller waits no longer than this, whatever the connection does. */
  private async bounded<T>(call: () => Promise<T>): Promise<T> {
    const abort = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(unavailable());
        abort.abort();
      }, this.within);
    });
    const answer = this.client.withAbortSignal(abort.signal, call);
    // Whoever loses the race may fail later, unheard.
    answer.catch(() => undefined);
    try {
      return await Promise.race([answer, tooLate]);
    } finally {
      clearTimeout(timer);
    }
  }
}
