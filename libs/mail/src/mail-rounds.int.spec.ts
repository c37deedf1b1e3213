import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { eq, sql } from 'drizzle-orm';
import { SettableClock } from '#libs/config';
import { acts, cases, incidents, items, mails, people, programmes, type Database } from '#libs/persistence';
import { testDatabase, type TestDatabase } from '../../testing/src/database.js';
import { received, startInbox } from './inbox/inbox.fixture.js';
import type { MailInbox } from './inbox/mail-inbox.js';
import { at, saveCase, saveMail, saveProgramme } from './mail-case.fixture.js';
import { mailWorker, publicUrl } from './mail-worker.fixture.js';
import { Smtp } from './smtp.js';

const minute = 60_000;
const hour = 60 * minute;
/** 1 September 2026 is a Tuesday; `at` is ten in the morning in Casablanca. */
const evening = at + 10 * hour;
const day = 24 * hour;

let test: TestDatabase;
let database: Database;
let inbox: MailInbox;
let clock: SettableClock;
let count = 0;
let reference: string;
const pools: Smtp[] = [];

beforeAll(async () => {
  Logger.overrideLogger(false);
  test = await testDatabase();
  ({ database } = test);
  await saveProgramme(database);
});
afterAll(() => test.drop());

beforeEach(async () => {
  for (const table of [mails, cases, items, incidents]) await database.db.delete(table);
  await database.db.update(people).set({ mailRhythm: 'single', bouncedAt: null });
  await database.db.update(programmes).set({ mailsAWeek: 10 });
  inbox = await startInbox({ refuse: (to) => to === 'gone@example.org' });
  clock = new SettableClock(at);
  await newCase();
});
afterEach(async () => {
  for (const pool of pools.splice(0)) pool.close();
  await inbox.stop();
});

async function newCase(): Promise<string> {
  reference = `CCP-MA-2026-${String(++count).padStart(4, '0')}`;
  await saveCase(database, reference);
  return reference;
}

/** A worker of its own, as another process would be. */
function worker() {
  const smtp = new Smtp({ url: inbox.smtpUrl, from: 'Parcours <mail@parcours.example.org>' });
  pools.push(smtp);
  return mailWorker(database, smtp, clock);
}

const subjects = async () => (await received(inbox)).map(({ subject }) => subject);
const stateOf = async (id: string) =>
  (await database.db.select({ state: mails.state }).from(mails).where(eq(mails.id, id)))[0]?.state;

/** A reminder of the company's task in a transition of its own. */
const reminder = (seq: number, rung = seq, person = 'P-001') =>
  saveMail(database, { reference, seq, notice: 'reminder', item: 'bills', rung, person });

describe('quiet hours', () => {
  it('hold a reminder until the morning, and no invitation; the transition waits for neither (I4)', async () => {
    const { delivery, rounds } = worker();
    clock.set(evening);
    const held = await reminder(2);
    await saveMail(database, { reference, seq: 2, notice: 'invitation', item: 'bills', person: 'P-001' });
    expect(await delivery.deliver(reference, 2)).toEqual({ sent: 1, undeliverable: [] });
    expect(await stateOf(held)).toBe('held');
    clock.set(at + day - 2 * hour - minute);
    expect(await rounds.run()).toMatchObject({ released: 0 });
    clock.advance(minute);
    expect(await rounds.run()).toMatchObject({ released: 1 });
    expect(await subjects()).toEqual([
      expect.stringContaining('Your bills, by'),
      expect.stringContaining('Reminder: Your bills'),
    ]);
    expect(await rounds.run()).toMatchObject({ released: 0 });
  });

  it('I5: what was settled over night is not sent', async () => {
    const { delivery, rounds } = worker();
    clock.set(evening);
    const held = await reminder(2);
    await delivery.deliver(reference, 2);
    await database.db.update(items).set({ status: 'done' });
    clock.set(at + day);
    await rounds.run();
    expect(await stateOf(held)).toBe('dropped');
    expect(await received(inbox)).toEqual([]);
  });
});

describe('a digest', () => {
  it('tells once, the most urgent first, each with its own link; its row keeps no link', async () => {
    await database.db.update(people).set({ mailRhythm: 'daily' }).where(eq(people.id, 'P-001'));
    const { delivery, rounds } = worker();
    const first = await reminder(2);
    await delivery.deliver(reference, 2);
    const settled = await newCase();
    await reminder(2);
    await delivery.deliver(settled, 2);
    const urgent = await newCase();
    await database.db
      .update(items)
      .set({ due: at - day, overdue: true })
      .where(eq(items.reference, urgent));
    await reminder(2);
    await reminder(3);
    await delivery.deliver(urgent, 2);
    await delivery.deliver(urgent, 3);
    await database.db.update(items).set({ status: 'done' }).where(eq(items.reference, settled));
    expect(await received(inbox)).toEqual([]);
    // Two workers at once make one digest, at ten past nine of the next working day.
    clock.set(at + day - hour + 9 * minute);
    expect(await rounds.run()).toMatchObject({ digests: 0 });
    clock.advance(minute);
    await Promise.all([rounds.run(), worker().rounds.run(), worker().rounds.run()]);
    await rounds.run();
    const [mail, ...more] = await received(inbox);
    expect(more).toEqual([]);
    expect(mail?.subject).toBe('[CCP-Morocco] 2 answers are expected from you');
    const order = [urgent, first.split('.')[0] ?? ''].map((each) =>
      mail?.text.indexOf(`${each}.bills.1-secret`),
    );
    expect(order[0]).toBeGreaterThan(0);
    expect(order[1]).toBeGreaterThan(order[0] ?? 0);
    expect(mail?.text).not.toContain(settled);
    expect(mail?.html).toContain(`${urgent}.bills.1-secret`);
    // Whoever has no account chooses behind a link, too, how often to be written to.
    expect(mail?.text).toContain(`${urgent}.bills.1-secret/mail`);
    expect(mail?.html).toContain(`${urgent}.bills.1-secret/mail"`);
    const rows = await database.db.select().from(mails).where(eq(mails.notice, 'digest'));
    expect(rows).toMatchObject([{ state: 'sent', person: 'P-001' }]);
    expect(JSON.stringify(rows)).not.toContain('-secret');
    expect(await stateOf(first)).toBe('digested');
  });

  it('never is empty, and there is at most one a day', async () => {
    await database.db.update(people).set({ mailRhythm: 'weekly' }).where(eq(people.id, 'P-001'));
    const { delivery, rounds } = worker();
    await reminder(2);
    await delivery.deliver(reference, 2);
    await database.db.update(items).set({ status: 'withdrawn' });
    clock.set(at + 6 * day);
    expect(await rounds.run()).toMatchObject({ digests: 0 });
    expect(await received(inbox)).toEqual([]);
    await database.db.update(items).set({ status: 'open' });
    await reminder(3);
    await database.db
      .update(mails)
      .set({ state: 'held', digest: 'next', heldUntil: clock.now() })
      .where(eq(mails.seq, 3));
    expect(await rounds.run()).toMatchObject({ digests: 1 });
    const late = await reminder(4);
    await database.db
      .update(mails)
      .set({ state: 'held', digest: 'next', heldUntil: clock.now() })
      .where(eq(mails.seq, 4));
    expect(await rounds.run()).toMatchObject({ digests: 0 });
    expect(await stateOf(late)).toBe('held');
    clock.advance(day);
    expect(await rounds.run()).toMatchObject({ digests: 1 });
    expect((await subjects()).filter((subject) => subject.includes('expected from you'))).toHaveLength(2);
  });

  it('tells what goes beyond the week’s cap, over all cases; two claims at once do not both fit', async () => {
    await database.db.update(programmes).set({ mailsAWeek: 3 });
    const references: string[] = [];
    for (let n = 0; n < 6; n++) {
      references.push(n === 0 ? reference : await newCase());
      await reminder(2);
    }
    await Promise.all(references.map((each) => worker().delivery.deliver(each, 2)));
    expect(await received(inbox)).toHaveLength(3);
    const held = await database.db.select().from(mails).where(eq(mails.state, 'held'));
    expect(held).toHaveLength(3);
    // The first working day of the next week, 7 September, ten past nine.
    clock.set(at + 6 * day - 50 * minute);
    expect(await worker().rounds.run()).toMatchObject({ digests: 1 });
    expect(await subjects()).toContain('[CCP-Morocco] 3 answers are expected from you');
  });

  it('that reaches nobody leaves its mails to be told as undeliverable', async () => {
    await database.db
      .update(people)
      .set({ mailRhythm: 'daily', email: 'gone@example.org' })
      .where(eq(people.id, 'P-002'));
    const { delivery, rounds } = worker();
    const id = await reminder(2, 2, 'P-002');
    await delivery.deliver(reference, 2);
    clock.set(at + day);
    expect(await rounds.run()).toMatchObject({ unreached: [reference] });
    expect(await stateOf(id)).toBe('refused');
  });
});

describe('the Monday mail', () => {
  const monday = at + 6 * day - hour;

  it('says who owes what, how late, what was promised and what went wrong; once, and never an empty one', async () => {
    clock.set(monday);
    expect(await worker().rounds.run()).toMatchObject({ mondays: 1 });
    // Of the two cases only one has something beyond its open approval.
    await database.db.delete(mails);
    await database.db.update(items).set({ status: 'done' }).where(eq(items.kind, 'approval'));
    expect(await worker().rounds.run()).toMatchObject({ mondays: 0 });

    await database.db
      .update(items)
      .set({ due: monday - 12 * day, overdue: true })
      .where(eq(items.kind, 'task'));
    await database.db.update(cases).set({ lastContactAt: monday - 3 * day, promisedFor: '2026-09-11' });
    await database.db
      .insert(incidents)
      .values({ id: `${reference}.incident.1`, reference, kind: 'reported', raisedAt: at });
    await database.db.insert(acts).values({
      ...{
        id: '5f0c3c57-7a2b-4b9e-9f5e-1f7f0a5f1e11',
        reference,
        request: 'r-contact',
        fingerprint: 'f',
        hash: 'h',
      },
      actor: {
        ...{ person: 'P-010', organisation: null, roles: [], partners: [], functions: [] },
        ...{ channel: 'signed-in', onBehalfOf: null },
      },
      body: { type: 'log-contact', promised: '2026-09-11', items: [] },
      ...{ state: 'consumed', seq: 1, reason: 'Will send them after the harvest.' },
    });
    await Promise.all([worker().rounds.run(), worker().rounds.run()]);
    await worker().rounds.run();
    const mine = (await received(inbox)).filter(({ subject }) => subject.includes('1 point late'));
    expect(mine).toHaveLength(1);
    expect(mine[0]).toMatchObject({ to: ['yasmine@example.org'] });
    for (const words of [
      `Olives du Rif · ${reference}`.toUpperCase(),
      '12 days late',
      'Tarek Technique',
      'Will send them after the harvest.',
      'Friday, September 11, 2026',
      'Incident: reported by somebody',
      `${publicUrl}/console/items/${reference}.bills.1`,
    ])
      expect(mine[0]?.text.replace(/\s+/g, ' ')).toContain(words);
  });

  it('comes on no other day and at no other hour', async () => {
    for (const moment of [at, monday - minute, monday + 4 * hour, monday + day]) {
      clock.set(moment);
      expect(await worker().rounds.run()).toMatchObject({ mondays: 0 });
    }
    expect(await database.db.select({ n: sql`count(*)` }).from(mails)).toEqual([{ n: '0' }]);
  });
});
