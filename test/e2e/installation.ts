import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { projectRoot } from '#libs/config';
import { freePort } from '#libs/temporal';

/** How a process ended, and everything it had printed. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
  /** From the request to end until the end, in ms. */
  readonly ms: number;
}

/** The program that `npm start` runs, from the project's root. */
export const main = 'dist/apps/standalone/src/main.js';
const cli = 'dist/apps/standalone/src/cli/main.js';
/** What CI machines get; on an idle one the ready line comes after four seconds. */
const startWithinMs = 120_000;

/** One `npm start` on ports and a data folder of its own: a real process that can be started, ended and killed again and again. */
export class Installation {
  readonly administrator = { email: 'admin@example.org', password: 'administrator of the walk' };
  private child: ChildProcess | undefined;
  private ended: Promise<Ended> | undefined;
  private output = '';

  private constructor(
    readonly dataDir: string,
    private readonly ports: readonly [web: number, inbox: number, smtp: number, temporal: number, ui: number],
    private readonly entry: string,
  ) {}

  /** `entry` is the program to run, from the project's root. */
  static async create(entry = main): Promise<Installation> {
    const ports: number[] = [];
    while (ports.length < 5) {
      const port = await freePort();
      if (!ports.includes(port)) ports.push(port);
    }
    const [web = 0, inbox = 0, smtp = 0, temporal = 0, ui = 0] = ports;
    const dataDir = mkdtempSync(join(tmpdir(), 'parcours-e2e-'));
    // Passable for the database's own user: so nothing is staged elsewhere, where a killed test would leave it.
    chmodSync(dataDir, 0o755);
    return new Installation(dataDir, [web, inbox, smtp, temporal, ui], entry);
  }

  get base(): string {
    return `http://localhost:${this.ports[0]}`;
  }

  get inbox(): string {
    return `http://127.0.0.1:${this.ports[1]}`;
  }

  get temporalAddress(): string {
    return `127.0.0.1:${this.ports[3]}`;
  }

  get environment(): NodeJS.ProcessEnv {
    const [web, inbox, smtp, temporal, ui] = this.ports;
    return {
      ...withoutOurs(process.env),
      PORT: String(web),
      MAIL_INBOX_PORT: String(inbox),
      SMTP_PORT: String(smtp),
      TEMPORAL_PORT: String(temporal),
      TEMPORAL_UI_PORT: String(ui),
      PARCOURS_DATA: this.dataDir,
      PARCOURS_ADMIN_EMAIL: this.administrator.email,
      PARCOURS_ADMIN_PASSWORD: this.administrator.password,
      LOG_LEVEL: 'warn',
    };
  }

  /** Everything that the running (or last) process printed. */
  get printed(): string {
    return this.output;
  }

  get running(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Starts and waits for the ready line; answers the milliseconds it took. Throws with what was printed when the process ends before. */
  async start(entry = this.entry): Promise<number> {
    const since = performance.now();
    const { child, ended } = this.spawn(entry, [], this.environment, (text) => {
      this.output = text;
    });
    this.child = child;
    this.ended = ended;
    const deadline = setTimeout(() => child.kill('SIGKILL'), startWithinMs);
    try {
      await new Promise<void>((ready, fail) => {
        child.stdout?.on('data', () => {
          if (this.output.includes('Parcours is ready.')) ready();
        });
        void ended.then(({ code, signal, output }) => {
          fail(new Error(`The process ended (${code ?? signal}) before it was ready:\n${output}`));
        });
      });
    } finally {
      clearTimeout(deadline);
    }
    return performance.now() - since;
  }

  /** Waits until the starting process has taken its data folder: from there on something has to be undone. */
  async taken(): Promise<void> {
    while (this.running && !existsSync(join(this.dataDir, 'lock.json'))) await pause(5);
  }

  /** Tells the entry of the fault tests something, and waits until it has heard; the real one does not listen. */
  async tell(message: object): Promise<void> {
    const { child } = this;
    if (!child) throw new Error('Nothing was started.');
    const heard = once(child, 'message');
    child.send(message);
    await heard;
  }

  /** Ends the process as an operator does. */
  async terminate(signal: NodeJS.Signals = 'SIGTERM'): Promise<Ended> {
    const since = performance.now();
    this.child?.kill(signal);
    return { ...(await this.end()), ms: performance.now() - since };
  }

  /** How the process ended, when it has. */
  async end(): Promise<Ended> {
    if (!this.ended) throw new Error('Nothing was started.');
    return this.ended;
  }

  /** `kill -9` of the process, of Temporal and of PostgreSQL, in one go. */
  async kill9(): Promise<void> {
    for (const pid of [this.child?.pid, this.temporalPid, this.postmasterPid]) kill(pid, 'SIGKILL');
    await this.ended;
  }

  /** Second process on this folder, or with other variables; waits for its end. */
  async attempt(change: NodeJS.ProcessEnv = {}): Promise<Ended> {
    return this.spawn(main, [], { ...this.environment, ...change }).ended;
  }

  /** `parcours …` on this installation. */
  async parcours(...args: readonly string[]): Promise<Ended> {
    return this.spawn(cli, args, this.environment).ended;
  }

  get temporalPid(): number | undefined {
    const path = join(this.dataDir, 'temporal/temporal.pid');
    return existsSync(path)
      ? (JSON.parse(readFileSync(path, 'utf8') || '{}') as { pid?: number }).pid
      : undefined;
  }

  get postmasterPid(): number | undefined {
    const path = join(this.cluster, 'postmaster.pid');
    return existsSync(path) ? Number(readFileSync(path, 'utf8').split('\n')[0]) || undefined : undefined;
  }

  /** Ends what still runs and removes every file. */
  async remove(): Promise<void> {
    const { cluster } = this;
    if (this.running) await this.kill9();
    rmSync(this.dataDir, { recursive: true, force: true });
    if (!cluster.startsWith(this.dataDir)) rmSync(dirname(cluster), { recursive: true, force: true });
  }

  /** Where the database's files are: elsewhere when its user cannot enter the data folder. */
  private get cluster(): string {
    const location = join(this.dataDir, 'postgres/location');
    return existsSync(location)
      ? readFileSync(location, 'utf8').trim()
      : join(this.dataDir, 'postgres/cluster');
  }

  private spawn(
    entry: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv,
    heard: (output: string) => void = () => undefined,
  ): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
    const since = performance.now();
    const child = spawn(process.execPath, ['--enable-source-maps', join(projectRoot(), entry), ...args], {
      cwd: projectRoot(),
      env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        heard(output);
      });
    const ended = once(child, 'exit').then((how) => {
      const [code, signal] = how as [number | null, NodeJS.Signals | null];
      return { code, signal, output, ms: performance.now() - since };
    });
    return { child, ended };
  }
}

/** Whether a process of that number still runs. */
export function isAlive(pid: number | undefined): boolean {
  return kill(pid, 0);
}

function kill(pid: number | undefined, signal: NodeJS.Signals | 0): boolean {
  if (pid === undefined) return false;
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

/** The tests' own surroundings must not reach the process: neither a given database nor jest's way of loading modules. */
function withoutOurs(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const ours = [
    'DATABASE_URL',
    'TEMPORAL_ADDRESS',
    'SMTP_URL',
    'PUBLIC_URL',
    'BIND',
    'NODE_OPTIONS',
    'NODE_ENV',
  ];
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !ours.includes(name)));
}
