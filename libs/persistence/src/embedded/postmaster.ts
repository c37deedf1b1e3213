import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { program, type Binaries } from './binaries.js';
import { EmbeddedPostgresError, explainOutput } from './errors.js';
import { CLEAN_ENVIRONMENT, identity, type RunAs } from './run-as.js';

/** What a server process needs to know. */
export interface PostmasterOptions {
  readonly binaries: Binaries;
  /** The cluster (PGDATA). */
  readonly cluster: string;
  readonly logFile: string;
  readonly user: RunAs;
  readonly bind: string;
  readonly port: number;
  /** False turns fsync off: for tests, whose data nobody misses. */
  readonly durable: boolean;
}

/** The port is taken by another program. */
export class PortTakenError extends EmbeddedPostgresError {}

const LARGEST_LOG = 8 * 1024 * 1024;
/** After a crash the server first replays its log; slow disks need their time. */
const START_LIMIT_MS = 120_000;

/** Starts the server and returns when it accepts connections. */
export async function startPostmaster(options: PostmasterOptions): Promise<ChildProcess> {
  const deadline = performance.now() + 15_000;
  for (;;) {
    const result = await attempt(options);
    if (typeof result !== 'string') return result;
    if (/could not bind|could not create any TCP\/IP sockets/.test(result))
      throw new PortTakenError(
        `Port ${options.port} on ${options.bind} is in use by another program: stop it, or choose another port for the database.`,
      );
    // The children of a killed server go by themselves, a moment after it.
    const lingering = /pre-existing shared memory block|lock file "postmaster.pid" already exists/.test(
      result,
    );
    if (!lingering || performance.now() > deadline)
      throw explainOutput('Starting the database', options.cluster, result);
    // A starter killed a moment ago may have left a server that had not written its process file yet.
    await stopOrphan(options.cluster);
    await pause(100);
  }
}

/** Fast shutdown: running transactions are rolled back, everything committed is written. Harder means follow when it takes too long. */
export async function stopPostmaster(
  child: ChildProcess,
  options: Pick<PostmasterOptions, 'binaries' | 'cluster'>,
): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = once(child, 'exit');
  if (process.platform === 'win32') {
    spawn(program(options.binaries, 'pg_ctl'), ['stop', '-m', 'fast', '-W', '-D', options.cluster], {
      stdio: 'ignore',
      windowsHide: true,
    });
    await gone;
    return;
  }
  await signalUntilGone(child.pid, () => child.exitCode !== null || child.signalCode !== null);
  await gone;
}

/**
 * Ends a server that outlived the process that had started it, and clears a `postmaster.pid` whose number now belongs to
 * something else. Call it only while holding the data folder's lock. Returns whether a server was running.
 */
export async function stopOrphan(cluster: string): Promise<boolean> {
  const pid = Number(pidFile(cluster)[0]);
  if (!Number.isSafeInteger(pid) || pid <= 1) return false;
  const command = commandOf(pid);
  if (command === undefined) return false;
  if (!serves(command, cluster)) {
    rmSync(join(cluster, 'postmaster.pid'), { force: true });
    return false;
  }
  await signalUntilGone(pid, () => !serves(commandOf(pid) ?? '', cluster));
  return true;
}

async function attempt(options: PostmasterOptions): Promise<ChildProcess | string> {
  rotate(options.logFile);
  const log = openSync(options.logFile, 'a', 0o600);
  const logStart = statSync(options.logFile).size;
  // Own session: Ctrl-C goes to a terminal's whole group, and the database must outlive those who still write to it.
  const child = spawn(program(options.binaries, 'postgres'), serverOptions(options), {
    ...identity(options.user),
    cwd: options.cluster,
    env: CLEAN_ENVIRONMENT,
    stdio: ['ignore', log, log],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  closeSync(log);
  let failure: string | undefined;
  child.once('error', (error) => (failure = error.message));
  child.once('exit', () => (failure ??= readFileSync(options.logFile).subarray(logStart).toString()));
  const deadline = performance.now() + START_LIMIT_MS;
  while (failure === undefined) {
    const lines = pidFile(options.cluster);
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return child;
    if (performance.now() > deadline) {
      child.kill('SIGQUIT');
      return `error: not ready after ${START_LIMIT_MS / 1000} s, see ${options.logFile}`;
    }
    await pause(10);
  }
  return failure;
}

function serverOptions({ cluster, bind, port, durable }: PostmasterOptions): string[] {
  const settings = {
    listen_addresses: bind,
    port,
    // TCP with a password only: no socket that other users of the machine could find.
    unix_socket_directories: '',
    max_connections: 100,
    shared_buffers: `${megabytesOfBuffers()}MB`,
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    huge_pages: 'off',
    // Commits still reach the system's cache before they are acknowledged: a killed server loses nothing, a power cut may.
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
  };
  return ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/**
 * A quarter of the memory we may use, which is what PostgreSQL's manual advises ("Resource Consumption"), between its own default and a
 * gigabyte. Pages are taken from the system when they are first needed, so that a small database pays nothing.
 */
function megabytesOfBuffers(): number {
  const limit = process.constrainedMemory();
  const memory = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
  return Math.max(128, Math.min(1024, Math.floor(memory / 4 / 1024 / 1024)));
}

function rotate(logFile: string): void {
  if (existsSync(logFile) && statSync(logFile).size > LARGEST_LOG) renameSync(logFile, `${logFile}.1`);
}

function pidFile(cluster: string): string[] {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** PostgreSQL's fast, then immediate shutdown; a crash's recovery follows the latter, nothing committed is lost. */
async function signalUntilGone(pid: number, isGone: () => boolean): Promise<void> {
  const steps = [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const;
  for (const [signal, patience] of steps) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return;
      throw error;
    }
    const deadline = performance.now() + patience;
    while (performance.now() < deadline) {
      if (isGone()) return;
      await pause(10);
    }
  }
  throw new EmbeddedPostgresError(
    `The database server (process ${pid}) does not stop: end it by hand, then start again.`,
  );
}

function serves(command: string, cluster: string): boolean {
  return process.platform === 'win32' ? command.includes(cluster) : command.includes(` -D ${cluster} -c `);
}

/** The command line of a running process; its data folder is part of it. */
function commandOf(pid: number): string | undefined {
  try {
    if (process.platform === 'linux')
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') || undefined;
    if (process.platform === 'win32')
      return (
        execFileSync(
          'powershell',
          [
            '-NoProfile',
            '-Command',
            `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`,
          ],
          { encoding: 'utf8' },
        ) || undefined
      );
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], {
      encoding: 'utf8',
      env: CLEAN_ENVIRONMENT,
    });
  } catch {
    return undefined;
  }
}
