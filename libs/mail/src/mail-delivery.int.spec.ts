import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { eq, sql } from 'drizzle-orm';
import { SettableClock } from '#libs/config';
import {
  acts,
  handovers,
  items,
  mails,
  Mails,
  people,
  substitutions,
  type Database,
} from '#libs/persistence';
import { testDatabase, type TestDatabase } from '../../testing/src/database.js';
import { MailInbox } from './inbox/mail-inbox.js';
import type { InboxMessage, InboxSummary } from './inbox/message-store.js';
import { at, saveCase, saveMail, saveProgramme, saveTransition } from './mail-case.fixture.js';
import { MailComposer } from './mail-composer.js';
import { MailDelivery, MailPendingError } from './mail-delivery.js';
import { Outbox } from './outbox.js';
import { ProgrammeHours } from './programme-hours.js';
import { Smtp } from './smtp.js';
import { messageIdOf } from './thread.js';

const publicUrl = 'https://parcours.example.org/';
const links = {
  linkFor: (_reference: string, item: string, person: string) =>
    Promise.resolve(`https://parcours.example.org/t/${person}-${item}-secret`),
};

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

async function startInbox(
  refuse: (address: string) => boolean = () => false,
  smtpPort = 0,
): Promise<MailInbox> {
  const folder = mkdtempSync(join(tmpdir(), 'inbox-'));
  return (inbox = await MailInbox.start({ folder, smtpPort, webPort: 0, refuse }));
}

function deliveryTo(url: string, composer = new MailComposer()): MailDelivery {
  const smtp = new Smtp({ url, from: 'Parcours <mail@parcours.example.org>' });
  pools.push(smtp);
  const clock = new SettableClock(at);
  const outbox = new Outbox(database, smtp, clock, 180_000);
  const hours = new ProgrammeHours(database);
  return new MailDelivery({ database, outbox, composer, links, hours, clock, publicUrl });
}

async function newCase(): Promise<string> {
  reference = `CCP-MA-2026-${String(++count).padStart(4, '0')}`;
  await saveCase(database, reference);
  return reference;
}

afterEach(async () => {
  for (const pool of pools.splice(0)) pool.close();
  await inbox.stop();
  // An address that a test had refused is written to again.
  await database.db.update(people).set({ bouncedAt: null, bounceReason: null });
});

async function received(): Promise<readonly InboxMessage[]> {
  const list = (await (await fetch(`${inbox.webUrl}/api/messages`)).json()) as InboxSummary[];
  return Promise.all(
    list.reverse().map(async ({ id }) => {
      return (await (await fetch(`${inbox.webUrl}/api/messages/${id}`)).json()) as InboxMessage;
    }),
  );
}

const headerOf = (message: InboxMessage | undefined, name: string) =>
  message?.headers.find((header) => header.name === name)?.value;

/** As if whoever held the lease had died and the lease had run out since. */
const leaseRanOut = (id: string) =>
  database.db
    .update(mails)
    .set({ state: 'sending', leaseUntil: sql`now() - interval '1 second'` })
    .where(eq(mails.id, id));

describe('a delivery', () => {
  it('sends each mail in its reader’s language with a personal link that is not kept', async () => {
    await startInbox();
    await newCase();
    const id = await saveMail(database, {
      reference,
      seq: 2,
      notice: 'invitation',
      item: 'bills',
      person: 'P-002',
    });
    expect(await deliveryTo(inbox.smtpUrl).deliver(reference, 2)).toEqual({ sent: 1, undeliverable: [] });
    const [mail] = await received();
    const link = `https://parcours.example.org/t/P-002-${reference}.bills.1-secret`;
    expect(mail).toMatchObject({
      to: ['tarek@example.org'],
      messageId: messageIdOf(id, 'parcours.example.org'),
    });
    expect(mail?.subject).toBe(`[${reference}] فواتيركم، في أجل أقصاه 21 شتنبر`);
    expect(mail?.text).toContain(link);
    expect(mail?.html).toContain(`href="${link}"`);
    expect(mail?.text).toContain('الاثنين، 21 شتنبر 2026، 17:00');
    expect(mail?.date).toBe('2026-09-01T09:00:00.000Z');
    expect(headerOf(mail, 'reply-to')).toBe('Yasmine Coord <yasmine@example.org>');
    const row = await new Mails(database).get(id);
    expect(row).toMatchObject({ state: 'sent', address: 'tarek@example.org', language: 'ar' });
    expect(JSON.stringify(row)).not.toContain('secret');
  });

  it('puts the due date into a calendar, keeps what it sent, and takes it back when the case has ended', async () => {
    await startInbox();
    await newCase();
    const item = `${reference}.bills.1`;
    const rows = { reference, person: 'P-001' } as const;
    const asked = await saveMail(database, { ...rows, seq: 2, notice: 'invitation', item: 'bills' });
    const delivery = deliveryTo(inbox.smtpUrl);
    await delivery.deliver(reference, 2);
    await database.db.update(items).set({ status: 'withdrawn', settledAt: at }).where(eq(items.id, item));
    const closed = await saveMail(database, { ...rows, seq: 3, notice: 'closing', outcome: 'withdrawn' });
    await delivery.deliver(reference, 3);
    const [invitation, closing] = await received();
    for (const mail of [invitation, closing])
      expect(mail?.attachments).toMatchObject([{ name: 'date.ics', mediaType: 'text/calendar' }]);
    const kept = async (id: string) => (await new Mails(database).get(id))?.calendar ?? '';
    expect(await kept(asked)).toMatch(/METHOD:PUBLISH[^]*UID:CCP-MA[^]*SEQUENCE:0/);
    expect(await kept(closed)).toMatch(/METHOD:CANCEL[^]*UID:CCP-MA[^]*SEQUENCE:1/);
    expect((await kept(closed)).replace(/\r\n /g, '')).toContain(`UID:${item}@parcours.example.org`);
  });

  it('sends nothing to a colleague from whom the step was taken back before it left', async () => {
    await startInbox();
    await newCase();
    const rows = { reference, seq: 2, notice: 'handover', item: 'bills', person: 'P-002' } as const;
    const asked = await saveMail(database, rows);
    const handover = randomUUID();
    await database.db.insert(handovers).values({
      ...{ id: handover, reference, item: `${reference}.bills.1`, person: 'P-002', at, language: 'fr' },
      ...{ name: 'Karim', function: 'Technicien', email: 'karim@example.org' },
      ...{ request: handover, fingerprint: '', endedAt: at, endedBy: 'P-002' },
    });
    await database.db.update(mails).set({ handover }).where(eq(mails.id, asked));
    expect(await deliveryTo(inbox.smtpUrl).deliver(reference, 2)).toEqual({ sent: 0, undeliverable: [] });
    expect(await received()).toEqual([]);
    expect((await new Mails(database).get(asked))?.state).toBe('dropped');
  });

  it('keeps all mail of a case to one person in one thread', async () => {
    await startInbox();
    await newCase();
    const rows = { reference, item: 'bills', person: 'P-002' } as const;
    const root = await saveMail(database, { ...rows, seq: 2, notice: 'invitation' });
    const next = await saveMail(database, { ...rows, seq: 3, notice: 'reminder', rung: 0 });
    await saveMail(database, { ...rows, seq: 4, notice: 'reminder', rung: 1 });
    const delivery = deliveryTo(inbox.smtpUrl);
    for (const seq of [2, 3, 4]) await delivery.deliver(reference, seq);
    const [first, , third] = await received();
    const ids = [root, next].map((id) => messageIdOf(id, 'parcours.example.org'));
    expect(headerOf(first, 'references')).toBeUndefined();
    expect(headerOf(third, 'references')).toBe(ids.join(' '));
    expect(headerOf(third, 'in-reply-to')).toBe(ids[1]);
  });

  it('sends people with an account to the console', async () => {
    await startInbox();
    await newCase();
    await saveMail(database, {
      reference,
      seq: 2,
      notice: 'invitation',
      item: 'validation',
      person: 'P-010',
    });
    await saveMail(database, {
      reference,
      seq: 2,
      notice: 'escalation',
      item: 'bills',
      rung: 3,
      person: 'P-010',
    });
    await deliveryTo(inbox.smtpUrl).deliver(reference, 2);
    const texts = (await received()).map(({ text }) => text).join();
    expect(texts).toContain(`https://parcours.example.org/console/items/${reference}.validation.1`);
    expect(texts).toContain('Expected from: Tarek Technique');
    expect(texts).not.toContain('/t/');
  });

  it('says with an outcome what the decider wrote and what to redo', async () => {
    await startInbox();
    await newCase();
    const [act] = await database.db
      .insert(acts)
      .values({
        id: '00000000-0000-4000-8000-00000000000' + String(count % 10),
        reference,
        request: 'r',
        hash: 'h',
        actor: {
          person: 'P-010',
          organisation: 'WEC',
          roles: ['coordinator'],
          partners: [],
          functions: [],
          channel: 'signed-in',
          onBehalfOf: null,
        },
        body: { type: 'decide', approval: `${reference}.validation.1`, outcome: 'return', reopens: [] },
        reason: 'Le mois de juin manque.',
        fingerprint: 'f',
      })
      .returning();
    const by = { person: 'P-010', organisation: 'WEC', partners: [] };
    const id = `${reference}.validation.1`;
    await saveTransition(
      database,
      reference,
      2,
      [{ type: 'approval-decided', id, outcome: 'return', reopens: ['bills'], by }],
      act!.id,
    );
    const mail = { reference, seq: 2, notice: 'outcome', outcome: 'return', item: 'validation' } as const;
    await saveMail(database, { ...mail, person: 'P-001' });
    await deliveryTo(inbox.smtpUrl).deliver(reference, 2);
    const [message] = await received();
    expect(message?.subject).toBe(`[${reference}] To be revised: Validation`);
    expect(message?.text).toContain('> Le mois de juin manque.\n(Yasmine Coord)');
    expect(message?.text).toContain('- Your bills');
  });

  it('says with a closing what the case brought', async () => {
    await startInbox();
    await newCase();
    await saveMail(database, { reference, seq: 2, notice: 'closing', outcome: 'completed', person: 'P-001' });
    await deliveryTo(inbox.smtpUrl).deliver(reference, 2);
    const [message] = await received();
    expect(message?.text).toContain('Outcome: Path completed');
    expect(message?.text).toContain('Measures implemented: 1 of 2');
    expect(message?.text).toMatch(/MAD\s1,000/);
  });
});

describe('I4: mail never holds a case', () => {
  it('an address refused at RCPT does not block the others, and is told again on a repeat', async () => {
    await startInbox((address) => address === 'dina@example.org');
    await newCase();
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
    expect(await received()).toHaveLength(1);
  });

  it('a dead server is waited for, then the mail goes out once', async () => {
    await startInbox();
    const url = inbox.smtpUrl;
    await inbox.stop();
    await newCase();
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
    await startInbox(undefined, Number(new URL(url).port));
    expect(await delivery.deliver(reference, 2)).toEqual({ sent: 1, undeliverable: [] });
    expect(await delivery.deliver(reference, 2)).toEqual({ sent: 1, undeliverable: [] });
    expect(await received()).toHaveLength(1);
    expect(await new Mails(database).get(id)).toMatchObject({ state: 'sent', attempts: 1 });
  });

  it('a mail that cannot be written lets the others go and becomes undeliverable after five attempts', async () => {
    await startInbox();
    await newCase();
    const bad = await saveMail(database, { reference, seq: 2, notice: 'outcome', person: 'P-001' });
    await saveMail(database, { reference, seq: 2, notice: 'invitation', item: 'bills', person: 'P-002' });
    const delivery = deliveryTo(inbox.smtpUrl);
    for (let attempt = 1; attempt < 5; attempt++)
      await expect(delivery.deliver(reference, 2)).rejects.toBeInstanceOf(MailPendingError);
    expect(await received()).toHaveLength(1);
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

describe('a substitute', () => {
  const away = async (person: string, substitute: string) => {
    await database.db.insert(substitutions).values({
      ...{ programme: 'CCP-MA', person, substitute, startsOn: '2026-09-01', endsOn: '2026-09-30' },
      ...{ startsAt: at - 1, endsAt: at + 60_000, arrangedBy: person, arrangedAt: at - 1 },
    });
  };
  afterEach(async () => {
    await database.db.delete(substitutions);
  });

  it.each([
    ['validation', 'P-010', 'Yasmine Coord', 'coordinator', 'invitation'],
    ['bills', 'P-010', 'Yasmine Coord', 'coordinator', 'escalation'],
    [undefined, 'P-010', 'Yasmine Coord', 'coordinator', 'closing'],
    ['bills', 'P-002', 'Tarek Technique', 'technical contact of Olives du Rif', 'invitation'],
  ] as const)('reads of %s in place of %s', async (item, person, name, standing, notice) => {
    await startInbox();
    await newCase();
    await away(person, 'P-020');
    const mail = { reference, seq: 2, notice, person: 'P-020', ...(item && { item }) };
    await saveMail(database, mail);
    await deliveryTo(inbox.smtpUrl).deliver(reference, 2);
    const [got] = await received();
    for (const raw of [got?.text, got?.html]) {
      const body = raw?.replaceAll(/\s+/g, ' ');
      expect(body).toContain(`in place of ${name}, who is away`);
      expect(body).toContain(`you take part in CCP-Morocco (${standing})`);
      expect(body).not.toContain('observer');
    }
  });

  it('reads of the own affairs as always', async () => {
    await startInbox();
    await newCase();
    await away('P-010', 'P-002');
    await saveMail(database, { reference, seq: 2, notice: 'invitation', item: 'bills', person: 'P-002' });
    await deliveryTo(inbox.smtpUrl).deliver(reference, 2);
    expect((await received())[0]?.text).not.toMatch(/à la place de|in place of/);
  });
});

describe('I5: at most one mail', () => {
  it('goes out from two overlapping deliveries', async () => {
    await startInbox();
    await newCase();
    await saveMail(database, { reference, seq: 2, notice: 'invitation', item: 'bills', person: 'P-002' });
    const [one, two] = [deliveryTo(inbox.smtpUrl), deliveryTo(inbox.smtpUrl)];
    const answers = await Promise.allSettled([one.deliver(reference, 2), two.deliver(reference, 2)]);
    expect(answers.map(({ status }) => status)).toContain('fulfilled');
    expect(await one.deliver(reference, 2)).toEqual({ sent: 1, undeliverable: [] });
    expect(await received()).toHaveLength(1);
  });

  it('a crash between SMTP’s 250 and its record repeats the same bytes under the same Message-ID', async () => {
    await startInbox();
    await newCase();
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
    expect((await received())[2]?.date).toBe(new Date(at).toISOString());
  });
});
