import { rounded, table, type Result } from '../report.js';

interface Plan {
  readonly samples: number;
  readonly clients: number;
  readonly actsInBlock: number;
  readonly blocks: number;
  /** Requests that a busy machine answered with 503 and that were sent again under their key. */
  readonly repeats: number;
}

type Measured = ReadonlyMap<string, readonly number[]>;

/** Ratios of milliseconds and of acts a second, by contender; `bare` is a call of the client, the others go through HTTP. */
export function summarise(times: Measured, rates: Measured, plan: Plan): Result {
  const rows = [...times].map(([name, values]) => ({
    name,
    p50: percentile(values, 0.5),
    p95: percentile(values, 0.95),
    perSecond: percentile(rates.get(name) ?? [], 0.5),
  }));
  const of = (name: string) => {
    const found = rows.find((row) => row.name === name);
    if (!found) throw new Error(`${name} was not measured.`);
    return found;
  };
  const [bare, product, byHand] = [of('bare'), of('product'), of('handWritten')];
  const relative = rows.map(({ name, p50, p95, perSecond }) => ({
    name,
    p50Ms: rounded(p50, 1),
    p95Ms: rounded(p95, 1),
    p50: rounded(p50 / bare.p50),
    p95: rounded(p95 / bare.p95),
    actsPerSecond: rounded(perSecond, 1),
    throughput: rounded(perSecond / bare.perSecond),
  }));
  return {
    lines: [
      `One client, ${plan.samples} acts each; ${plan.clients} clients, ${plan.blocks} blocks of ${plan.clients * plan.actsInBlock} acts each; ${plan.repeats} requests repeated after a 503. Ratios to the bare update.`,
      '',
      table(
        ['', 'p50 ms', 'p95 ms', 'p50', 'p95', 'acts/s', 'ratio'],
        relative.map((row) => [
          row.name,
          ...[row.p50Ms, row.p95Ms, row.p50, row.p95, row.actsPerSecond, row.throughput].map(String),
        ]),
      ),
    ],
    targets: [
      { name: 'p50 of the product, of a bare update', measured: product.p50 / bare.p50, atMost: 2 },
      { name: 'p50 of the product, of the hand-written', measured: product.p50 / byHand.p50, atMost: 1 },
      {
        name: `throughput at ${plan.clients} clients, of the hand-written`,
        measured: product.perSecond / byHand.perSecond,
        above: 1,
      },
    ],
    data: { plan, contenders: relative },
  };
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
