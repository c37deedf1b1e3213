import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { eq } from 'drizzle-orm';
import { SettableClock } from '#libs/config';
import { acts, handovers, items, mails, Mails, substitutions, type Database } from '#libs/persistence';
import { testDatabase, type TestDatabase } from '../../testing/src/database.js';
import { received, startInbox } from './inbox/inbox.fixture.js';
import type { MailInbox } from './inbox/mail-inbox.js';
import type { InboxMessage } from './inbox/message-store.js';
import { at, saveCase, saveMail, saveProgramme, saveTransition } from './mail-case.fixture.js';
import type { MailDelivery } from './mail-delivery.js';
import { mailWorker } from './mail-worker.fixture.js';
import { Smtp } from './smtp.js';
import { messageIdOf } from './thread.js';

let test: TestDatabase;
let database: Database;
let inbox: MailInbox;
let smtp: Smtp;
let delivery: MailDelivery;
let reference: string;
let count = 0;

beforeAll(async () => {
  Logger.overrideLogger(false);
  test = await testDatabase();
  ({ database } = test);
  await saveProgramme(database);
});
afterAll(() => test.drop());

beforeEach(async () => {
  inbox = await startInbox();
  smtp = new Smtp({ url: inbox.smtpUrl, from: 'Parcours <mail@parcours.example.org>' });
  ({ delivery } = mailWorker(database, smtp, new SettableClock(at)));
  reference = `CCP-MA-2026-${String(++count).padStart(4, '0')}`;
  await saveCase(database, reference);
});
afterEach(async () => {
  smtp.close();
  await inbox.stop();
});

const headerOf = (message: InboxMessage | undefined, name: string) =>
  message?.headers.find((header) => header.name === name)?.value;

describe('a delivery', () => {
  it('sends each mail in its reader’s language with a personal link that is not kept', async () => {
    const id = await saveMail(database, {
      reference,
      seq: 2,
      notice: 'invitation',
      item: 'bills',
      person: 'P-002',
    });
    expect(await delivery.deliver(reference, 2)).toEqual({ sent: 1, undeliverable: [] });
    const [mail] = await received(inbox);
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
    const item = `${reference}.bills.1`;
    const rows = { reference, person: 'P-001' } as const;
    const asked = await saveMail(database, { ...rows, seq: 2, notice: 'invitation', item: 'bills' });
    await delivery.deliver(reference, 2);
    await database.db.update(items).set({ status: 'withdrawn', settledAt: at }).where(eq(items.id, item));
    const closed = await saveMail(database, { ...rows, seq: 3, notice: 'closing', outcome: 'withdrawn' });
    await delivery.deliver(reference, 3);
    const [invitation, closing] = await received(inbox);
    for (const mail of [invitation, closing])
      expect(mail?.attachments).toMatchObject([{ name: 'date.ics', mediaType: 'text/calendar' }]);
    const kept = async (id: string) => (await new Mails(database).get(id))?.calendar ?? '';
    expect(await kept(asked)).toMatch(/METHOD:PUBLISH[^]*UID:CCP-MA[^]*SEQUENCE:0/);
    expect(await kept(closed)).toMatch(/METHOD:CANCEL[^]*UID:CCP-MA[^]*SEQUENCE:1/);
    expect((await kept(closed)).replace(/\r\n /g, '')).toContain(`UID:${item}@parcours.example.org`);
  });

  it('sends nothing to a colleague from whom the step was taken back before it left', async () => {
    const rows = { reference, seq: 2, notice: 'handover', item: 'bills', person: 'P-002' } as const;
    const asked = await saveMail(database, rows);
    const handover = randomUUID();
    await database.db.insert(handovers).values({
      ...{ id: handover, reference, item: `${reference}.bills.1`, person: 'P-002', at, language: 'fr' },
      ...{ name: 'Karim', function: 'Technicien', email: 'karim@example.org' },
      ...{ request: handover, fingerprint: '', endedAt: at, endedBy: 'P-002' },
    });
    await database.db.update(mails).set({ handover }).where(eq(mails.id, asked));
    expect(await delivery.deliver(reference, 2)).toEqual({ sent: 0, undeliverable: [] });
    expect(await received(inbox)).toEqual([]);
    expect((await new Mails(database).get(asked))?.state).toBe('dropped');
  });

  it('keeps all mail of a case to one person in one thread', async () => {
    const rows = { reference, item: 'bills', person: 'P-002' } as const;
    const root = await saveMail(database, { ...rows, seq: 2, notice: 'invitation' });
    const next = await saveMail(database, { ...rows, seq: 3, notice: 'reminder', rung: 0 });
    await saveMail(database, { ...rows, seq: 4, notice: 'reminder', rung: 1 });
    for (const seq of [2, 3, 4]) await delivery.deliver(reference, seq);
    const [first, , third] = await received(inbox);
    const ids = [root, next].map((id) => messageIdOf(id, 'parcours.example.org'));
    expect(headerOf(first, 'references')).toBeUndefined();
    expect(headerOf(third, 'references')).toBe(ids.join(' '));
    expect(headerOf(third, 'in-reply-to')).toBe(ids[1]);
  });

  it('sends people with an account to the console', async () => {
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
    await delivery.deliver(reference, 2);
    const texts = (await received(inbox)).map(({ text }) => text).join();
    expect(texts).toContain(`https://parcours.example.org/console/items/${reference}.validation.1`);
    expect(texts).toContain('Expected from: Tarek Technique');
    expect(texts).not.toContain('/t/');
  });

  it('says with an outcome what the decider wrote and what to redo', async () => {
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
    await delivery.deliver(reference, 2);
    const [message] = await received(inbox);
    expect(message?.subject).toBe(`[${reference}] To be revised: Validation`);
    expect(message?.text).toContain('> Le mois de juin manque.\n(Yasmine Coord)');
    expect(message?.text).toContain('- Your bills');
  });

  it('says with a closing what the case brought', async () => {
    await saveMail(database, { reference, seq: 2, notice: 'closing', outcome: 'completed', person: 'P-001' });
    await delivery.deliver(reference, 2);
    const [message] = await received(inbox);
    expect(message?.text).toContain('Outcome: Path completed');
    expect(message?.text).toContain('Measures implemented: 1 of 2');
    expect(message?.text).toMatch(/MAD\s1,000/);
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
    await away(person, 'P-020');
    const mail = { reference, seq: 2, notice, person: 'P-020', ...(item && { item }) };
    await saveMail(database, mail);
    await delivery.deliver(reference, 2);
    const [got] = await received(inbox);
    for (const raw of [got?.text, got?.html]) {
      const body = raw?.replaceAll(/\s+/g, ' ');
      expect(body).toContain(`in place of ${name}, who is away`);
      expect(body).toContain(`you take part in CCP-Morocco (${standing})`);
      expect(body).not.toContain('observer');
    }
  });

  it('reads of the own affairs as always', async () => {
    await away('P-010', 'P-002');
    await saveMail(database, { reference, seq: 2, notice: 'invitation', item: 'bills', person: 'P-002' });
    await delivery.deliver(reference, 2);
    expect((await received(inbox))[0]?.text).not.toMatch(/à la place de|in place of/);
  });
});
