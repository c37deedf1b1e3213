import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { WithStartWorkflowOperation, type WorkflowHandle } from '@temporalio/client';
import { actUpdate, workflowTypes, type ActAnswer, type CaseActivities } from '#libs/contracts';
import {
  changedRows,
  decide,
  engineVersion,
  fold,
  initialState,
  type ActBody,
  type ActCommand,
  type ActorFacts,
  type ApprovalOutcome,
  type CaseRules,
  type CaseState,
} from '#libs/domain';
import {
  acts,
  CaseLog,
  CaseSurveys,
  CaseViews,
  contacts,
  hashAct,
  migrate,
  openDatabase,
  organisations,
  people,
  roleGrants,
  type CaseListRow,
  type Database,
} from '#libs/persistence';
import {
  temporalFixture,
  type FixtureWorkers,
  type TemporalFixture,
} from '../../libs/testing/src/temporal.js';
import { completion, decision, opening, type HistoryEvent } from './acts.js';
import { PostOffice } from './post-office.js';
import { coordinator, director, plainSettings, smallPath } from './small-path.js';

// Real servers on a busy machine: a workflow task that is lost on the way comes again after ten seconds.
jest.setTimeout(60_000);

/** Cases on the real server and the real log; only the post office is ours. */
export class CaseFixture {
  readonly office = new PostOffice();
  readonly log: CaseLog;
  /** What people write with every act; it stays in the database. */
  words: { readonly answers: Readonly<Record<string, unknown>>; readonly reason: string | null } = {
    answers: {},
    reason: null,
  };
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
      survey: (reference) => new CaseSurveys(database).survey(reference),
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
    await appointCommittee(database);
    return new CaseFixture(await temporalFixture(address), database);
  }

  async startWorkers(more: FixtureWorkers = {}): ReturnType<TemporalFixture['startWorkers']> {
    return this.temporal.startWorkers({
      activities: {
        load: (reference: string, since: number) => this.activities.load(reference, since),
        record: (request: Parameters<CaseActivities['record']>[0]) => this.activities.record(request),
        survey: (reference: string) => this.activities.survey(reference),
      },
      mailActivities: { deliver: (reference: string, seq: number) => this.office.deliver(reference, seq) },
      ...more,
    });
  }

  async close(): Promise<void> {
    await this.temporal.close();
    await this.database.close();
  }

  /** Registers the director of the sample company, so that mail rows find a person. */
  async register(
    director: Pick<typeof people.$inferInsert, 'id' | 'name' | 'email' | 'phone'>,
  ): Promise<void> {
    const { db } = this.database;
    const organisation = plainSettings.organisation;
    await db
      .insert(organisations)
      .values({ code: organisation, name: organisation, country: 'XX', sector: 'olives' })
      .onConflictDoNothing();
    await db
      .insert(people)
      .values({ ...director, language: 'fr', organisation })
      .onConflictDoNothing();
    await db
      .insert(contacts)
      .values({ organisation, person: director.id, function: 'director' })
      .onConflictDoNothing();
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
      .values({ id, reference, request, hash, actor, body, fingerprint: hash, ...this.words });
    return { ...body, request, act: { id, hash }, actor };
  }

  /** Opens a case by update-with-start. */
  async start(reference: string, command: ActCommand, rules: CaseRules = smallPath): Promise<ActAnswer> {
    const operation = new WithStartWorkflowOperation(workflowTypes[rules.kind], {
      workflowId: reference,
      taskQueue: this.temporal.taskQueue,
      args: [{ reference }],
      staticSummary: rules.title,
      memo: { definition: rules.key },
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

  /**
   * The workflow's history once all its mail was delivered and nothing happens any more. What is under way is asked of the server: a
   * task that a busy machine has lost ends in history as one that was never completed, and comes again.
   */
  async quietHistory(reference: string): Promise<readonly HistoryEvent[]> {
    for (;;) {
      const { events } = await this.handle(reference).fetchHistory();
      const { historyLength, raw } = await this.handle(reference).describe();
      const isAtRest = !raw.pendingWorkflowTask && (raw.pendingActivities ?? []).length === 0;
      if (events && isAtRest && historyLength === events.length) return events;
    }
  }

  complete(reference: string, key: string, actor: ActorFacts = director, round = 1): Promise<ActAnswer> {
    return this.act(reference, actor, completion(reference, key, round));
  }

  decide(reference: string, actor: ActorFacts, outcome: ApprovalOutcome, round = 1): Promise<ActAnswer> {
    return this.act(reference, actor, decision(reference, outcome, round));
  }

  /** The state that the log gives (I7). */
  async state(reference: string): Promise<CaseState> {
    return (await this.log.load(reference)).reduce(fold, initialState(reference));
  }

  /** The case as lists show it. */
  async row(reference: string): Promise<CaseListRow> {
    const row = await new CaseViews(this.database).findCase(reference);
    if (!row) throw new Error(`${reference} is in no list`);
    return row;
  }

  /** Reports incidents until the case lives in a new run; only on a server of short runs. Answers the ended run's id. */
  async untilNextRun(reference: string): Promise<string> {
    const runId = async () => (await this.handle(reference).describe()).runId;
    const first = await runId();
    while ((await runId()) === first)
      await this.act(reference, coordinator, { type: 'report-incident', subject: null });
    return first;
  }

  /** Search attributes as Temporal shows them. */
  async attributes(reference: string): Promise<Readonly<Record<string, unknown>>> {
    const { typedSearchAttributes } = await this.handle(reference).describe();
    return Object.fromEntries(typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value]));
  }
}

/** Without somebody who may decide, every approval would raise an incident. */
async function appointCommittee({ db }: Database): Promise<void> {
  const ids = ['P-one', 'P-two'];
  await db
    .insert(people)
    .values(ids.map((id) => ({ id, name: id, language: 'fr' })))
    .onConflictDoNothing();
  await db
    .insert(roleGrants)
    .values(ids.map((person) => ({ programme: plainSettings.programme, person, role: 'committee' as const })))
    .onConflictDoNothing();
}
