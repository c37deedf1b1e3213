import { beforeAll, describe, expect, it } from '@jest/globals';
import { bundleWorkflowsFromSource, type WorkflowBundle } from '#libs/temporal';
import { CaseFixture } from './case-fixture.js';
import { continued, keepHistory, recordedHistory, replay, scenarios, type Scenario } from './histories.js';
import { startShortRunServer } from './short-runs.js';

// `npm run histories` sets it: then the kept histories of this release are written anew.
const recording = process.env['RECORD_HISTORIES'] !== undefined;

describe('a case that has just run', () => {
  let workflowBundle: WorkflowBundle;
  let cases: CaseFixture;
  beforeAll(async () => {
    workflowBundle = await bundleWorkflowsFromSource();
  });

  async function replays(name: string, scenario: Scenario, address?: string): Promise<number> {
    cases = await CaseFixture.open(address);
    await cases.startWorkers();
    const { reference, runs = [] } = await scenario(cases);
    const all = [...runs, undefined];
    for (const [index, runId] of all.entries()) {
      const recorded = await recordedHistory(cases, reference, runId);
      await replay(workflowBundle, recorded);
      if (recording) await keepHistory(all.length === 1 ? name : `${name}-${index + 1}`, recorded);
    }
    return all.length;
  }

  it.each(Object.entries(scenarios))('replays: %s', async (name, scenario) => {
    try {
      expect(await replays(name, scenario)).toBe(1);
    } finally {
      await cases.close();
    }
  });

  it('replays: continued', async () => {
    const server = await startShortRunServer();
    try {
      expect(await replays('continued', continued, server.address)).toBe(2);
    } finally {
      await cases.close();
      await server.stop();
    }
  });
});
