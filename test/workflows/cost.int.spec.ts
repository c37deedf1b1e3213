import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bytesOf } from '../../bench/cost/history-account.js';
import { CaseFixture } from './case-fixture.js';
import { director } from './small-path.js';

/** `npm run bench -- cost` measures whole cases; this notices a change that makes every act dearer. */
describe('what one act writes into history', () => {
  let cases: CaseFixture;
  beforeAll(async () => {
    cases = await CaseFixture.open();
    await cases.startWorkers();
  });
  afterAll(() => cases.close());

  it('stays within 15 events and 2.2 KB, mail and the next timer included', async () => {
    const reference = await cases.open();
    const before = (await cases.quietHistory(reference)).length;
    await cases.complete(reference, 'candidature', director);
    const written = (await cases.quietHistory(reference)).slice(before);
    const bytes = written.reduce((sum, event) => sum + bytesOf(event), 0);
    expect(written.some((event) => event.activityTaskCompletedEventAttributes)).toBe(true);
    expect(written.length).toBeLessThanOrEqual(15);
    expect(bytes).toBeLessThanOrEqual(2.2 * 1024);
  });
});
