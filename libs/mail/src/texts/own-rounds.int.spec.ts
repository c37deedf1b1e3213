import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { eq } from 'drizzle-orm';
import { SettableClock } from '#libs/config';
import { cases, items, MailTextBook, people, programmes, type Database } from '#libs/persistence';
import { testDatabase, type TestDatabase } from '../../../testing/src/database.js';
import { newest, startInbox } from '../inbox/inbox.fixture.js';
import type { MailInbox } from '../inbox/mail-inbox.js';
import type { InboxMessage } from '../inbox/message-store.js';
import { at, saveCase, saveMail, saveProgramme } from '../mail-case.fixture.js';
import { mailWorker } from '../mail-worker.fixture.js';
import { Smtp } from '../smtp.js';
import type { TextKey } from './text-rules.js';

const day = 86_400_000;
const references = ['CCP-MA-2026-0001', 'CCP-MA-2026-0002'];

let test: TestDatabase;
let database: Database;
let inbox: MailInbox;
let smtp: Smtp;
let worker: ReturnType<typeof mailWorker>;
/** `at` is ten on a Tuesday morning. */
const clock = new SettableClock(at);

beforeAll(async () => {
  Logger.overrideLogger(false);
  test = await testDatabase();
  ({ database } = test);
  await saveProgramme(database);
  for (const reference of references) await saveCase(database, reference);
  await database.db.update(people).set({ mailRhythm: 'daily' }).where(eq(people.id, 'P-001'));
  inbox = await startInbox();
  smtp = new Smtp({ url: inbox.smtpUrl, from: 'Parcours <mail@parcours.example.org>' });
  worker = mailWorker(database, smtp, clock);
  await write('digest.subject', 'You owe {count, plural, one {one answer} other {# answers}}');
  await write('digest.lead', 'All that {programme} waits for.');
  await write('greeting', 'Hello {name} of {organisation},');
  await write('monday.subject', 'What {programme} asks of you: {late}');
  await write('monday.lead', '{companies} with something late, {decisions} to decide.');
});
afterAll(async () => {
  smtp.close();
  await inbox.stop();
  await test.drop();
});

async function write(key: TextKey, text: string): Promise<void> {
  const row = { programme: 'CCP-MA', language: 'en', key, version: 1, text, standard: 'x' };
  expect(await new MailTextBook(database).add([{ ...row, person: 'P-010', at }])).toBe(true);
}

/** The mail that a round at that hour sends, after a reminder of each case's task to the director. */
async function digestAfter(seq: number, morning: number): Promise<InboxMessage> {
  clock.set(morning - day);
  for (const reference of references) {
    await saveMail(database, {
      reference,
      seq,
      notice: 'reminder',
      item: 'bills',
      rung: seq,
      person: 'P-001',
    });
    await worker.delivery.deliver(reference, seq);
  }
  clock.set(morning);
  expect(await worker.rounds.run()).toMatchObject({ digests: 1 });
  return newest(inbox);
}

describe('a programme’s own words', () => {
  it('stand in a digest of its cases; a greeting that names a company does not', async () => {
    const { subject, text } = await digestAfter(2, at + day);
    expect(subject).toBe('[CCP-Morocco] You owe 2 answers');
    expect(text).toContain('All that CCP-Morocco waits for.');
    expect(text).toContain('Dear Dina Directrice,');
  });

  it('stand in the Monday mail of its coordinators', async () => {
    await database.db.update(items).set({ overdue: true }).where(eq(items.kind, 'task'));
    clock.set(at + 6 * day - 3_600_000);
    expect(await worker.rounds.run()).toMatchObject({ mondays: 1 });
    const { subject, text } = await newest(inbox);
    expect(subject).toBe('[CCP-Morocco] What CCP-Morocco asks of you: 2');
    expect(text).toContain('2 with something late, 2 to decide.');
  });

  it('give way to the standard ones in a digest that two programmes share', async () => {
    const [programme] = await database.db.select().from(programmes);
    await database.db.insert(programmes).values({ ...programme!, code: 'CCP-CL' });
    await database.db
      .update(cases)
      .set({ programme: 'CCP-CL' })
      .where(eq(cases.reference, references[1] ?? ''));
    const { subject, text } = await digestAfter(3, at + 8 * day);
    expect(subject).toBe('[CCP-Morocco] 2 answers are expected from you');
    expect(text).not.toContain('waits for.');
  });
});
