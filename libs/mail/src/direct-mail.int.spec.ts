import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { eq } from 'drizzle-orm';
import { SettableClock } from '#libs/config';
import { mails, Mails, type Database } from '#libs/persistence';
import { testDatabase, type TestDatabase } from '../../testing/src/database.js';
import { DirectMail } from './direct-mail.js';
import { newest, startInbox } from './inbox/inbox.fixture.js';
import type { MailInbox } from './inbox/mail-inbox.js';
import { at, saveCase, saveProgramme } from './mail-case.fixture.js';
import { MailComposer } from './mail-composer.js';
import { Smtp } from './smtp.js';

const reference = 'CCP-MA-2026-0001';
const item = `${reference}.validation.1`;
const url = 'https://parcours.example.org/password/secret-token';

let test: TestDatabase;
let database: Database;
let inbox: MailInbox;
let smtp: Smtp;
let mail: DirectMail;

beforeAll(async () => {
  Logger.overrideLogger(false);
  test = await testDatabase();
  ({ database } = test);
  await saveProgramme(database);
  await saveCase(database, reference);
});
afterAll(() => test.drop());

beforeEach(async () => {
  await database.db.delete(mails);
  inbox = await startInbox({ refuse: (address) => address === 'tarek@example.org' });
  smtp = new Smtp({ url: inbox.smtpUrl, from: 'Parcours <mail@parcours.example.org>' });
  mail = new DirectMail(database, smtp, new MailComposer(), new SettableClock(at));
});
afterEach(async () => {
  smtp.close();
  await inbox.stop();
});

describe('a mail with a secret', () => {
  it('invites to an account, and its row keeps no word of it', async () => {
    expect(await mail.invitation('P-010', url)).toEqual({ status: 'sent' });
    expect(await newest(inbox)).toMatchObject({
      to: ['yasmine@example.org'],
      subject: 'Your access to CCP-Morocco',
      text: expect.stringContaining('within seven days'),
      html: expect.stringContaining(url),
    });
    const [row] = await database.db.select().from(mails);
    expect(row).toMatchObject({ notice: 'account-invitation', reference: '-', state: 'sent', at });
    expect(JSON.stringify(row)).not.toContain('secret-token');
    expect([row?.text, row?.html]).toEqual([null, null]);
  });

  it('lets choose a new password', async () => {
    expect(await mail.reset('P-010', url)).toEqual({ status: 'sent' });
    const { text } = await newest(inbox);
    expect(text).toContain(url);
    expect(text).toContain('within one hour');
  });

  it('sends a code with the decision it is for; the code is not in the subject', async () => {
    expect(await mail.code('P-010', '482 913', { item, minutes: 15 })).toEqual({ status: 'sent' });
    expect(await newest(inbox)).toMatchObject({
      subject: `[${reference}] The code for your decision: Validation`,
      text: expect.stringMatching(/482 913[^]*within 15 minutes/),
      html: expect.stringContaining('482 913'),
    });
    const [row] = await database.db.select().from(mails).where(eq(mails.item, item));
    expect(row).toMatchObject({ notice: 'code', reference, seq: 0 });
    expect(await new Mails(database).threadOf(reference, 'P-010')).toEqual([]);
  });

  it('answers what became of it, and is never sent again by itself', async () => {
    expect(await mail.reset('P-003', url)).toEqual({ status: 'not-sent', because: 'no-address' });
    expect(await mail.reset('P-099', url)).toEqual({ status: 'not-sent', because: 'no-address' });
    expect(await mail.reset('P-002', url)).toEqual({ status: 'not-sent', because: 'refused' });
    await inbox.stop();
    expect(await mail.reset('P-010', url)).toEqual({ status: 'not-sent', because: 'unavailable' });
    const rows = await database.db.select().from(mails);
    expect(rows.map(({ state }) => state)).toEqual(['refused', 'refused']);
    expect(await new Mails(database).unsentOlderThan(0)).toEqual([]);
  });
});
