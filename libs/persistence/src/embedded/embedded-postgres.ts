import type { ChildProcess } from 'node:child_process';
import { mkdirSync, realpathSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { explainFileError, lockDataFolder } from '#libs/config';
import { ensureCluster, readPassword, ROLE } from './cluster.js';
import { place } from './placement.js';
import {
  PortTakenError,
  startPostmaster,
  stopOrphan,
  stopPostmaster,
  type PostmasterOptions,
} from './postmaster.js';

/** How to start the embedded database. */
export interface EmbeddedPostgresOptions {
  /** Holds the cluster, its log and its lock; made where it is missing. One running server for each folder. */
  readonly dataDir: string;
  /** 0 or absent: any free port. */
  readonly port?: number | undefined;
  readonly bind?: '127.0.0.1' | undefined;
  /** Told, one line each, what an operator wants to know: who it runs as, what was repaired. */
  readonly log?: ((line: string) => void) | undefined;
  /** False (tests) trades crash safety of the machine for speed; default true. */
  readonly durable?: boolean | undefined;
}

/** A running embedded database. */
export interface EmbeddedPostgres {
  /** With user and password; the database is `parcours`. */
  readonly url: string;
  readonly port: number;
  /** Fast shutdown; resolves when the server is gone. May be called twice. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL on a data folder, creating the cluster on first use (about a second). Whatever a kill left behind is
 * repaired: a half-made cluster, a stale process file, a server that outlived its starter. A server that dies while we run
 * is started again on the same port. Throws `DataFolderError` or `EmbeddedPostgresError`, both one line.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => undefined);
  const bind = options.bind ?? '127.0.0.1';
  const durable = options.durable ?? true;
  try {
    mkdirSync(resolve(options.dataDir), { recursive: true });
    const dataDir = realpathSync(options.dataDir);
    const lock = lockDataFolder(dataDir);
    try {
      const placement = place(dataDir, log);
      const { binaries, cluster, user } = placement;
      if (await stopOrphan(cluster))
        log('A database server of an earlier run was still running: stopped it.');
      await ensureCluster(binaries, cluster, user, durable);
      placement.remember();
      const fixed = { binaries, cluster, user, bind, durable, logFile: join(dataDir, 'postgres.log') };
      const { child, port } = await startOnPort(fixed, options.port ?? 0);
      const supervised = supervise(child, { ...fixed, port }, log);
      const url = (database: string) =>
        `postgres://${ROLE}:${readPassword(cluster)}@${bind}:${port}/${database}`;
      try {
        await ensureDatabase(url('postgres'));
      } catch (error) {
        await supervised.stop();
        throw error;
      }
      const stop = async () => {
        await supervised.stop();
        lock.release();
      };
      return { url: url(ROLE), port, stop };
    } catch (error) {
      lock.release();
      throw error;
    }
  } catch (error) {
    throw explainFileError(resolve(options.dataDir), error);
  }
}

async function startOnPort(
  fixed: Omit<PostmasterOptions, 'port'>,
  wanted: number,
): Promise<{ child: ChildProcess; port: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = wanted || (await freePort(fixed.bind));
    try {
      return { child: await startPostmaster({ ...fixed, port }), port };
    } catch (error) {
      // Between finding a free port and using it, somebody else may have taken it.
      if (!(error instanceof PortTakenError) || wanted !== 0 || attempt === 5) throw error;
    }
  }
}

function freePort(bind: string): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer().once('error', fail);
    probe.listen(0, bind, () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });
}

/** Keeps a server running until `stop`; also ends it when this process exits without calling `stop`. */
function supervise(
  first: ChildProcess,
  options: PostmasterOptions,
  log: (line: string) => void,
): { stop(): Promise<void> } {
  let child = first;
  const stopping = new AbortController();
  let restarting: Promise<void> = Promise.resolve();
  let stopped: Promise<void> | undefined;
  const onExit = () => child.kill('SIGINT');
  const watch = () => {
    child.once('exit', () => {
      if (!stopping.signal.aborted) restarting = restart();
    });
  };
  const restart = async () => {
    log('The database server died: starting it again.');
    while (!stopping.signal.aborted) {
      try {
        child = await startPostmaster(options);
        watch();
        return;
      } catch (error) {
        log(`${(error as Error).message} Trying again in 5 s.`);
        await pause(5_000, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  };
  const stop = async () => {
    stopping.abort();
    await restarting;
    await stopPostmaster(child, options);
    process.removeListener('exit', onExit);
  };
  process.once('exit', onExit);
  watch();
  return { stop: () => (stopped ??= stop()) };
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [ROLE]);
    if (rowCount === 0) await client.query(`create database ${ROLE}`);
  } finally {
    await client.end();
  }
}
