import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { temporalFixture, type TemporalFixture } from '../../testing/src/temporal.js';
import { stuck, working } from '../../testing/src/temporal-workflows.js';
import { bundleWorkflowsFromSource } from './bundle.js';
import { connectClient } from './connection.js';
import { freePort } from './ports.js';
import { bindActivities, TemporalWorkerHost, TemporalWorkerModule } from './worker-host.js';
import { startWorkers } from './workers.js';

const workflowsPath = fileURLToPath(new URL('../../testing/src/temporal-workflows.ts', import.meta.url));
const stuckHost = fileURLToPath(new URL('../../testing/src/temporal-stuck-host.mjs', import.meta.url));

/** Stands for the database: closes in `onApplicationShutdown` and refuses work afterwards. */
class Resource implements OnApplicationShutdown {
  readonly log: string[] = [];
  private closed = false;

  async slow(): Promise<void> {
    this.log.push('begun');
    this.started();
    await this.release;
    if (this.closed) throw new Error('the resource is closed');
    this.log.push('finished');
  }

  failing(): Promise<void> {
    this.started();
    return Promise.reject(new Error('the database is away'));
  }

  onApplicationShutdown(): void {
    this.closed = true;
    this.log.push('closed');
  }

  started!: () => void;
  readonly inFlight = new Promise<void>((resolve) => (this.started = resolve));
  finish!: () => void;
  private readonly release = new Promise<void>((resolve) => (this.finish = resolve));
}

@Global()
@Module({ providers: [Resource], exports: [Resource] })
class ResourceModule {}

// The first test may have to bundle the workflows, on a busy machine.
jest.setTimeout(60_000);

describe('the worker host', () => {
  let fixture: TemporalFixture;
  let fatal: Error[];

  beforeAll(async () => {
    fixture = await temporalFixture();
    fatal = [];
  });
  afterAll(() => fixture.close());

  async function application(queue: string) {
    const workflowBundle = await bundleWorkflowsFromSource(workflowsPath);
    const workers = TemporalWorkerModule.registerAsync({
      inject: [Resource],
      useFactory: (resource: Resource) => ({
        target: { address: fixture.address },
        taskQueue: queue,
        workflowBundle,
        activities: bindActivities(resource, ['slow', 'failing']),
        mailActivities: bindActivities(resource, ['slow']),
        mailsPerSecond: 100,
        onFatal: (error: Error) => fatal.push(error),
      }),
    });
    const app = (
      await Test.createTestingModule({ imports: [ResourceModule, workers] }).compile()
    ).createNestApplication();
    await app.init();
    return { app, resource: app.get(Resource), host: app.get(TemporalWorkerHost) };
  }

  it('lets an activity in flight finish before the resource that it uses closes', async () => {
    const queue = `${fixture.taskQueue}-drain`;
    const { app, resource, host } = await application(queue);
    expect(host.running).toBe(true);
    const handle = await fixture.client.workflow.start(working, { taskQueue: queue, workflowId: queue });
    await resource.inFlight;
    const closing = app.close();
    // Let go only once the drain has begun: a resource that closed before it would be caught.
    while (host.running) await new Promise(setImmediate);
    resource.finish();
    await closing;
    expect(resource.log).toEqual(['begun', 'finished', 'closed']);
    expect(host.running).toBe(false);
    const { pendingActivities } = (await handle.describe()).raw;
    expect(pendingActivities).toEqual([]);
    expect(fatal).toEqual([]);
    await handle.terminate().catch(() => undefined);
  });

  it('ends the process on SIGTERM although a local activity retries for ever', async () => {
    const queue = `${fixture.taskQueue}-stuck`;
    const { codePath } = await bundleWorkflowsFromSource(workflowsPath);
    const child = spawn(process.execPath, [stuckHost, fixture.address, queue, codePath], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const handle = await fixture.client.workflow.start(stuck, { taskQueue: queue, workflowId: queue });
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    expect(said.toString()).toContain('in flight');
    const begun = performance.now();
    child.kill('SIGTERM');
    await once(child, 'exit');
    expect(performance.now() - begun).toBeLessThan(30_000);
    // Not through `onFatal`: being forced is an orderly end.
    expect(child.exitCode).not.toBe(9);
    await handle.terminate();
  });

  it('leaves nothing running when the second worker cannot be created', async () => {
    const broken = startWorkers({
      target: { address: fixture.address },
      taskQueue: `${fixture.taskQueue}-broken`,
      workflowBundle: await bundleWorkflowsFromSource(workflowsPath),
      activities: {},
      // A name that the SDK keeps for itself; only the second worker has it.
      mailActivities: { __temporal_mail: () => Promise.resolve() },
      onFatal: (error) => fatal.push(error),
    });
    await expect(broken).rejects.toThrow('__temporal_mail');
    expect(fatal).toEqual([]);
  });

  it('names the address where nobody answers', async () => {
    const nobody = `127.0.0.1:${await freePort()}`;
    await expect(connectClient({ address: nobody }, { timeoutMs: 500 })).rejects.toThrow(
      `Temporal does not answer at ${nobody}`,
    );
  });
});

describe('bindActivities', () => {
  it('binds the named methods and nothing else', async () => {
    const resource = new Resource();
    const activities = bindActivities(resource, ['failing']);
    expect(Object.keys(activities)).toEqual(['failing']);
    const { failing } = activities;
    await expect(failing()).rejects.toThrow('away');
  });
});
