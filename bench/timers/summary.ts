import { rounded, table, type Result } from '../report.js';

/** What came of the reminders of one contender. */
export interface Measured {
  readonly name: string;
  /** Openings that failed; nothing is expected of them. */
  readonly dropped: number;
  readonly rows: number;
  /** Cases without a row. */
  readonly lost: number;
  /** Rows whose mail never arrived. */
  readonly unsent: number;
  /** Rows or arrivals beyond the first. */
  readonly doubled: number;
  /** Milliseconds from the minute to the mail's departure, ascending. */
  readonly lateness: readonly number[];
}

/** Reminders a second from the minute to the last one, beside the hand-written ones of the same run. */
export function summarise(product: Measured, byHand: Measured, count: number): Result {
  const rows = [product, byHand].map((one) => ({
    ...{ name: one.name, dropped: one.dropped, rows: one.rows },
    ...{ lost: one.lost, unsent: one.unsent, doubled: one.doubled },
    perSecond: rounded(rateOf(one), 1),
    perSecondOf95: rounded(rateOf(firstOf(one, 0.95)), 1),
    p50: rounded(percentile(one.lateness, 0.5) / 1000),
    p99: rounded(percentile(one.lateness, 0.99) / 1000),
  }));
  return {
    lines: [
      `${count} reminders of each, due in the same local minute; seconds of lateness from the minute to SMTP's answer.`,
      '',
      table(
        [
          '',
          'dropped',
          'rows',
          'lost',
          'unsent',
          'doubled',
          'a second',
          '95 %: a second',
          'p50 s late',
          'p99 s late',
        ],
        rows.map((row) => Object.values(row).map(String)),
      ),
    ],
    targets: [
      { name: 'reminders lost', measured: product.lost + product.unsent, atMost: 0 },
      { name: 'reminders doubled', measured: product.doubled, atMost: 0 },
      { name: 'throughput, of the hand-written', measured: rateOf(product) / rateOf(byHand), atLeast: 1 },
      {
        name: 'throughput of the first 95 %, of theirs',
        measured: rateOf(firstOf(product, 0.95)) / rateOf(firstOf(byHand, 0.95)),
        atLeast: 1,
      },
    ],
    data: { count, contenders: rows },
  };
}

function rateOf({ lateness }: Measured): number {
  return lateness.length / ((lateness.at(-1) ?? Number.NaN) / 1000);
}

/** Without the stragglers, one of whom may be minutes late where an activity was lost. */
function firstOf(one: Measured, share: number): Measured {
  return { ...one, lateness: one.lateness.slice(0, Math.ceil(one.lateness.length * share)) };
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
