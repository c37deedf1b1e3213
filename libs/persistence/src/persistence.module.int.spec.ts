import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Injectable } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { testDatabase, type TestDatabase } from '../../testing/src/database.js';
import { CaseLog } from './case-log.js';
import { DATABASE, PersistenceModule } from './persistence.module.js';
import type { Database } from './database.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.drop());

@Injectable()
class Reader {
  constructor(readonly log: CaseLog) {}
}

it('gives every module the repositories and closes the pool at the very end', async () => {
  const app = await Test.createTestingModule({
    imports: [PersistenceModule.forRootAsync({ useFactory: () => Promise.resolve({ url: test.url }) })],
    providers: [Reader],
  }).compile();
  expect(await app.get(Reader).log.load('CCP-MA-2026-0001')).toEqual([]);
  const { pool } = app.get<Database>(DATABASE);
  await app.close();
  expect(pool.ended).toBe(true);
});
