import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import type { NoticeEvent } from '#libs/domain';
import { testDatabase, type TestDatabase } from '../../testing/src/database.js';
import { CaseLog } from './case-log.js';
import { Mails } from './mails.js';
import { programmeRecord } from './people.fixture.js';
import { Programmes } from './people/programmes.js';
import { itemRow, recordRequest } from './recorded-case.fixture.js';
import { mails as table, transitions } from './schema/index.js';

let test: TestDatabase;
let mails: Mails;
let log: CaseLog;
let count = 0;
let reference = '';

beforeAll(async () => {
  test = await testDatabase();
  mails = new Mails(test.database);
  log = new CaseLog(test.database);
  await new Programmes(test.database).save(programmeRecord);
});
afterAll(() => test.drop());
beforeEach(() => {
  reference = `CCP-MA-2026-${String(++count).padStart(4, '0')}`;
});

function notice(more: Partial<NoticeEvent> = {}): NoticeEvent {
  return {
    type: 'notice',
    notice: 'invitation',
    to: { contact: 'director' },
    item: `${reference}.application.1`,
    rung: null,
    of: 4,
    revision: 0,
    outcome: null,
    ...more,
  };
}

async function ask(seq: number, events: readonly NoticeEvent[], item = {}) {
  const rows = { items: [itemRow(reference, 'application', item)] };
  await log.record(recordRequest(reference, seq, null, { events, rows }));
}

const body = {
  address: 'p@example.org',
  language: 'fr',
  messageId: '<1@x>',
  subject: 's',
  text: 't',
  html: '<p>t',
};

describe('claiming', () => {
  it('I5: gives a mail to one of two claims', async () => {
    await ask(1, [notice()]);
    const claims = await Promise.all([mails.claim(reference, 1, 60_000), mails.claim(reference, 1, 60_000)]);
    expect(claims.map((claimed) => claimed.length).sort()).toEqual([0, 1]);
    expect(claims.flat()).toMatchObject([{ person: 'P-001', state: 'sending', attempts: 1 }]);
  });

  it('takes over an expired lease, with the words stored before', async () => {
    await ask(1, [notice()]);
    const [mail] = await mails.claim(reference, 1, 0);
    await mails.storeBody(mail!.id, body);
    expect(await mails.storeBody(mail!.id, { ...body, subject: 'another' })).toMatchObject(body);
    expect(await mails.claim(reference, 1, 60_000)).toMatchObject([{ ...body, attempts: 2 }]);
  });

  it('confirms the transition', async () => {
    await ask(1, []);
    expect(await mails.claim(reference, 1, 60_000)).toEqual([]);
    const [row] = await test.database.db
      .select()
      .from(transitions)
      .where(eq(transitions.reference, reference));
    expect(row?.confirmed).toBe(true);
  });

  it('I5: drops what asks for an item that is settled, and keeps what tells of it', async () => {
    await ask(1, [notice(), notice({ notice: 'outcome', outcome: 'approve' })]);
    await ask(2, [], { status: 'done' });
    expect(await mails.claim(reference, 1, 60_000)).toMatchObject([{ notice: 'outcome' }]);
    const states = (await mails.ofTransition(reference, 1)).map(({ notice: kind, state }) => [kind, state]);
    expect(states).toEqual([
      ['invitation', 'dropped'],
      ['outcome', 'sending'],
    ]);
  });

  it('I5: drops a reminder whose due date was granted anew, not the invitation', async () => {
    await ask(1, [notice(), notice({ notice: 'reminder', rung: 0 })]);
    await ask(2, [], { revision: 1 });
    expect(await mails.claim(reference, 1, 60_000)).toMatchObject([{ notice: 'invitation' }]);
  });
});

describe('a mail', () => {
  it('given back is claimed again; sent or refused, it never is', async () => {
    await ask(1, [
      notice(),
      notice({ notice: 'reminder', rung: 0 }),
      notice({ notice: 'reminder', rung: 1 }),
    ]);
    const [a, b, c] = await mails.claim(reference, 1, 60_000);
    await mails.release(a!.id, '451 later', true);
    await mails.markSent(b!.id);
    await mails.release(b!.id, 'too late', false);
    await mails.markRefused(c!.id, '550 no such user', c!.at);
    expect(await mails.claim(reference, 1, 60_000)).toMatchObject([{ id: a!.id, lastError: '451 later' }]);
    expect(await mails.get(b!.id)).toMatchObject({ state: 'sent', lastError: null });
    expect(await mails.get(c!.id)).toMatchObject({ state: 'refused', lastError: '550 no such user' });
  });

  it('I5: has a key of recipient, item, rung and revision; an outcome has its transition instead', async () => {
    await ask(1, [
      notice({ notice: 'reminder', rung: 2, revision: 1 }),
      notice({ notice: 'outcome', outcome: 'return' }),
    ]);
    await ask(2, [
      notice({ notice: 'reminder', rung: 2, revision: 1 }),
      notice({ notice: 'outcome', outcome: 'return' }),
    ]);
    expect((await mails.list({ references: [reference] })).map(({ id }) => id).sort()).toEqual([
      `${reference}.application.1:outcome:1:0:P-001`,
      `${reference}.application.1:outcome:2:0:P-001`,
      `${reference}.application.1:reminder:2:1:P-001`,
    ]);
  });

  it('joins the thread of its person', async () => {
    await ask(1, [notice()]);
    const [mail] = await mails.claim(reference, 1, 60_000);
    await mails.storeBody(mail!.id, body);
    await mails.markSent(mail!.id);
    expect(await mails.threadOf(reference, 'P-001')).toEqual(['<1@x>']);
    expect(await mails.threadOf(reference, 'P-002')).toEqual([]);
  });

  it('left behind is found by the sweep', async () => {
    await ask(1, [notice()]);
    await test.database.db
      .update(table)
      .set({ queuedAt: sql`now() - interval '10 minutes'` })
      .where(eq(table.reference, reference));
    expect(await mails.unsentOlderThan(120_000)).toEqual([{ reference, seq: 1 }]);
    await mails.claim(reference, 1, 60_000);
    expect(await mails.unsentOlderThan(120_000)).toEqual([]);
  });

  it('that nobody asked for in the log is queued once', async () => {
    await ask(1, []);
    const mail = {
      id: `${reference}:fresh-link`,
      reference,
      seq: 1,
      notice: 'fresh-link',
      item: null,
      person: 'P-001',
      at: 1,
    } as const;
    expect([await mails.enqueue(mail), await mails.enqueue(mail)]).toEqual([true, false]);
    expect(await mails.claim(reference, 1, 60_000)).toMatchObject([{ notice: 'fresh-link' }]);
  });
});
