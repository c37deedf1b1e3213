import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { testDatabase, type TestDatabase } from '../../testing/src/database.js';
import { MailTextBook, type MailTextRow } from './mail-text-book.js';
import { mailTexts } from './schema/index.js';

let test: TestDatabase;
let book: MailTextBook;
beforeAll(async () => {
  test = await testDatabase();
  book = new MailTextBook(test.database);
});
afterAll(() => test.drop());

const row = (more: Partial<MailTextRow>): MailTextRow => ({
  ...{ programme: 'CCP-MA', language: 'fr', key: 'regards', version: 1, text: 'Bien à vous,' },
  ...{ standard: 'Cordialement,', person: 'P-001', at: 1, ...more },
});

it('knows the last change of each text, and every one before', async () => {
  expect(await book.add([row({}), row({ key: 'greeting', text: 'Salut {name}' })])).toBe(true);
  expect(
    await book.add([row({ version: 2, text: null, at: 2 }), row({ language: 'ar', text: 'تحية' })]),
  ).toBe(true);
  expect(await book.add([row({ programme: 'CCP-CL' })])).toBe(true);
  const now = await book.ofProgramme('CCP-MA');
  expect(now.map(({ language, key, version, text }) => [language, key, version, text])).toEqual([
    ['ar', 'regards', 1, 'تحية'],
    ['fr', 'greeting', 1, 'Salut {name}'],
    ['fr', 'regards', 2, null],
  ]);
  const history = await book.history('CCP-MA', 'fr', ['regards']);
  expect(history.map(({ version, text }) => [version, text])).toEqual([
    [2, null],
    [1, 'Bien à vous,'],
  ]);
  expect(await book.history('CCP-MA', 'fr', [])).toEqual([]);
  expect(await book.ofCase('CCP-MA-2026-9999')).toEqual([]);
});

it('tells what programmes say in their own words, and nothing that was taken back', async () => {
  const own = async (programmes: readonly string[] | 'every') =>
    (await book.own(programmes)).map(({ programme, language, key }) => [programme, language, key]);
  expect(await own(['CCP-MA'])).toEqual([
    ['CCP-MA', 'ar', 'regards'],
    ['CCP-MA', 'fr', 'greeting'],
  ]);
  expect(await own('every')).toContainEqual(['CCP-CL', 'fr', 'regards']);
  expect(await own([])).toEqual([]);
});

it('lets one of two who write the same version store theirs, all of it, and the other nothing', async () => {
  const mine = (person: string) =>
    ['closing.kept', 'closing.subject'].map((key) => row({ key, person, text: person }));
  const answers = await Promise.all([book.add(mine('P-001')), book.add([...mine('P-002')].reverse())]);
  expect([...answers].sort()).toEqual([false, true]);
  const kept = await book.history('CCP-MA', 'fr', ['closing.kept', 'closing.subject']);
  expect(kept).toHaveLength(2);
  expect(new Set(kept.map(({ person }) => person)).size).toBe(1);
  expect(await book.add([row({ key: 'noted.ask' }), ...mine('P-003')])).toBe(false);
  expect(await book.history('CCP-MA', 'fr', ['noted.ask'])).toEqual([]);
});

it('is append-only in the database itself', async () => {
  const { db } = test.database;
  const forbidden = [
    db.update(mailTexts).set({ text: 'another' }),
    db.delete(mailTexts),
    db.execute(sql`truncate mail_texts`),
  ];
  for (const outcome of await Promise.allSettled(forbidden))
    expect(outcome).toMatchObject({ status: 'rejected', reason: { cause: { code: '23001' } } });
});
