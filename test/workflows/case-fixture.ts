import { randomUUID } from 'node:crypto';
import {
  WithStartWorkflowOperation,
  WorkflowUpdateFailedError,
  type WorkflowHandle,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import {
  actUpdate,
  failureTypes,
  mailQueue,
  workflowTypes,
  type ActAnswer,
  type CaseActivities,
  type DeliverAnswer,
  type MailActivities,
} from '#libs/contracts';
import {
  changedRows,
  decide,
  engineVersion,
  fold,
  initialState,
  type ActBody,
  type ActCommand,
  type ActorFacts,
  type CaseRules,
  type CaseState,
} from '#libs/domain';
import { acts, CaseLog, hashAct, migrate, openDatabase, type Database } from '#libs/persistence';
import {
  temporalFixture,
  type FixtureWorkers,
  type TemporalFixture,
} from '../../libs/testing/src/temporal.js';
import { coordinator, director, plainCalendar, plainSettings, smallPath } from './small-path.js';

/** What the mail activity was asked, and what it shall answer. */
export class PostOffice implements MailActivities {
  readonly asked: { readonly reference: string; readonly seq: number }[] = [];
  /** Replaced by tests that need a dead server or a refused address. */
  answer: (reference: string, seq: number) => Promise<DeliverAnswer> = () =>
    Promise.resolve({ sent: 1, undeliverable: [] });

  async deliver(reference: string, seq: number): Promise<DeliverAnswer> {
    this.asked.push({ reference, seq });
    return this.answer(reference, seq);
  }

  /** Seqs whose delivery was asked for, in order. */
  seqsOf(reference: string): readonly number[] {
    return this.asked.filter((call) => call.reference === reference).map((call) => call.seq);
  }
}

/** Cases on the real server and the real log; only the post office is ours. */
type HistoryEvent = NonNullable<Awaited<ReturnType<WorkflowHandle['fetchHistory']>>['events']>[number];

export class CaseFixture {
  readonly office = new PostOffice();
  readonly log: CaseLog;
  /** What the worker runs; a test that kills between commit and answer replaces `record` for a moment. */
  readonly activities: CaseActivities;

  private constructor(
    readonly temporal: TemporalFixture,
    private readonly database: Database,
  ) {
    this.log = new CaseLog(database);
    this.activities = {
      load: (reference, since) => this.log.load(reference, since),
      record: (request) => this.log.record(request),
    };
  }

  static async open(address?: string): Promise<CaseFixture> {
    const url = process.env['TEST_DATABASE_URL'];
    if (!url)
      throw new Error(
        'No database: name the test file *.int.spec.ts, so that it runs in the project `system`',
      );
    const database = openDatabase(url);
    await migrate(database);
    return new CaseFixture(await temporalFixture(address), database);
  }

  async startWorkers(more: FixtureWorkers = {}): ReturnType<TemporalFixture['startWorkers']> {
    return this.temporal.startWorkers({
      activities: {
        load: (reference: string, since: number) => this.activities.load(reference, since),
        record: (request: Parameters<CaseActivities['record']>[0]) => this.activities.record(request),
      },
      mailActivities: { deliver: (reference: string, seq: number) => this.office.deliver(reference, seq) },
      ...more,
    });
  }

  async close(): Promise<void> {
    await this.temporal.close();
    await this.database.close();
  }

  /** A reference that no other test uses. */
  newReference(): string {
    return `TST-${randomUUID().slice(0, 8)}`;
  }

  handle(reference: string): WorkflowHandle {
    return this.temporal.client.workflow.getHandle(reference);
  }

  /** Stores an act as libs/cases will, and answers the command that names it. */
  async store(
    reference: string,
    actor: ActorFacts,
    body: ActBody,
    request: string = randomUUID(),
  ): Promise<ActCommand> {
    const id = randomUUID();
    const hash = hashAct({ reference, request, actor, body });
    await this.database.db
      .insert(acts)
      .values({ id, reference, request, hash, actor, body, fingerprint: hash, state: 'stored' });
    return { ...body, request, act: { id, hash }, actor };
  }

  /** Opens a case by update-with-start. */
  async start(reference: string, command: ActCommand, rules: CaseRules = smallPath): Promise<ActAnswer> {
    const operation = new WithStartWorkflowOperation(workflowTypes[rules.kind], {
      workflowId: reference,
      taskQueue: this.temporal.taskQueue,
      args: [{ reference }],
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    });
    return this.temporal.client.workflow.executeUpdateWithStart(actUpdate, {
      args: [command, 0],
      updateId: command.request,
      startWorkflowOperation: operation,
    });
  }

  /** A new open case. */
  async open(rules: CaseRules = smallPath): Promise<string> {
    const reference = this.newReference();
    await this.start(reference, await this.store(reference, coordinator, opening(rules)), rules);
    return reference;
  }

  /** Sends a command as it is; `logged` is the last seq that the sender has read. */
  async send(reference: string, command: ActCommand, logged = 0): Promise<ActAnswer> {
    return this.handle(reference).executeUpdate(actUpdate, {
      args: [command, logged],
      updateId: command.request,
    });
  }

  /** Stores an act and sends it. */
  async act(reference: string, actor: ActorFacts, body: ActBody): Promise<ActAnswer> {
    return this.send(reference, await this.store(reference, actor, body));
  }

  /**
   * What is left of a worker that is killed between the commit and the end of its workflow task: the act stands in the
   * log, and Temporal knows nothing of it.
   */
  async orphan(reference: string, command: ActCommand): Promise<number> {
    const before = await this.state(reference);
    const { request, act, actor, ...body } = command;
    const at = await this.temporal.time.now(reference);
    const decided = decide(before, command, Math.floor(at));
    if (!decided.ok) throw new Error(`The core rejects it: ${decided.rejection.code}`);
    const transition = {
      reference,
      seq: before.seq + 1,
      request,
      engine: engineVersion,
      at: Math.floor(at),
      act,
      actor,
      events: decided.events,
    };
    const answer = await this.log.record({
      transition,
      body,
      rows: changedRows(before, fold(before, transition)),
    });
    if (answer.status !== 'appended') throw new Error(`The log answered ${answer.status}`);
    return transition.seq;
  }

  /** The workflow's history once all its mail was delivered and nothing happens any more. */
  async quietHistory(reference: string): Promise<readonly HistoryEvent[]> {
    for (;;) {
      const { events = [] } = await this.handle(reference).fetchHistory();
      const count = (kind: keyof HistoryEvent) => (events ?? []).filter((event) => event[kind]).length;
      const last = events?.at(-1);
      const mailed =
        count('activityTaskScheduledEventAttributes') === count('activityTaskCompletedEventAttributes');
      const decidedOn =
        count('workflowTaskScheduledEventAttributes') === count('workflowTaskCompletedEventAttributes');
      if (last && mailed && decidedOn) return events ?? [];
    }
  }

  complete(reference: string, key: string, actor: ActorFacts = director, round = 1): Promise<ActAnswer> {
    return this.act(reference, actor, completion(reference, key, round));
  }

  decide(
    reference: string,
    actor: ActorFacts,
    outcome: 'approve' | 'return' | 'reject' | 'defer',
    round = 1,
  ): Promise<ActAnswer> {
    return this.act(reference, actor, decision(reference, outcome, round));
  }

  /** The state that the log gives (I7). */
  async state(reference: string): Promise<CaseState> {
    return (await this.log.load(reference)).reduce(fold, initialState(reference));
  }

  get mailQueue(): string {
    return mailQueue(this.temporal.taskQueue);
  }
}

export const opening = (rules: CaseRules): ActBody => ({
  type: 'open',
  rules,
  rulesHash: 'test',
  calendar: plainCalendar,
  settings: plainSettings,
});

export const completion = (reference: string, key: string, round = 1): ActBody => ({
  type: 'complete-task',
  task: `${reference}.${key}.${round}`,
  facts: {},
  documents: 0,
});

export const decision = (
  reference: string,
  outcome: 'approve' | 'return' | 'reject' | 'defer',
  round = 1,
): ActBody => ({
  type: 'decide',
  approval: `${reference}.admission.${round}`,
  outcome,
  reopens: [],
});

/** The code with which the shell turned an act down; throws when it was taken. */
export async function refusalOf(answer: Promise<unknown>): Promise<string> {
  try {
    await answer;
  } catch (error) {
    if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure) {
      const { type, message } = error.cause;
      if (type === failureTypes.rejected || type === failureTypes.refused) return message;
    }
    throw error;
  }
  throw new Error('The act was taken');
}
