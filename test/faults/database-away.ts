import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { CaseDriver } from '../e2e/case-driver.js';
import { Installation } from '../e2e/installation.js';

/**
 * An installation of its own, the real one, in whose database every process stands still while an act is under way; then
 * SIGTERM. Answers how long the process took to end, and whether it works again on the same folder.
 */
export async function endWithDatabaseAway(): Promise<{ readonly ms: number; readonly accepted: boolean }> {
  const installation = await Installation.create();
  const stopped: number[] = [];
  try {
    await installation.start();
    const driver = await CaseDriver.meet(installation, fetch);
    const reference = await driver.open('FRU-01');
    stopped.push(...databaseProcesses(installation.postmasterPid));
    for (const pid of stopped) process.kill(pid, 'SIGSTOP');
    const held = driver.team.coordinator
      .post(`/api/v1/cases/${reference}/incidents`, { reason: 'Personne ne répond.' }, 'report')
      .catch(() => undefined);
    const { ms } = await installation.terminate();
    await held;
    release(stopped);
    await installation.start();
    const again = await CaseDriver.meet(installation, fetch);
    const accepted = (await again.look(reference)).status === 'open';
    await installation.terminate();
    return { ms, accepted };
  } finally {
    release(stopped);
    await installation.remove();
  }
}

/** The database server and its children. */
function databaseProcesses(postmaster: number | undefined): readonly number[] {
  if (postmaster === undefined) throw new Error('The database does not run.');
  return [postmaster, ...parents().flatMap(([pid, parent]) => (parent === postmaster ? [pid] : []))];
}

/** Every process of the machine with its parent; slim containers have no `ps`, other systems no `/proc`. */
function parents(): readonly (readonly [pid: number, parent: number])[] {
  if (!existsSync('/proc/self/stat'))
    return execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  return readdirSync('/proc').flatMap((name) => {
    const parent = /^\d+$/.test(name) ? parentOf(name) : undefined;
    return parent === undefined ? [] : [[Number(name), parent] as const];
  });
}

function parentOf(pid: string): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}

function release(pids: readonly number[]): void {
  for (const pid of pids)
    try {
      process.kill(pid, 'SIGCONT');
    } catch {
      // It has ended.
    }
}
