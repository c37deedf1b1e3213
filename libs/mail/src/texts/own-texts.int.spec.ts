import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { eq, sql } from 'drizzle-orm';
import { SettableClock } from '#libs/config';
import { mails, MailTextBook, openDatabase, type Database } from '#libs/persistence';
import { testDatabase, type TestDatabase } from '../../../testing/src/database.js';
import { newest, startInbox } from '../inbox/inbox.fixture.js';
import type { MailInbox } from '../inbox/mail-inbox.js';
import type { InboxMessage } from '../inbox/message-store.js';
import { at, saveCase, saveMail, saveProgramme } from '../mail-case.fixture.js';
import type { MailDelivery } from '../mail-delivery.js';
import { mailWorker } from '../mail-worker.fixture.js';
import { Smtp } from '../smtp.js';
import type { TextKey } from './text-rules.js';

const reference = 'CCP-MA-2026-0001';

let test: TestDatabase;
let database: Database;
/** Of the process in which the coordinator's page runs. */
let elsewhere: Database;
let inbox: MailInbox;
let smtp: Smtp;
let delivery: MailDelivery;
let seq = 1;
const versions = new Map<string, number>();

beforeAll(async () => {
  Logger.overrideLogger(false);
  test = await testDatabase();
  ({ database } = test);
  elsewhere = openDatabase(test.url);
  await saveProgramme(database);
  await saveCase(database, reference);
  inbox = await startInbox();
  smtp = new Smtp({ url: inbox.smtpUrl, from: 'Parcours <mail@parcours.example.org>' });
  ({ delivery } = mailWorker(database, smtp, new SettableClock(at)));
});
afterAll(async () => {
  smtp.close();
  await inbox.stop();
  await elsewhere.close();
  await test.drop();
});

async function write(language: string, key: TextKey, text: string | null): Promise<void> {
  const version = (versions.get(`${language} ${key}`) ?? 0) + 1;
  versions.set(`${language} ${key}`, version);
  const row = { programme: 'CCP-MA', language, key, version, text, standard: 'x', person: 'P-010', at };
  expect(await new MailTextBook(elsewhere).add([row])).toBe(true);
}

/** A new invitation to somebody, as it arrives over SMTP. */
async function invited(person: string): Promise<InboxMessage> {
  const id = await saveMail(database, { reference, seq: ++seq, notice: 'invitation', item: 'bills', person });
  expect(await delivery.deliver(reference, seq)).toEqual({ sent: 1, undeliverable: [] });
  expect(id).toContain('bills');
  return newest(inbox);
}

describe('a programme’s own texts', () => {
  it('are what its people read, each in their language, from the next delivery on', async () => {
    const before = await invited('P-002');
    expect(before.text).toContain('نحتاج');
    await write('ar', 'invitation.subject-task', 'مطلوب منكم: {title}');
    await write('ar', 'invitation.lead-task', 'السلام عليكم، ننتظر جوابكم في {programme}.');
    const after = await invited('P-002');
    expect(after.subject).toBe(`[${reference}] مطلوب منكم: فواتيركم`);
    for (const body of [after.text, after.html]) expect(body).toContain('السلام عليكم، ننتظر جوابكم في');
    expect(after.text).not.toContain('نحتاج');
    expect((await invited('P-001')).subject).toBe(`[${reference}] Your bills, by September 21`);
    await write('ar', 'invitation.lead-task', null);
    const back = await invited('P-002');
    expect(back.text).toContain('نحتاج');
    expect(back.subject).toContain('مطلوب منكم');
  });

  it('do not touch a mail that was written before: a repeat has the same bytes', async () => {
    const first = await invited('P-001');
    await write('en', 'regards', 'See you soon,');
    await database.db
      .update(mails)
      .set({ state: 'sending', leaseUntil: sql`now() - interval '1 second'` })
      .where(eq(mails.seq, seq));
    await delivery.deliver(reference, seq);
    const again = await newest(inbox);
    expect(again.id).not.toBe(first.id);
    expect(again.text).toBe(first.text);
    expect((await invited('P-001')).text).toContain('See you soon,');
  });

  it('I4: never keep a mail from leaving, whatever stands in the database', async () => {
    await write('en', 'invitation.lead-task', 'Dear {formerly, plural, other {#}');
    await write('en', 'greeting', '{gone}');
    const { text } = await invited('P-001');
    expect(text).toContain('we need your answer');
    expect(text).toContain('Dear Dina Directrice,');
  });
});
