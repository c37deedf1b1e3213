import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '../../testing/src/database.js';
import { openDatabase } from './database.js';
import { isDatabaseUnavailable } from './errors.js';
import { migrate, verifySchema } from './migrate.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.drop());

describe('the schema', () => {
  it('is migrated by several processes at once, and once', async () => {
    await Promise.all([migrate(test.database), migrate(test.database)]);
    expect(await verifySchema(test.database)).toEqual([]);
  });

  it('I16: is refused when it lacks migrations or belongs to a newer version', async () => {
    const old = await testDatabase();
    await old.database.pool.query(
      'update drizzle.__drizzle_migrations set created_at = created_at + 1 where id = 2',
    );
    expect(await verifySchema(old.database)).toEqual([
      expect.stringMatching(/lacks 1 of \d+ migrations/),
      expect.stringMatching(/1 migrations that this version does not know/),
    ]);
    await old.drop();
  });
});

describe('a database that is away', () => {
  it('I16: is one plain sentence without the password', async () => {
    const closed = await freePort();
    const database = openDatabase(`postgres://user:secret@127.0.0.1:${closed}/parcours`);
    const [problem] = await verifySchema(database);
    expect(problem).toBe(
      `The database 127.0.0.1:${closed}/parcours does not answer. Is PostgreSQL running there?`,
    );
    await expect(migrate(database)).rejects.toThrow(problem!);
    await database.close();
  });

  it('is told from an error of ours, also where it accepts and never answers', async () => {
    const silent = createServer((socket) => socket.on('error', () => undefined).resume());
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const database = openDatabase(`postgres://u@127.0.0.1:${port}/x`, { connectWithin: 200 });
    const error: unknown = await database.pool.query('select 1').catch((reason: unknown) => reason);
    expect(isDatabaseUnavailable(error)).toBe(true);
    expect(
      isDatabaseUnavailable(
        await test.database.pool.query('select nonsense').catch((reason: unknown) => reason),
      ),
    ).toBe(false);
    await database.close();
    await new Promise((resolve) => silent.close(resolve));
  });

  it('is no reason to end the process when it drops idle connections', async () => {
    const { database } = test;
    await database.pool.query('select 1');
    const { rows } = await database.pool.query<{ pid: number }>('select pg_backend_pid() as pid');
    const removed = new Promise((resolve) => database.pool.once('remove', resolve));
    const client = openDatabase(test.url, { max: 1 });
    await client.pool.query('select pg_terminate_backend($1)', [rows[0]!.pid]);
    await client.close();
    await removed;
    expect((await database.pool.query<{ one: number }>('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
