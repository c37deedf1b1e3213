import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { projectRoot } from '#libs/config';
import type { Database } from '#libs/persistence';

/** What the figures were measured on; no names of machines. */
export interface Machine {
  readonly cores: number;
  readonly node: string;
  readonly temporal: string;
  readonly postgres: string;
}

/** One figure beside the most (or least) it should be. */
export interface Target {
  readonly name: string;
  readonly measured: number;
  readonly atMost?: number;
  readonly above?: number;
  readonly atLeast?: number;
}

/** What a benchmark answers: lines to read, and everything for the file. */
export interface Result {
  readonly lines: readonly string[];
  readonly data: Readonly<Record<string, unknown>>;
  readonly targets: readonly Target[];
}

/** Reads versions from the servers themselves. */
export async function describeMachine(client: Client, database: Database): Promise<Machine> {
  const [{ serverVersion }, { rows }] = await Promise.all([
    client.workflowService.getSystemInfo({}),
    database.pool.query<{ server_version: string }>('show server_version'),
  ]);
  return {
    cores: cpus().length,
    node: process.version,
    temporal: serverVersion,
    postgres: rows[0]?.server_version ?? 'unknown',
  };
}

/** Prints the result and writes `bench/results/<name>.json`. */
export function publish(name: string, machine: Machine, { lines, data, targets }: Result): void {
  const folder = join(projectRoot(), 'bench/results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, `${name}.json`),
    `${JSON.stringify({ machine, targets: targets.map(judged), ...data }, null, 2)}\n`,
  );
  const { cores, node, temporal, postgres } = machine;
  console.log(`\n${name}: ${cores} cores, Node ${node}, Temporal ${temporal}, PostgreSQL ${postgres}\n`);
  console.log(lines.join('\n'));
  const rows = targets.map((target) => {
    const { name: what, measured, wanted, met } = judged(target);
    return [what, String(measured), wanted, met ? 'met' : 'MISSED'];
  });
  console.log(`\n${table(['target', 'measured', 'wanted', ''], rows)}\n`);
}

function judged({ name, measured, atMost, above, atLeast }: Target) {
  const met =
    (atMost === undefined || measured <= atMost) &&
    (above === undefined || measured > above) &&
    (atLeast === undefined || measured >= atLeast);
  const wanted =
    atMost !== undefined ? `<= ${atMost}` : atLeast !== undefined ? `>= ${atLeast}` : `> ${above ?? ''}`;
  return { name, measured: rounded(measured, 3), wanted, met };
}

/** Rounded to so many decimals. */
export function rounded(value: number, decimals = 2): number {
  return Number(value.toFixed(decimals));
}

/** Columns for a terminal; the first is flush left, the others right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, column) =>
    Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
