import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { temporalFixture, type TemporalFixture } from '../../testing/src/temporal.js';
import { continuing, finish, reminding, short } from '../../testing/src/temporal-workflows.js';
import { ServerVirtualTime, VirtualTimeError } from './virtual-time.js';

const day = 86_400_000;
const workflowsPath = fileURLToPath(new URL('../../testing/src/temporal-workflows.ts', import.meta.url));

// The first test may have to bundle the workflows, on a busy machine.
jest.setTimeout(60_000);

describe('virtual time of the server', () => {
  let fixture: TemporalFixture;
  const start = (workflow: typeof reminding | typeof short, name: string, taskQueue = fixture.taskQueue) =>
    fixture.client.workflow.start<typeof workflow>(workflow, {
      taskQueue,
      workflowId: `${fixture.taskQueue}-${name}`,
    });

  beforeAll(async () => {
    fixture = await temporalFixture();
    await fixture.startWorkers({ workflowsPath });
  });
  afterAll(() => fixture.close());

  it('moves a workflow 95 days over its timers, and an update sees the new time', async () => {
    const handle = await start(reminding, 'ninety-five');
    const before = await fixture.time.now(handle.workflowId);
    const arrived = await fixture.fastForward(handle.workflowId, 95 * day);
    expect(arrived.outcome).toBe('arrived');
    const seen = await handle.executeUpdate(finish);
    expect(seen - before).toBeGreaterThanOrEqual(95 * day);
    expect(seen - before).toBeLessThan(95 * day + 60_000);
    expect(await handle.result()).toBe(9);
  });

  it('moves on from where an earlier forward ended', async () => {
    const handle = await start(reminding, 'twice');
    const first = await fixture.fastForward(handle.workflowId, 15 * day);
    const second = await fixture.time.forwardTo(handle.workflowId, first.now + 10 * day);
    expect(second.now - first.now).toBeGreaterThanOrEqual(10 * day);
    expect(await fixture.time.forwardTo(handle.workflowId, first.now)).toMatchObject({ outcome: 'arrived' });
    await handle.executeUpdate(finish);
    expect(await handle.result()).toBe(2);
  });

  it('arrives across continue-as-new', async () => {
    const handle = await fixture.client.workflow.start(continuing, {
      taskQueue: fixture.taskQueue,
      workflowId: `${fixture.taskQueue}-continuing`,
      args: [1],
    });
    const before = await fixture.time.now(handle.workflowId);
    const arrived = await fixture.fastForward(handle.workflowId, 40 * day);
    expect(arrived.outcome).toBe('arrived');
    expect(arrived.now - before).toBeGreaterThanOrEqual(40 * day);
    const current = await fixture.client.workflow.getHandle(handle.workflowId).describe();
    expect(current.runId).not.toBe(handle.firstExecutionRunId);
    const ended = await fixture.fastForward(handle.workflowId, 50 * day);
    expect(ended.outcome).toBe('closed');
    expect(Math.floor((ended.now - before) / day)).toBe(50);
    expect(await handle.result()).toBe(4);
  });

  it('says so when the workflow ends on the way, and afterwards', async () => {
    const handle = await start(short, 'short');
    const before = await fixture.time.now(handle.workflowId);
    const forwarded = await fixture.fastForward(handle.workflowId, 95 * day);
    expect(forwarded.outcome).toBe('closed');
    expect(forwarded.now - before).toBeLessThan(5 * day + 60_000);
    expect(await fixture.fastForward(handle.workflowId, day)).toEqual(forwarded);
  });

  it('fails loudly when the skips run out', async () => {
    const handle = await start(reminding, 'capped');
    const capped = new ServerVirtualTime(fixture.client, { maxSkips: 3 });
    await expect(capped.forward(handle.workflowId, 95 * day)).rejects.toThrow(VirtualTimeError);
    await handle.terminate();
  });

  it('fails loudly when no worker serves the workflow', async () => {
    const handle = await start(reminding, 'unserved', `${fixture.taskQueue}-nobody`);
    const impatient = new ServerVirtualTime(fixture.client, { stallMs: 500 });
    await expect(impatient.forward(handle.workflowId, day)).rejects.toThrow(
      /stands still.*is a worker running/,
    );
    await handle.terminate();
  });
});
