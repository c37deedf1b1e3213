import { createHash } from 'node:crypto';

/** A number in [0, 1) that follows from the seed and the name alone, so that a demo runs the same way every time. */
export function chance(seed: string, name: string): number {
  return createHash('sha256').update(`${seed}\n${name}`).digest().readUInt32BE(0) / 2 ** 32;
}

/** One of several, by weight. */
export function pick<T>(seed: string, name: string, weighted: readonly (readonly [T, number])[]): T {
  const total = weighted.reduce((sum, [, weight]) => sum + weight, 0);
  let left = chance(seed, name) * total;
  for (const [value, weight] of weighted) {
    left -= weight;
    if (left < 0) return value;
  }
  const last = weighted.at(-1);
  if (!last) throw new Error('Nothing to pick from.');
  return last[0];
}
