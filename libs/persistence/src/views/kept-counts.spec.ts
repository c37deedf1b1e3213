import { describe, expect, it } from '@jest/globals';
import { freshMs, KeptCounts, keptMs } from './kept-counts.js';

describe('counts that are kept for a while', () => {
  let now = 0;
  let counted = 0;
  const fresh = (isWorthKeeping: (count: number) => boolean = () => true) => {
    [now, counted] = [0, 0];
    return new KeptCounts<number>(isWorthKeeping, () => now);
  };
  const count = () => Promise.resolve(++counted);
  /** What is under way without anybody waiting for it has come to its end. */
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it('counts once for whoever asks within seconds, each question by itself', async () => {
    const kept = fresh();
    expect(await Promise.all([kept.of('a', count), kept.of('a', count)])).toEqual([1, 1]);
    now = freshMs - 1;
    expect(await kept.of('a', count)).toBe(1);
    expect(await kept.of('b', count)).toBe(2);
  });

  it('answers with the earlier numbers while it counts again', async () => {
    const kept = fresh();
    await kept.of('a', count);
    now = freshMs;
    expect(await kept.of('a', count)).toBe(1);
    await settled();
    expect(await kept.of('a', count)).toBe(2);
    expect(counted).toBe(2);
  });

  it('never answers with what is too old', async () => {
    const kept = fresh();
    await kept.of('a', count);
    now = keptMs;
    expect(await kept.of('a', count)).toBe(2);
  });

  it('keeps nothing that is soon counted', async () => {
    const kept = fresh((found) => found > 1);
    expect(await kept.of('a', count)).toBe(1);
    expect(await kept.of('a', count)).toBe(2);
    expect(await kept.of('a', count)).toBe(2);
  });

  it('says what went wrong to who waits for it, and counts again', async () => {
    const kept = fresh();
    const fail = () => Promise.reject<number>(new Error('The database is away.'));
    await expect(kept.of('a', fail)).rejects.toThrow('away');
    expect(await kept.of('a', count)).toBe(1);
    now = freshMs;
    expect(await kept.of('a', fail)).toBe(1);
    await settled();
    expect(await kept.of('a', count)).toBe(1);
    await settled();
    expect(await kept.of('a', count)).toBe(2);
  });
});
