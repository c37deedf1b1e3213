import { loadEnvironment } from '#libs/config';
import { defaultTaskQueue } from '#libs/contracts';
import { migrate, openDatabase } from '#libs/persistence';
import { connectClient, type TemporalClient } from '#libs/temporal';
import { partsFromEnvironment, type InstallationParts } from './parts.js';

/**
 * What a process of its own (API, console or worker in production) begins with: its parts from the environment, the schema up
 * to date, Temporal connected. Throws one message that says what is missing or away.
 */
export async function prepareProcess(): Promise<{
  readonly parts: InstallationParts;
  readonly temporal: TemporalClient;
}> {
  const parts = partsFromEnvironment(loadEnvironment(), defaultTaskQueue);
  const database = openDatabase(parts.databaseUrl, { max: 1 });
  await migrate(database).finally(() => database.close());
  return { parts, temporal: await connectClient(parts.temporal) };
}

/** Longest a process may take to end: the workers' own limits, and a little more. */
const graceMs = 50_000;

/** Runs a process's main function, which installs Nest's shutdown hooks; a signal ends the process within its grace time, even while the database is away; a start that fails prints its message and ends the process. */
export async function runProcess(main: () => Promise<void>): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => setTimeout(() => process.exit(1), graceMs).unref());
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}
