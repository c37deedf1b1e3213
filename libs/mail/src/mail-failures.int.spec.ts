import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { eq, sql } from 'drizzle-orm';
import { SettableClock } from '#libs/config';
import { mails, Mails, people, type Database } from '#libs/persistence';
import { testDatabase, type TestDatabase } from '../../testing/src/database.js';
import { received, startInbox } from './inbox/inbox.fixture.js';
import type { MailInbox } from './inbox/mail-inbox.js';
import { at, saveCase, saveMail, saveProgramme } from './mail-case.fixture.js';
import { MailPendingError, type MailDelivery } from './mail-delivery.js';
import { mailWorker } from './mail-worker.fixture.js';
import { Smtp } from './smtp.js';

let test: TestDatabase;
let database: Database;
let inbox: MailInbox;
let reference: string;
let count = 0;
const pools: Smtp[] = [];

beforeAll(async () => {
  Logger.overrideLogger(false);
  test = await testDatabase();
  ({ database } = test);
  await saveProgramme(database);
});
afterAll(() => test.drop());

beforeEach(async () => {
  reference = `CCP-MA-2026-${String(++count).padStart(4, '0')}`;
  await saveCase(database, reference);
});
afterEach(async () => {
  for (const pool of pools.splice(0)) pool.close();
  await inbox.stop();
  // An address that a test had refused is written to again.
  await database.db.update(people).set({ bouncedAt: null, bounceReason: null });
});

/** That of a process of its own. */
function deliveryTo(url: string): MailDelivery {
  const smtp = new Smtp({ url, from: 'Parcours <mail@parcours.example.org>' });
  pools.push(smtp);
  return mailWorker(database, smtp, new SettableClock(at)).delivery;
}

/** As if whoever held the lease had died and the lease had run out since. */
const leaseRanOut = (id: string) =>
  database.db
    .update(mails)
    .set({ state: 'sending', leaseUntil: sql`now() - interval '1 second'` })
    .where(eq(mails.id, id));

describe('I4: mail never holds a case', () => {
  it('an address refused at RCPT does not block the others, and is told again on a repeat', async () => {
    inbox = await startInbox({ refuse: (address) => address === 'dina@example.org' });
    await saveMail(database, { reference, seq: 2, notice: 'invitation', item: 'bills', person: 'P-001' });
    await saveMail(database, { reference, seq: 2, notice: 'invitation', item: 'bills', person: 'P-002' });
    await saveMail(database, { reference, seq: 2, notice: 'invitation', item: 'bills', person: 'P-003' });
    await saveMail(database, { reference, seq: 2, notice: 'closing', person: null, state: 'no-recipient' });
    const delivery = deliveryTo(inbox.smtpUrl);
    const item = `${reference}.bills.1`;
    const answer = {
      sent: 1,
      undeliverable: expect.arrayContaining([
        { item, because: 'refused' },
        { item, because: 'no-recipient' },
        { item: null, because: 'no-recipient' },
      ]),
    };
    expect(await delivery.deliver(reference, 2)).toEqual(answer);
    expect(await delivery.deliver(reference, 2)).toEqual(answer);
    expect(await received(inbox)).toHaveLength(1);
  });

  it('a dead server is waited for, then the mail goes out once', async () => {
    inbox = await startInbox();
    const url = inbox.smtpUrl;
    await inbox.stop();
    const mail = { reference, seq: 2, notice: 'invitation', item: 'bills', person: 'P-002' } as const;
    const id = await saveMail(database, mail);
    const delivery = deliveryTo(url);
    for (let attempt = 0; attempt < 7; attempt++) {
      const error = await delivery.deliver(reference, 2).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(MailPendingError);
      // I8: what Temporal keeps of it names nobody.
      expect(String(error)).not.toMatch(/@|Tarek/);
      // An outage uses none of the few attempts up.
      expect(await new Mails(database).get(id)).toMatchObject({
        ...{ state: 'queued', attempts: 0 },
        lastError: expect.any(String),
      });
    }
    inbox = await startInbox({ smtpPort: Number(new URL(url).port) });
    expect(await delivery.deliver(reference, 2)).toEqual({ sent: 1, undeliverable: [] });
    expect(await delivery.deliver(reference, 2)).toEqual({ sent: 1, undeliverable: [] });
    expect(await received(inbox)).toHaveLength(1);
    expect(await new Mails(database).get(id)).toMatchObject({ state: 'sent', attempts: 1 });
  });

  it('a mail that cannot be written lets the others go and becomes undeliverable after five attempts', async () => {
    inbox = await startInbox();
    const bad = await saveMail(database, { reference, seq: 2, notice: 'outcome', person: 'P-001' });
    await saveMail(database, { reference, seq: 2, notice: 'invitation', item: 'bills', person: 'P-002' });
    const delivery = deliveryTo(inbox.smtpUrl);
    for (let attempt = 1; attempt < 5; attempt++)
      await expect(delivery.deliver(reference, 2)).rejects.toBeInstanceOf(MailPendingError);
    expect(await received(inbox)).toHaveLength(1);
    expect(await new Mails(database).get(bad)).toMatchObject({
      state: 'queued',
      attempts: 4,
      lastError: expect.stringContaining('needs its task'),
    });
    expect(await delivery.deliver(reference, 2)).toEqual({
      sent: 1,
      undeliverable: [{ item: null, because: 'refused' }],
    });
  });
});

describe('I5: at most one mail', () => {
  it('goes out from two overlapping deliveries', async () => {
    inbox = await startInbox();
    await saveMail(database, { reference, seq: 2, notice: 'invitation', item: 'bills', person: 'P-002' });
    const [one, two] = [deliveryTo(inbox.smtpUrl), deliveryTo(inbox.smtpUrl)];
    const answers = await Promise.allSettled([one.deliver(reference, 2), two.deliver(reference, 2)]);
    expect(answers.map(({ status }) => status)).toContain('fulfilled');
    expect(await one.deliver(reference, 2)).toEqual({ sent: 1, undeliverable: [] });
    expect(await received(inbox)).toHaveLength(1);
  });

  it('a crash between SMTP’s 250 and its record repeats the same bytes under the same Message-ID', async () => {
    inbox = await startInbox();
    const mail = { reference, seq: 2, notice: 'invitation', item: 'bills', person: 'P-002' } as const;
    const id = await saveMail(database, mail);
    await deliveryTo(inbox.smtpUrl).deliver(reference, 2);
    // Later mail must not slip into the repeat's References.
    await saveMail(database, { ...mail, seq: 3, notice: 'reminder', rung: 0 });
    await deliveryTo(inbox.smtpUrl).deliver(reference, 3);
    await leaseRanOut(id);
    await deliveryTo(inbox.smtpUrl).deliver(reference, 2);
    const source = async (n: number) => (await fetch(`${inbox.webUrl}/messages/0000000${n}/raw`)).text();
    expect(await source(3)).toBe(await source(1));
    expect((await received(inbox))[2]?.date).toBe(new Date(at).toISOString());
  });
});
