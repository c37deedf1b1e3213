import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { DATABASE, mails, Mails, people, type Database } from '#libs/persistence';
import { mailsOut } from '../../libs/testing/src/mails-out.js';
import { ActingCase, dayFromNow } from './acting-case.js';
import { apiFixture, type ApiFixture } from './api-fixture.js';
import { call } from './caller.js';
import { coordinator } from './refusals.js';

jest.setTimeout(60_000);
const partner = 'P-041';

describe('what coordinators send by hand', () => {
  let fixture: ApiFixture;
  let first: ActingCase;
  let second: ActingCase;

  beforeAll(async () => {
    fixture = await apiFixture();
    // At any hour of the day on which the tests run.
    const hours = { quietFrom: 0, quietTo: 0 };
    const changed = await call(fixture, 'PATCH', '/api/v1/programmes/CCP-MA', { as: 'admin', body: hours });
    expect(changed.status).toBe(200);
    first = await ActingCase.opened(fixture, 'OLV-01');
    second = await ActingCase.opened(fixture, 'OLV-02');
    // Whoever delivers the invitations would take along what is sent by hand at that moment, and tell nobody here of it.
    for (const { reference } of [first, second]) await mailsOut(fixture.app.get(Mails), reference);
  }, 120_000);
  afterAll(() => fixture.close(), 60_000);

  const post = (path: string, body: object, as = coordinator, key: string = randomUUID()) =>
    call(fixture, 'POST', `/api/v1/${path}`, { as, body, key });
  const database = () => fixture.app.get<Database>(DATABASE).db;

  it('reminds whoever owes something, once a day, and tells of each case what became of it', async () => {
    const body = { references: [first.reference, second.reference, 'CCP-MA-2026-9999'] };
    const key = randomUUID();
    const { body: report } = await post('nudges', body, coordinator, key);
    expect(report.lines).toMatchObject([
      { status: 'done', mails: [{ item: first.id('application'), state: 'sent', name: expect.any(String) }] },
      { status: 'done', mails: [{ item: second.id('application'), state: 'sent' }] },
      { status: 'refused', code: 'case.unknown', organisationName: null, mails: [] },
    ]);
    expect((await post('nudges', body, coordinator, key)).body).toEqual(report);
    expect((await post('nudges', { references: [first.reference] }, coordinator, key)).body.code).toBe(
      'request.reused',
    );
    const again = await post('nudges', { references: [first.reference] });
    expect(again.body.lines).toMatchObject([{ status: 'refused', code: 'nudge.today', mails: [] }]);
  });

  it('I5: is silent about what was promised for later, what stands still, and what nobody owes', async () => {
    const promised = await ActingCase.opened(fixture, 'OLV-03');
    await promised.act(coordinator, promised.path('contact-log'), {
      medium: 'phone',
      note: 'Next week.',
      promised: dayFromNow(6),
    });
    const stopped = await ActingCase.opened(fixture, 'OLV-04');
    await stopped.act(coordinator, stopped.path('suspension'), { reason: 'Fire.' });
    const { body } = await post('nudges', { references: [promised.reference, stopped.reference] });
    expect(body.lines).toMatchObject([{ code: 'nudge.promised' }, { code: 'nudge.suspended' }]);
  });

  it('writes to each recipient in a language of theirs, and keeps it on each case', async () => {
    await database().update(people).set({ language: 'ar' }).where(eq(people.id, 'P-101'));
    const message = {
      references: [first.reference, second.reference],
      functions: ['director'],
      subject: { fr: 'Réunion le 3', ar: 'اجتماع' },
      text: { fr: 'Bonjour,\n\nvenez <b>nombreux</b>.', ar: 'مرحبا' },
    };
    const preview = await post('messages/preview', message);
    expect(preview).toMatchObject({ status: 200, body: { left: [], leavesAt: null } });
    expect(preview.body.recipients.map(({ language }: { language: string }) => language)).toEqual([
      'ar',
      'fr',
    ]);
    const key = randomUUID();
    const { body: report } = await post('messages', message, coordinator, key);
    expect(report.lines).toMatchObject([{ mails: [{ state: 'sent' }] }, { mails: [{ state: 'sent' }] }]);
    expect((await post('messages', message, coordinator, key)).body).toEqual(report);
    const rows = await database().select().from(mails).where(eq(mails.notice, 'message'));
    expect(rows.map(({ language }) => language).sort()).toEqual(['ar', 'fr']);
    expect(new Set(rows.map(({ messageId }) => messageId)).size).toBe(2);
    const french = rows.find(({ language }) => language === 'fr');
    expect(french?.subject).toBe(`[${second.reference}] Réunion le 3`);
    expect(french?.html).toContain('venez &lt;b&gt;nombreux&lt;/b&gt;.');
    const kept = await first.read(coordinator, first.path('messages'));
    expect(kept.items).toMatchObject([
      { kind: 'message', by: expect.any(String), subject: 'Réunion le 3', mails: [{ state: 'sent' }] },
      { kind: 'nudge', subject: '', text: '' },
    ]);
  });

  it('refuses what nobody could read, and lets nobody else write', async () => {
    const message = { references: [first.reference], functions: ['director'], subject: {}, text: {} };
    expect((await post('messages', message)).body.code).toBe('message.no-words');
    const half = { ...message, subject: { fr: 'x' } };
    expect((await post('messages', half)).body).toMatchObject({
      code: 'message.half-written',
      subject: 'fr',
    });
    const whole = { ...half, text: { fr: 'y' } };
    expect((await post('messages', { ...whole, functions: ['minister'] })).body.code).toBe(
      'message.no-function',
    );
    expect((await post('messages', whole, partner)).body.lines).toMatchObject([{ code: 'action.forbidden' }]);
    expect((await post('nudges', { references: [first.reference] }, partner)).body.lines).toMatchObject([
      { code: 'action.forbidden' },
    ]);
  });

  it('acts on several cases, each by itself', async () => {
    const references = [second.reference, first.reference, 'CCP-MA-2026-9999'];
    const suspend = { act: 'suspend', references, reason: 'Strike in the port.' };
    const key = randomUUID();
    const { body } = await post('cases/acts', suspend, coordinator, key);
    expect(body.reports).toMatchObject([
      { reference: second.reference, status: 'done', code: null },
      { reference: first.reference, status: 'done' },
      { status: 'refused', code: 'case.unknown' },
    ]);
    expect((await post('cases/acts', suspend, coordinator, key)).body).toEqual(body);
    const other = await post('cases/acts', suspend);
    expect(other.body.reports[0]).toMatchObject({ status: 'refused', code: 'suspension.already' });
    await post('cases/acts', { act: 'resume', references: [first.reference] });
    expect((await first.view()).case.suspendedAt).toBeNull();
    expect((await second.view()).case.suspendedAt).not.toBeNull();
  });
});
