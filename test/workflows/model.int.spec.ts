import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asc, eq } from 'drizzle-orm';
import { nudgeSignal } from '#libs/contracts';
import { decide, project, type ActCommand, type CaseState } from '#libs/domain';
import { items, openDatabase, type Database } from '#libs/persistence';
import { bundleWorkflowsFromSource } from '#libs/temporal';
import { Chance, randomAct, randomOpening, randomPeople, randomRules } from '#libs/testing';
import { refusalOf } from './acts.js';
import { CaseFixture } from './case-fixture.js';
import { recordedHistory, replay } from './histories.js';

const seed = Number(process.env['MODEL_SEED'] ?? 20_261_126);
const day = 86_400_000;

describe('random acts on the real server', () => {
  let cases: CaseFixture;
  let database: Database;
  beforeAll(async () => {
    cases = await CaseFixture.open();
    await cases.startWorkers();
    database = openDatabase(process.env['TEST_DATABASE_URL'] ?? '');
  });
  afterAll(async () => {
    await database.close();
    await cases.close();
  });

  /** Taken or refused: either way the case goes on. */
  async function answered(sent: Promise<unknown>): Promise<string> {
    return sent.then(
      () => 'taken',
      (error: unknown) => refusalOf(Promise.reject(error as Error)),
    );
  }

  async function travelled(chance: Chance): Promise<string> {
    const people = randomPeople(chance);
    const rules = randomRules(chance);
    const reference = cases.newReference();
    const fresh = await cases.state(reference);
    const first = randomOpening({ chance, people, state: fresh, now: Date.now() }, rules);
    await answered(cases.start(reference, await cases.store(reference, first.actor, first.body), rules));
    const sent: ActCommand[] = [];
    for (let step = 0; step < 24; step += 1) {
      const way = chance.next();
      // Who writes into the log beside a workflow must not meet it there.
      if (way > 0.85) await cases.quietHistory(reference);
      const state = await cases.state(reference);
      if (state.status !== 'open') break;
      if (way < 0.2) {
        await cases.temporal.fastForward(reference, (1 + chance.below(12)) * day);
        continue;
      }
      if (way < 0.25) await cases.handle(reference).signal(nudgeSignal);
      const now = Math.floor(await cases.temporal.time.now(reference));
      const { actor, body } = randomAct({ chance, people, state, now });
      const command = await cases.store(reference, actor, body);
      // Committed, and the worker died before Temporal heard of it; whoever sees no answer sends it again.
      if (way > 0.85 && decide(state, command, now).ok) await cases.orphan(reference, command);
      await answered(cases.send(reference, command));
      const repeated = chance.holds(0.2) && sent.length > 0 ? chance.pick(sent) : command;
      await answered(cases.send(reference, repeated));
      sent.push(command);
    }
    return reference;
  }

  async function rowsOf(reference: string) {
    const rows = await database.db
      .select()
      .from(items)
      .where(eq(items.reference, reference))
      .orderBy(asc(items.ordinal));
    return rows.map(({ id, status, revision, remindersReached, overdue, ordinal }) => ({
      ...{ id, status, revision, remindersReached, overdue, ordinal },
    }));
  }

  function projected(state: CaseState) {
    return project(state).items.map(({ id, status, revision, remindersReached, overdue, ordinal }) => ({
      ...{ id, status, revision, remindersReached, overdue, ordinal },
    }));
  }

  it.each([0, 1, 2, 3])(
    `I7, I11, I14: the log, the rows and the history agree (MODEL_SEED=${seed} and %s)`,
    async (number) => {
      const reference = await travelled(new Chance(seed + number));
      const log = await cases.log.load(reference);
      const state = await cases.state(reference);
      expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
      const requests = log.flatMap(({ request }) => request ?? []);
      expect(new Set(requests).size).toBe(requests.length);
      if (state.status === 'new') return;
      expect(await rowsOf(reference)).toEqual(projected(state));
      await replay(await bundleWorkflowsFromSource(), await recordedHistory(cases, reference));
    },
    240_000,
  );
});
