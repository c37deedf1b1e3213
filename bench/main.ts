import { cost } from './cost/cost.js';
import { latency } from './latency/latency.js';
import { read } from './read/read.js';
import { timers } from './timers/timers.js';

const benchmarks: Readonly<Record<string, () => Promise<void>>> = { cost, latency, timers, read };

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(benchmarks, name));
if (unknown.length > 0) {
  console.error(
    `There is no benchmark ${unknown.join(', ')}. There are: ${Object.keys(benchmarks).join(', ')}.`,
  );
  process.exit(2);
}
for (const name of wanted.length > 0 ? wanted : Object.keys(benchmarks)) await benchmarks[name]?.();
process.exit(0);
