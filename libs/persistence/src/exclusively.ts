import { withLongConnection, type Database } from './database.js';

/**
 * Runs `work` unless another process on this database is running work of the same name; then null at once. The lock ends
 * with its connection, so a killed holder blocks nobody.
 */
export async function exclusively<T>(
  database: Database,
  name: string,
  work: () => Promise<T>,
): Promise<T | null> {
  return withLongConnection(database, async (client) => {
    const { rows } = await client.query<{ granted: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 2)) as granted',
      [name],
    );
    return rows[0]?.granted === true ? work() : null;
  });
}
