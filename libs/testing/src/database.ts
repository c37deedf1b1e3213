import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { migrate, migrationsFolder, openDatabase, type Database } from '#libs/persistence';

/** A migrated, empty database of its own. */
export interface TestDatabase {
  readonly database: Database;
  readonly url: string;
  /** Closes the pool and drops the database. */
  drop(): Promise<void>;
}

/** Any constant: two test files must not both build the template. */
const templateLock = 7_216_005;

/** Creates a database on the server of TEST_DATABASE_URL, copied from a template that the first caller migrates. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = process.env.TEST_DATABASE_URL;
  if (!server) throw new Error('TEST_DATABASE_URL is not set: run this test in the `system` project.');
  const name = `test_${randomBytes(8).toString('hex')}`;
  const template = templateName();
  await asAdministrator(server, async (client) => {
    await client.query('select pg_advisory_lock($1)', [templateLock]);
    await ensureTemplate(client, server, template);
    await client.query('select pg_advisory_unlock($1)', [templateLock]);
    await client.query(`create database "${name}" template "${template}"`);
  });
  const url = withDatabase(server, name);
  const database = openDatabase(url);
  return {
    database,
    url,
    drop: async () => {
      await database.close();
      await asAdministrator(server, (client) =>
        client.query(`drop database if exists "${name}" with (force)`),
      );
    },
  };
}

/** The name carries the migrations, so that an edited one never meets an old template. */
function templateName(): string {
  const folder = migrationsFolder();
  const hash = createHash('sha256');
  for (const file of readdirSync(folder)
    .filter((entry) => entry.endsWith('.sql'))
    .sort()) {
    hash.update(file).update(readFileSync(join(folder, file)));
  }
  return `parcours_template_${hash.digest('hex').slice(0, 16)}`;
}

async function ensureTemplate(client: pg.Client, server: string, template: string): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [template]);
  if (rowCount) return;
  // Built under another name: a run killed half way must not leave half a template.
  const draft = `${template}_draft`;
  await client.query(`drop database if exists "${draft}" with (force)`);
  await client.query(`create database "${draft}"`);
  const database = openDatabase(withDatabase(server, draft));
  try {
    await migrate(database);
  } finally {
    await database.close();
  }
  await client.query(`alter database "${draft}" rename to "${template}"`);
}

async function asAdministrator<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.toString();
}
