import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DomainError } from '#libs/domain';
import { SpreadsheetRuns } from '#libs/persistence';
import { testDatabase } from '../../../testing/src/database.js';
import { SpreadsheetWork, type Step } from './spreadsheet-work.js';

describe('working through a spreadsheet', () => {
  let test: Awaited<ReturnType<typeof testDatabase>>;
  let runs: SpreadsheetRuns;

  beforeAll(async () => {
    test = await testDatabase();
    runs = new SpreadsheetRuns(test.database);
  }, 60_000);
  afterAll(() => test.drop());

  async function worked(steps: readonly Step[]) {
    const id = await runs.add({
      ...{ kind: 'workbook', person: 'P-001', programme: null },
      ...{ fileName: 'x.xlsx', content: Buffer.from('x') },
    });
    expect(await runs.start(id, {}, steps.length)).toBe(true);
    const work = new SpreadsheetWork(runs);
    work.begin(id, steps);
    await work.ended(id);
    const run = await runs.get(id, 'P-001');
    return { state: run?.state, active: run?.active, results: run?.outcomes.map(({ result }) => result) };
  }

  /** Answers from the given time on; before, the case is away. */
  function step(id: string, answersAt: number): Step {
    let times = 0;
    return {
      ...{ id, place: id, subject: id },
      work: () => {
        times += 1;
        return times < answersAt
          ? Promise.reject(new DomainError('unavailable', 'case.busy'))
          : Promise.resolve({ code: 'done', reference: null });
      },
    };
  }

  it('asks again a case that does not answer at once', async () => {
    expect(await worked([step('a', 1), step('b', 3)])).toEqual({
      state: 'done',
      active: false,
      results: ['done', 'done'],
    });
  });

  it('is not done while a line was not reached, so that somebody takes it up', async () => {
    expect(await worked([step('a', 99), step('b', 1)])).toEqual({
      ...{ state: 'running', active: false },
      results: ['unavailable', 'done'],
    });
  });

  it('stops where nothing answers any more', async () => {
    const { state, results } = await worked(['a', 'b', 'c', 'd', 'e'].map((id) => step(id, 99)));
    expect([state, results]).toEqual(['running', ['unavailable', 'unavailable', 'unavailable']]);
  });

  it('goes on after a refusal, and stops at a fault of ours with nothing lost', async () => {
    const refused: Step = {
      ...step('a', 1),
      work: () => Promise.reject(new DomainError('conflict', 'case.closed')),
    };
    expect(await worked([refused, step('b', 1)])).toMatchObject({
      state: 'done',
      results: ['refused', 'done'],
    });
    const faulty: Step = { ...step('b', 1), work: () => Promise.reject(new Error('a fault')) };
    expect(await worked([step('a', 1), faulty, step('c', 1)])).toEqual({
      state: 'running',
      active: false,
      results: ['done'],
    });
  });

  it('lets one import of a programme run at a time, and forgets files after their time', async () => {
    const add = () =>
      runs.add({
        ...{ kind: 'enrolment' as const, person: 'P-001', programme: 'CCP-MA' },
        ...{ fileName: 'x.csv', content: Buffer.from('x') },
      });
    const [first, second] = [await add(), await add()];
    expect(await runs.start(first, {}, 1)).toBe(true);
    expect([await runs.start(first, {}, 1), await runs.start(second, {}, 1)]).toEqual([false, false]);
    await runs.finish(first);
    expect(await runs.start(second, {}, 1)).toBe(true);
    expect(await runs.content(first)).toHaveLength(0);
    expect(await runs.forget(30)).toBe(0);
    expect(await runs.get(first, 'P-002')).toBeUndefined();
  });
});
