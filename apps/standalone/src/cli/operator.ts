import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadEnvironment, lockDataFolder, type Environment } from '#libs/config';
import { openDatabase, startEmbeddedPostgres, verifySchema, type Database } from '#libs/persistence';
import type { TemporalTarget } from '#libs/temporal';
import { runFile } from '../stack.js';

/** What an operator's command works on. */
export interface Operator {
  readonly environment: Environment;
  readonly database: Database;
  /** Null while no installation runs: there is no Temporal to talk to. */
  readonly temporal: TemporalTarget | null;
}

/**
 * Runs a command on the installation of this environment: the database of DATABASE_URL, that of the installation running on
 * the data folder, or the embedded one, started for as long as the command takes.
 */
export async function asOperator<T>(work: (operator: Operator) => Promise<T>): Promise<T> {
  const environment = loadEnvironment();
  const running = runningInstallation(environment.PARCOURS_DATA);
  const temporal: TemporalTarget | null = environment.TEMPORAL_ADDRESS
    ? 'environment'
    : (running?.temporal ?? null);
  const url = environment.DATABASE_URL ?? running?.databaseUrl;
  if (url !== undefined) return withDatabase(url, (database) => work({ environment, database, temporal }));
  const lock = lockDataFolder(environment.PARCOURS_DATA);
  try {
    const postgres = await startEmbeddedPostgres({
      dataDir: join(environment.PARCOURS_DATA, 'postgres'),
      log: console.error,
    });
    try {
      return await withDatabase(postgres.url, (database) => work({ environment, database, temporal }));
    } finally {
      await postgres.stop();
    }
  } finally {
    lock.release();
  }
}

async function withDatabase<T>(url: string, work: (database: Database) => Promise<T>): Promise<T> {
  const database = openDatabase(url, { max: 2 });
  try {
    const problems = await verifySchema(database);
    if (problems.length > 0)
      throw new Error(
        `${problems.join(' ')} Start the installation once: that brings its database up to date.`,
      );
    return await work(database);
  } finally {
    await database.close();
  }
}

interface RunFile {
  readonly databaseUrl: string;
  readonly temporal: TemporalTarget;
  readonly pid: number;
}

/** Addresses of the installation that runs on the folder; a file that a killed one left behind does not count. */
function runningInstallation(dataDir: string): RunFile | undefined {
  const path = join(dataDir, runFile);
  if (!existsSync(path)) return undefined;
  const found = JSON.parse(readFileSync(path, 'utf8')) as RunFile;
  try {
    process.kill(found.pid, 0);
    return found;
  } catch {
    return undefined;
  }
}
