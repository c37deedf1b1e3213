import { rounded, table, type Result } from '../report.js';
import type { Population } from './population.js';

/** What one kind of page took, each time it was read. */
export interface Read {
  readonly name: string;
  readonly times: readonly number[];
  /** The largest, uncompressed. */
  readonly bytes: number;
}

const target = 50;

/** Milliseconds from the request to the last byte, one reader at a time. */
export function summarise(reads: readonly Read[], population: Population, samples: number): Result {
  const rows = reads.map(({ name, times, bytes }) => ({
    name,
    ...{ p50: percentile(times, 0.5), p95: percentile(times, 0.95), p99: percentile(times, 0.99) },
    kilobytes: rounded(bytes / 1024, 0),
  }));
  const { cases, tasks, programmes, people, transitions, seconds } = population;
  return {
    lines: [
      `${cases} cases, ${tasks} tasks and approvals, ${transitions} transitions, ${programmes} programmes, ${people} people; made in ${rounded(seconds, 0)} s.`,
      `One reader, ${samples} times each; milliseconds from the request to the last byte.`,
      '',
      table(
        ['', 'p50', 'p95', 'p99', 'KB'],
        rows.map(({ name, p50, p95, p99, kilobytes }) => [name, ...[p50, p95, p99, kilobytes].map(String)]),
      ),
    ],
    targets: rows.map(({ name, p99 }) => ({ name: `${name}: p99 in ms`, measured: p99, atMost: target })),
    data: { population: { ...population, seconds: rounded(seconds, 0) }, samples, reads: rows },
  };
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN, 1);
}
