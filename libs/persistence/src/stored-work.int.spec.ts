import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { testDatabase, type TestDatabase } from '../../testing/src/database.js';
import { Acts } from './acts.js';
import { CaseLog } from './case-log.js';
import { Definitions } from './definitions.js';
import { Documents } from './documents.js';
import { Drafts } from './drafts.js';
import { exclusively } from './exclusively.js';
import { completion, newAct, recordRequest } from './recorded-case.fixture.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.drop());

describe('an act', () => {
  it('stored twice under one request is one act; another text under it is refused', async () => {
    const acts = new Acts(test.database);
    const act = newAct('CCP-MA-2026-0001', 'same', completion('CCP-MA-2026-0001', 'application'));
    const again = { ...act, id: randomUUID() };
    const answers = [
      await acts.store(act),
      await acts.store(again),
      await acts.store({ ...again, fingerprint: 'other' }),
    ];
    expect(answers).toMatchObject([
      { status: 'stored', act: { id: act.id } },
      { status: 'repeated', act: { id: act.id } },
      { status: 'request-reused' },
    ]);
  });

  it('that opens a case gets the next reference, the same for the same request', async () => {
    const acts = new Acts(test.database);
    const open = (request: string, fingerprint = 'f') =>
      acts.storeOpening({
        request,
        fingerprint,
        programme: 'OES-CL',
        year: 2027,
        act: (reference) => {
          const { id, actor, body } = newAct(reference, request, completion(reference, 'x'));
          return { id, actor, body };
        },
      });
    const [first, repeated] = await Promise.all([open('o1'), open('o1')]);
    const second = await open('o2');
    expect([first, repeated].map(({ status }) => status).sort()).toEqual(['repeated', 'stored']);
    expect([first, repeated, second]).toMatchObject([
      { act: { reference: 'OES-CL-2027-0001' } },
      { act: { reference: 'OES-CL-2027-0001' } },
      { act: { reference: 'OES-CL-2027-0002' } },
    ]);
    expect(await open('o2', 'another text')).toEqual({ status: 'request-reused' });
  });

  it('that was refused is forgotten after its days, a stored one is not', async () => {
    const acts = new Acts(test.database);
    const [kept, refused] = ['kept', 'refused'].map((request) =>
      newAct('CCP-MA-2026-0002', request, completion('CCP-MA-2026-0002', 'application')),
    );
    await acts.store(kept!);
    await acts.store(refused!);
    await acts.refuse(refused!.id, 'task.not-open');
    expect(await acts.forgetRefused(30)).toBe(0);
    expect(await acts.forgetRefused(0)).toBe(1);
    expect(await acts.get(kept!.id)).toMatchObject({ state: 'stored' });
  });
});

describe('a draft', () => {
  it('is refused when it is stale, and shown as it stands', async () => {
    const drafts = new Drafts(test.database);
    const draft = { item: 'i1', reference: 'r', person: 'P-001' };
    expect(await drafts.save({ ...draft, version: 0, answers: { a: 1 } })).toMatchObject({
      status: 'saved',
      draft: { version: 1 },
    });
    expect(await drafts.save({ ...draft, version: 0, answers: { a: 2 } })).toMatchObject({
      status: 'stale',
      draft: { version: 1, answers: { a: 1 } },
    });
    expect(await drafts.save({ ...draft, version: 1, answers: { a: 3 } })).toMatchObject({
      status: 'saved',
      draft: { version: 2 },
    });
    await drafts.discard('i1');
    expect(await drafts.save({ ...draft, version: 2, answers: {} })).toEqual({
      status: 'stale',
      draft: null,
    });
  });
});

describe('a document', () => {
  const row = (reference: string, sha256 = 'aa') => ({
    id: randomUUID(),
    reference,
    item: `${reference}.application.1`,
    field: 'documents',
    sha256,
    name: 'bill.jpg',
    mediaType: 'image/jpeg',
    size: 3,
    person: 'P-001',
  });

  it('is attached by the act that lists it and stays then', async () => {
    const documents = new Documents(test.database);
    const reference = 'CCP-MA-2026-0003';
    const [listed, other] = [row(reference), row(reference)];
    await documents.add(listed);
    await documents.add(other);
    const act = newAct(reference, 'r1', completion(reference, 'application'), {
      documents: [listed.id, 'not-an-id'],
    });
    await new Acts(test.database).store(act);
    await new CaseLog(test.database).record(recordRequest(reference, 1, act));
    expect(await documents.get(listed.id)).toMatchObject({ seq: 1 });
    expect(await documents.removeDraft(listed.id)).toBe(false);
    expect(await documents.removeDraft(other.id)).toBe(true);
    expect(await documents.get('not-an-id')).toBeUndefined();
  });

  it('that nobody listed goes after its days; its bytes only when no row needs them', async () => {
    const documents = new Documents(test.database);
    const kept = row('CCP-MA-2026-0004', 'shared');
    await documents.add(kept);
    await documents.add(row('CCP-MA-2026-0005', 'shared'));
    await documents.add(row('CCP-MA-2026-0005', 'alone'));
    await test.database.db.execute(
      sql`update documents set uploaded_at = now() - interval '31 days' where reference = 'CCP-MA-2026-0005'`,
    );
    expect(await documents.removeOrphans(30)).toEqual(['alone']);
    expect(await documents.byIds([kept.id, 'not-an-id'])).toHaveLength(1);
  });
});

describe('a definition', () => {
  it('I16: never changes under one version', async () => {
    const definitions = new Definitions(test.database);
    expect(await definitions.register('path', 1, 'h1', { stages: [] })).toBe('registered');
    expect(await definitions.register('path', 1, 'h1', { stages: [] })).toBe('same');
    expect(await definitions.register('path', 1, 'h2', { stages: [1] })).toBe('changed');
    expect(await definitions.find('path', 1)).toMatchObject({ hash: 'h1', body: { stages: [] } });
  });
});

describe('exclusive work', () => {
  it('is done by one of two at a time, and again afterwards', async () => {
    const inner = await exclusively(test.database, 'sweep', () =>
      exclusively(test.database, 'sweep', () => Promise.resolve('second')),
    );
    expect(inner).toBeNull();
    expect(await exclusively(test.database, 'sweep', () => Promise.resolve('later'))).toBe('later');
  });
});
