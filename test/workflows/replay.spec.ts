import { beforeAll, describe, expect, it } from '@jest/globals';
import { bundleWorkflowsFromSource, installRuntime, type WorkflowBundle } from '#libs/temporal';
import { keptHistories, replay, type RecordedHistory } from './histories.js';

describe('running cases survive a release (I14)', () => {
  let workflowBundle: WorkflowBundle;
  let kept: readonly (readonly [string, RecordedHistory])[];
  beforeAll(async () => {
    installRuntime();
    workflowBundle = await bundleWorkflowsFromSource();
    kept = await keptHistories();
  }, 60_000);

  it('keeps of each engine one history a workflow type, one across continue-as-new, one with an adoption', () => {
    const names = kept.map(([name]) => name);
    const always = ['adoption', 'continued-1', 'continued-2', 'partnership', 'technical-assistance'];
    for (const engine of ['v1', 'v2'])
      expect(names).toEqual(expect.arrayContaining(always.map((name) => `${engine}/${name}.json`)));
    expect(names).toContain('v2/review.json');
  });

  it('replays every kept history with the workflows of today', async () => {
    const outcomes = await Promise.all(
      kept.map(async ([name, recorded]) => [
        name,
        await replay(workflowBundle, recorded).then(() => 'replayed', String),
      ]),
    );
    expect(outcomes).toEqual(kept.map(([name]) => [name, 'replayed']));
  }, 60_000);

  it('would notice a workflow that decides otherwise', async () => {
    const [, recorded] = kept[0]!;
    const otherwise = JSON.parse(
      JSON.stringify(recorded).replaceAll('"deliver"', '"dispatch"'),
    ) as RecordedHistory;
    await expect(replay(workflowBundle, otherwise)).rejects.toThrow(/determinis/i);
  });
});
