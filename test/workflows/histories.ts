import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import proto from '@temporalio/proto';
import { Worker } from '@temporalio/worker';
import { projectRoot } from '#libs/config';
import { nudgeSignal } from '#libs/contracts';
import { engineVersion } from '#libs/domain';
import type { WorkflowBundle } from '#libs/temporal';
import { completion } from './acts.js';
import type { CaseFixture } from './case-fixture.js';
import { coordinator, director, expert, member, smallAgreement } from './small-path.js';

// The SDK's own conversion (historyToJSON) fails where npm has installed protobufjs twice; these classes carry their own.
const { History } = proto.temporal.api.history.v1;

/** One run as `npm run histories` keeps it. */
export interface RecordedHistory {
  readonly workflowId: string;
  readonly history: Readonly<Record<string, unknown>>;
}

/** A folder for each engine: the present one's is written anew, those of earlier ones are kept for ever (I14). */
const folder = join(projectRoot(), 'workflows', 'histories');
const present = `v${engineVersion}`;

/** All kept histories by `v<engine>/<name>.json`. */
export async function keptHistories(): Promise<readonly (readonly [string, RecordedHistory])[]> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    names.map(
      async (name) =>
        [name, JSON.parse(await readFile(join(folder, name), 'utf8')) as RecordedHistory] as const,
    ),
  );
}

/** Overwrites one kept history. */
export async function keepHistory(name: string, recorded: RecordedHistory): Promise<void> {
  await mkdir(join(folder, present), { recursive: true });
  await writeFile(join(folder, present, `${name}.json`), `${JSON.stringify(recorded)}\n`);
}

/** A run's history as JSON, without the names of the machines that made it. */
export async function recordedHistory(
  cases: CaseFixture,
  workflowId: string,
  runId?: string,
): Promise<RecordedHistory> {
  const history = await cases.temporal.client.workflow.getHandle(workflowId, runId).fetchHistory();
  const plain = History.toObject(History.fromObject(history), {
    longs: String,
    enums: String,
    bytes: String,
  });
  const anonymous = JSON.parse(JSON.stringify(plain), (key, value: unknown) =>
    key === 'identity' ? 'parcours' : value,
  ) as Readonly<Record<string, unknown>>;
  return { workflowId, history: anonymous };
}

/** Runs the workflow's code against a recorded run; throws DeterminismViolationError where it would act otherwise. */
export async function replay(
  workflowBundle: WorkflowBundle,
  { history, workflowId }: RecordedHistory,
): Promise<void> {
  await Worker.runReplayHistory({ workflowBundle }, History.fromObject(history), workflowId);
}

const day = 86_400_000;

/** Walks a case; answers its reference, and the ids of runs before the last. */
export type Scenario = (
  cases: CaseFixture,
) => Promise<{ readonly reference: string; readonly runs?: readonly string[] }>;

/** Name of the file to the case that fills it, on the shared server. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  'technical-assistance': async (cases) => {
    const reference = await cases.open();
    await cases.temporal.fastForward(reference, 16 * day);
    await cases.complete(reference, 'candidature');
    await cases.complete(reference, 'check', coordinator);
    await cases.decide(reference, member('P-one'), 'return');
    await cases.complete(reference, 'check', coordinator, 2);
    await cases.decide(reference, member('P-one'), 'defer', 2);
    await cases.temporal.fastForward(reference, 30 * day);
    await cases.decide(reference, member('P-one'), 'approve', 3);
    await cases.complete(reference, 'report', expert);
    await cases.handle(reference).result();
    return { reference };
  },
  partnership: async (cases) => {
    const { answer } = cases.office;
    cases.office.answer = (reference) =>
      Promise.resolve({
        sent: 0,
        undeliverable: [{ item: `${reference}.candidature.1`, because: 'refused' }],
      });
    const reference = await cases.open(smallAgreement);
    await cases.quietHistory(reference);
    cases.office.answer = answer;
    await cases.handle(reference).cancel();
    await cases.complete(reference, 'candidature');
    await cases.complete(reference, 'check', coordinator);
    await cases.decide(reference, member('P-one'), 'reject');
    await cases.handle(reference).result();
    return { reference };
  },
  review: async (cases) => {
    const reference = await cases.open();
    await cases.act(reference, coordinator, { type: 'suspend', item: null, until: null });
    await cases.act(reference, coordinator, { type: 'log-contact', promised: null, items: [] });
    await cases.temporal.fastForward(reference, 10 * day);
    await cases.act(reference, coordinator, { type: 'resume', item: null });
    await cases.complete(reference, 'candidature');
    await cases.complete(reference, 'check', coordinator);
    // An activity that was not there in engine 1: asked for at a nudge while somebody is asked for a voice.
    await cases.handle(reference).signal(nudgeSignal);
    await cases.decide(reference, member('P-one'), 'approve');
    await cases.act(reference, coordinator, { type: 'terminate' });
    await cases.handle(reference).result();
    return { reference };
  },
  adoption: async (cases) => {
    const reference = await cases.open();
    await cases.orphan(
      reference,
      await cases.store(reference, director, completion(reference, 'candidature')),
    );
    await cases.act(reference, coordinator, { type: 'report-incident', subject: null });
    await cases.complete(reference, 'check', coordinator);
    await cases.act(reference, coordinator, { type: 'terminate' });
    await cases.handle(reference).result();
    return { reference };
  },
};

/** The same for a server of short runs. */
export const continued: Scenario = async (cases) => {
  const reference = await cases.open();
  await cases.complete(reference, 'candidature');
  const first = await cases.untilNextRun(reference);
  await cases.complete(reference, 'check', coordinator);
  await cases.act(reference, coordinator, { type: 'terminate' });
  await cases.handle(reference).result();
  return { reference, runs: [first] };
};
