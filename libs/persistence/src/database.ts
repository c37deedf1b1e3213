import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import * as schema from './schema/index.js';

/** A pool and Drizzle over it. One a process; every repository takes it. */
export interface Database {
  readonly db: Db;
  readonly pool: pg.Pool;
  /** Where it connects; holds a password, so never print it. */
  readonly url: string;
  /** Waits for the queries under way; may be called twice. */
  close(): Promise<void>;
}

/** Drizzle over the pool, or over one transaction of it. */
export type Db = NodePgDatabase<typeof schema>;
/** Inside `db.transaction`. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];

export interface DatabaseOptions {
  /** Connections of the pool; 10 unless told. */
  readonly max?: number;
  /** Milliseconds to wait for a connection; 4000 unless told. */
  readonly connectWithin?: number;
}

/** Milliseconds. Below the ten seconds that Temporal grants an attempt of `record`. */
const connectWithin = 4_000;
const answerWithin = 8_000;

/**
 * How the planner weighs a statement. Indexes and the rows people read fit into memory, or lie on a disk that seeks for free: at
 * PostgreSQL's own figure of 4, made for turning disks, the first hundred steps by due date are found by sorting all that are open. And
 * no statement of ours runs so long that compiling it would pay.
 */
const planning = '-c random_page_cost=1.1 -c jit=off';

/**
 * Opens a pool; connects only when first asked. Queries fail after seconds when the server is away or does not answer,
 * and idle connections that break are replaced, never thrown.
 */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    application_name: 'parcours',
    options: planning,
    connectionTimeoutMillis: options.connectWithin ?? connectWithin,
    statement_timeout: answerWithin,
    query_timeout: answerWithin + 1_000,
    lock_timeout: 5_000,
    idle_in_transaction_session_timeout: 30_000,
    keepAlive: true,
  });
  // Without a listener, a connection lost while idle would end the process; the next query reports the trouble.
  pool.on('error', ignoreLostConnection);
  pool.on('connect', (client) => client.on('error', ignoreLostConnection));
  let closed: Promise<void> | undefined;
  return {
    db: drizzle(pool, { schema, casing: 'snake_case' }),
    pool,
    url,
    close: () => (closed ??= pool.end()),
  };
}

function ignoreLostConnection(): void {
  return;
}

/** Runs `work` on a connection of its own without time limits, for migrations and rebuilds. */
export async function withLongConnection<T>(
  database: Database,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    connectionString: database.url,
    application_name: 'parcours-maintenance',
    connectionTimeoutMillis: connectWithin,
    keepAlive: true,
  });
  client.on('error', ignoreLostConnection);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(ignoreLostConnection);
  }
}
