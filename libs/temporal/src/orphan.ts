import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What the launcher remembers of the server it started, in `temporal.pid` of the data folder. */
export interface ServerRecord {
  readonly pid: number;
  /** The process that started it; while it still is the server's parent, the server is no orphan. */
  readonly parent: number;
  /** An argument that only this folder's server carries, so that a reused pid is never mistaken for it. */
  readonly mark: string;
}

function recordFile(dataDir: string): string {
  return join(dataDir, 'temporal.pid');
}

/** Remembers the server that this process started; synchronous, so that a kill finds no gap after the start. */
export function rememberServer(dataDir: string, record: ServerRecord): void {
  writeFileSync(recordFile(dataDir), JSON.stringify(record));
}

/** Forgets the server after it ended. */
export async function forgetServer(dataDir: string): Promise<void> {
  await rm(recordFile(dataDir), { force: true });
}

/** Parent and command line of a running process; undefined when it has ended or the system cannot say. */
async function processInfo(pid: number): Promise<{ parent: number; command: string } | undefined> {
  try {
    const [stat, command] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
    ]);
    // The second field is the program's name in parentheses and may contain anything, so fields count from its end.
    const [state = 'Z', parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return isEnded(state) ? undefined : { parent: Number(parent), command: command.replaceAll('\0', ' ') };
  } catch {
    const answer = await run('ps', ['-o', 'ppid=,state=,command=', '-p', String(pid)]).catch(() => undefined);
    const [, parent, state = 'Z', command = ''] =
      /^\s*(\d+)\s+(\S+)\s+(.*)$/s.exec(answer?.stdout ?? '') ?? [];
    return isEnded(state) ? undefined : { parent: Number(parent), command };
  }
}

/** A zombie has closed its ports and files; only its parent has not asked how it ended. */
function isEnded(state: string): boolean {
  return /^[ZX]/.test(state);
}

async function readRecord(dataDir: string): Promise<ServerRecord | undefined> {
  try {
    return JSON.parse(await readFile(recordFile(dataDir), 'utf8')) as ServerRecord;
  } catch {
    // Absent, or half written by a process that was killed: either way there is nothing to go by.
    return undefined;
  }
}

async function isOurs(record: ServerRecord): Promise<false | { parent: number }> {
  const info = await processInfo(record.pid);
  return info && info.command.includes('start-dev') && info.command.includes(record.mark) ? info : false;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    // Gone between the look and the signal.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/**
 * Looks for a server that an earlier process left behind in this folder and stops it.
 * `in-use` means that the process which started it still lives: nothing is touched then.
 */
export async function stopOrphan(dataDir: string): Promise<'none' | 'stopped' | 'in-use'> {
  const record = await readRecord(dataDir);
  if (!record) return 'none';
  const found = await isOurs(record);
  if (found && found.parent === record.parent) return 'in-use';
  if (found) {
    signal(record.pid, 'SIGTERM');
    // Not `isOurs`: a dying process loses its command line before it closes its port.
    for (let waited = 0; await processInfo(record.pid); waited += 50) {
      if (waited === 5000) signal(record.pid, 'SIGKILL');
      if (waited > 10_000)
        throw new Error(
          `The leftover Temporal server (process ${record.pid}) does not end; stop it by hand.`,
        );
      await pause(50);
    }
  }
  await forgetServer(dataDir);
  return found ? 'stopped' : 'none';
}
