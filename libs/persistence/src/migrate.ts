import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator';
import type pg from 'pg';
import { projectRoot } from '#libs/config';
import { withLongConnection, type Database } from './database.js';
import { rebuild } from './rebuild.js';
import { DatabaseUnreachableError, describeUrl, isDatabaseUnavailable, sqlState } from './errors.js';

const oldestServer = 15;
/** Any constant: two processes that start at once must not both migrate. */
const migrationLock = 7_216_004;

/** Folder of the SQL migrations; the same from sources and from dist. */
export function migrationsFolder(): string {
  return join(projectRoot(), 'libs/persistence/migrations');
}

/**
 * Brings the schema up to date; harmless to repeat and to run from several processes. Whatever a migration adds to the
 * projections is in the log, so they are folded anew after one.
 */
export async function migrate(database: Database): Promise<void> {
  await withLongConnection(database, async (client) => {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await client.query(`set client_min_messages = warning`);
    const before = await countMigrations(client);
    await applyMigrations(drizzle(client), { migrationsFolder: migrationsFolder() });
    if (before > 0 && (await countMigrations(client)) > before) await rebuild(database, { write: true });
  }).catch((error: unknown) => {
    throw plain(error, database);
  });
}

async function countMigrations(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ migrated: boolean }>(
    `select to_regclass('drizzle.__drizzle_migrations') is not null as migrated`,
  );
  if (rows[0]?.migrated !== true) return 0;
  const { rows: counted } = await client.query<{ count: number }>(
    'select count(*)::int as count from drizzle.__drizzle_migrations',
  );
  return counted[0]?.count ?? 0;
}

/** What is wrong with server or schema, one sentence each; empty when the program can run on it. Changes nothing. */
export async function verifySchema(database: Database): Promise<readonly string[]> {
  try {
    return await withLongConnection(database, inspect);
  } catch (error) {
    return [plain(error, database).message];
  }
}

async function inspect(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ version: number; migrated: boolean }>(
    `select current_setting('server_version_num')::int / 10000 as version,
            to_regclass('drizzle.__drizzle_migrations') is not null as migrated`,
  );
  const server = rows[0];
  if (server && server.version < oldestServer)
    return [`PostgreSQL ${server.version} is too old: Parcours needs ${oldestServer} or newer.`];
  const known = knownMigrations();
  const applied = server?.migrated
    ? (
        await client.query<{ at: string }>(
          'select created_at::text as at from drizzle.__drizzle_migrations order by created_at',
        )
      ).rows.map((row) => Number(row.at))
    : [];
  const missing = known.filter((when) => !applied.includes(when)).length;
  const foreign = applied.filter((when) => !known.includes(when)).length;
  const problems: string[] = [];
  if (missing > 0) problems.push(`The database lacks ${missing} of ${known.length} migrations.`);
  if (foreign > 0)
    problems.push(
      `The database has ${foreign} migrations that this version does not know: it belongs to a newer one.`,
    );
  return problems;
}

function knownMigrations(): readonly number[] {
  const journal = JSON.parse(readFileSync(join(migrationsFolder(), 'meta/_journal.json'), 'utf8')) as {
    readonly entries: readonly { readonly when: number }[];
  };
  return journal.entries.map((entry) => entry.when);
}

function plain(error: unknown, database: Database): Error {
  const where = describeUrl(database.url);
  const state = sqlState(error);
  if (state === '3D000')
    return new DatabaseUnreachableError(`The database ${where} does not exist. Create it first.`);
  if (state?.startsWith('28'))
    return new DatabaseUnreachableError(
      `The database ${where} refuses the user or password of DATABASE_URL.`,
    );
  if (isDatabaseUnavailable(error))
    return new DatabaseUnreachableError(
      `The database ${where} does not answer. Is PostgreSQL running there?`,
    );
  return error instanceof Error ? error : new Error(String(error), { cause: error });
}
