import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findCli, type CliSearch } from './cli.js';
import { connectClient } from './connection.js';
import { ensureSearchAttributes, type SearchAttributeEntry } from './namespace.js';
import { forgetServer, rememberServer, stopOrphan } from './orphan.js';
import { isPortFree } from './ports.js';

/** How the local Temporal server is to run. */
export interface DevServerOptions extends CliSearch {
  /** Folder for `temporal.db`, `temporal.log` and `temporal.pid`; created when missing. */
  readonly dataDir: string;
  /** The gRPC port (TEMPORAL_PORT). */
  readonly port: number;
  /** The port of Temporal's UI (TEMPORAL_UI_PORT), or false for no UI. */
  readonly uiPort: number | false;
  /** Address to bind (BIND); default 127.0.0.1. The UI has no login and can terminate a case. */
  readonly bind?: string;
  /** Registered at start, also on a database that existed before. */
  readonly searchAttributes?: readonly SearchAttributeEntry[];
  /** Keep nothing on disk; for tests. */
  readonly inMemory?: boolean;
  /** Let single workflows skip time: for the demo and tests only. */
  readonly virtualTime?: boolean;
  /** Further dynamic configuration of the server, key to JSON value; for tests of its limits. */
  readonly dynamicConfig?: Readonly<Record<string, string>>;
  readonly logLevel?: 'debug' | 'info' | 'warn' | 'error' | 'never';
  /** How long the server may take to answer, in ms; default 60 000. */
  readonly startTimeoutMs?: number;
  /** Called once when the server ends without `stop()`, with the reason as one sentence. */
  readonly onUnexpectedExit?: (message: string) => void;
}

/** A running local Temporal server. */
export interface DevServer {
  /** Where clients connect, `host:port`. */
  readonly address: string;
  /** Undefined without a UI. */
  readonly uiUrl: string | undefined;
  readonly pid: number;
  /** Asks the server to end and waits for it; kills it after 10 s. May be called twice. */
  stop(): Promise<void>;
}

/** The local server cannot start; `message` is one clear sentence for an operator. */
export class DevServerError extends Error {
  override readonly name = 'DevServerError';
  constructor(
    readonly code: 'port-occupied' | 'in-use' | 'folder' | 'start',
    message: string,
  ) {
    super(message);
  }
}

async function requirePort(port: number, host: string, purpose: string, variable: string): Promise<void> {
  const free = await isPortFree(port, host).catch((error: unknown) => {
    throw new DevServerError(
      'start',
      `BIND: ${host} cannot be bound: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
  if (!free) {
    throw new DevServerError(
      'port-occupied',
      `Port ${port} for ${purpose} is occupied: stop what uses it or set ${variable} to another port.`,
    );
  }
}

function serverArguments(options: DevServerOptions, bind: string): { args: string[]; mark: string } {
  const args = ['server', 'start-dev', '--ip', bind, '--port', String(options.port)];
  args.push('--log-level', options.logLevel ?? 'error');
  let mark = `--port ${options.port}`;
  if (!options.inMemory) {
    mark = join(options.dataDir, 'temporal.db');
    args.push('--db-filename', mark);
  }
  if (options.uiPort === false) args.push('--headless');
  else args.push('--ui-port', String(options.uiPort), '--ui-disable-news-fetch');
  for (const { name, type } of options.searchAttributes ?? [])
    args.push('--search-attribute', `${name}=${type}`);
  for (const [key, value] of Object.entries(options.dynamicConfig ?? {}))
    args.push('--dynamic-config-value', `${key}=${value}`);
  if (options.virtualTime) {
    args.push('--dynamic-config-value', 'frontend.WorkflowTimeSkippingEnabled=true');
    // Without it every skip waits for the timer queue's next look, about a second.
    args.push('--dynamic-config-value', 'history.timerProcessorMaxTimeShift="20ms"');
    // The server counts a continued run's start with the skipped time added twice, so that its age is negative; it would
    // then hold the next run back for days to keep runs one second apart. A bound of minus ten years keeps none back.
    args.push('--dynamic-config-value', 'history.workflowIdReuseMinimalInterval="-87600h"');
  }
  return { args, mark };
}

function lastLines(file: string): string {
  const lines = readFileSync(file, 'utf8').trim().split('\n').slice(-3).join(' | ');
  return lines ? `: ${lines}` : '';
}

/** Resolves when the namespace answers and holds the attributes; rejects when the child ended or time is up. */
async function untilHealthy(
  address: string,
  options: DevServerOptions,
  ended: AbortSignal,
  log: string,
): Promise<void> {
  const deadline = performance.now() + (options.startTimeoutMs ?? 60_000);
  for (;;) {
    if (ended.aborted)
      throw new DevServerError('start', `The Temporal server ended while starting${lastLines(log)}`);
    if (performance.now() > deadline) {
      throw new DevServerError(
        'start',
        `The Temporal server did not answer in time${lastLines(log)} (see ${log})`,
      );
    }
    const connected = await connectClient({ address }, { timeoutMs: 1000 }).catch(() => undefined);
    if (connected) {
      try {
        await connected.client.workflowService.describeNamespace({ namespace: connected.namespace });
        const problems = await ensureSearchAttributes(connected.client, options.searchAttributes ?? [], {
          create: true,
        });
        if (problems.length === 0) return;
        throw new DevServerError('start', `${problems.join('. ')}.`);
      } catch (error) {
        // The port answers a moment before the namespace does.
        if (error instanceof DevServerError) throw error;
      } finally {
        await connected.close();
      }
    }
    await pause(50);
  }
}

function spawnServer(cli: string, args: string[], log: string): ChildProcess {
  const output = openSync(log, 'w');
  try {
    // Its own process group: Ctrl-C must reach the workers first, which still need this server to drain.
    // A file instead of a pipe: a server whose parent was killed must not die half-way on a broken pipe.
    return spawn(cli, args, { detached: true, stdio: ['ignore', output, output] });
  } finally {
    closeSync(output);
  }
}

function prepareFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
    closeSync(openSync(join(dataDir, 'temporal.log'), 'a'));
  } catch (error) {
    throw new DevServerError(
      'folder',
      `The data folder ${dataDir} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown'}): set PARCOURS_DATA to another folder.`,
    );
  }
}

/**
 * Starts the local Temporal server and resolves when it answers. A server that a killed process left behind in the same
 * folder is stopped first. Throws DevServerError or CliNotFoundError.
 */
export async function startDevServer(options: DevServerOptions): Promise<DevServer> {
  const bind = options.bind ?? '127.0.0.1';
  const host = bind === '0.0.0.0' || bind === '::' ? '127.0.0.1' : bind;
  prepareFolder(options.dataDir);
  if ((await stopOrphan(options.dataDir)) === 'in-use') {
    throw new DevServerError(
      'in-use',
      `Another Parcours already runs a Temporal server in ${options.dataDir}: stop it, or set PARCOURS_DATA to another folder.`,
    );
  }
  await requirePort(options.port, bind, 'the Temporal server', 'TEMPORAL_PORT');
  if (options.uiPort !== false) await requirePort(options.uiPort, bind, "Temporal's UI", 'TEMPORAL_UI_PORT');
  const cli = await findCli(options);
  const { args, mark } = serverArguments(options, bind);
  const log = join(options.dataDir, 'temporal.log');
  const child = spawnServer(cli, args, log);
  const ended = new AbortController();
  let stopping = false;
  let healthy = false;
  // A process that dies of an error nobody caught still takes its server with it; a killed one leaves an orphan.
  const onExit = () => child.kill('SIGTERM');
  process.once('exit', onExit);
  const exit = new Promise<void>((resolve) => {
    const end = (why: string) => {
      process.removeListener('exit', onExit);
      ended.abort();
      resolve();
      if (healthy && !stopping)
        options.onUnexpectedExit?.(`The Temporal server ended unexpectedly (${why})${lastLines(log)}`);
    };
    child.once('exit', (code, signal) => end(signal ?? `code ${String(code)}`));
    child.once('error', (error) => end(error.message));
  });
  const stop = async () => {
    stopping = true;
    if (!ended.signal.aborted) {
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await exit;
      clearTimeout(force);
    }
    await forgetServer(options.dataDir);
  };
  const address = `${host}:${options.port}`;
  try {
    if (child.pid !== undefined)
      rememberServer(options.dataDir, { pid: child.pid, parent: process.pid, mark });
    await untilHealthy(address, options, ended.signal, log);
  } catch (error) {
    await stop();
    throw error;
  }
  healthy = true;
  const uiUrl = options.uiPort === false ? undefined : `http://${host}:${options.uiPort}`;
  return { address, uiUrl, pid: child.pid ?? 0, stop };
}
