import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Mails, People, type Mail } from '#libs/persistence';
import { notification } from '../../libs/mail/src/bounces/bounce.fixture.js';
import { ActingCase } from './acting-case.js';
import { apiFixture, type ApiFixture } from './api-fixture.js';
import { call, type Answer } from './caller.js';
import { coordinator } from './refusals.js';

// Mail passes through a queue and a real SMTP server.
jest.setTimeout(60_000);

const bounceSecret = 'what the pipe of the mail server shows';
const ofThePipe = { authorization: `Bearer ${bounceSecret}` };
const path = '/api/v1/mails/bounces';

describe('mail that comes back through the API', () => {
  let fixture: ApiFixture;
  let reference: string;
  let invitation: Mail;
  beforeAll(async () => {
    fixture = await apiFixture({ bounceSecret });
    ({ reference } = await ActingCase.opened(fixture, 'OLV-02'));
    invitation = await until(async () => {
      const mails = await fixture.app.get(Mails).list({ references: [reference] });
      return mails.find(({ state, notice }) => state === 'sent' && notice === 'invitation');
    });
  }, 120_000);
  afterAll(() => fixture.close(), 60_000);

  async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
    for (const end = Date.now() + 30_000; Date.now() < end;) {
      const seen = await look();
      if (seen !== undefined) return seen;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error('It never came to be.');
  }

  /** As a pipe hands it in: the message as it came, and no key. */
  const hand = (
    body: Buffer | string,
    headers: Readonly<Record<string, string>> = ofThePipe,
  ): Promise<Answer> =>
    call(fixture, 'POST', path, {
      ...{ raw: typeof body === 'string' ? body : Uint8Array.from(body), key: null, patient: false },
      headers: { 'content-type': 'message/rfc822', ...headers },
    });
  const bounce = () =>
    notification({ messageId: invitation.messageId ?? '', recipient: invitation.address ?? '' });
  const stateOf = async () => (await fixture.app.get(Mails).get(invitation.id))?.state;

  it('is taken from nobody but the mail server and administrators of everything', async () => {
    const refused: readonly (readonly [Readonly<Record<string, string>>, number, string])[] = [
      [{}, 401, 'token.required'],
      [{ authorization: 'Bearer another secret' }, 401, 'token.required'],
      [{ authorization: `Bearer ${bounceSecret}s` }, 401, 'token.required'],
      [{ authorization: bounceSecret }, 401, 'token.required'],
      [{ authorization: `Bearer ${await fixture.token(coordinator)}` }, 403, 'action.forbidden'],
    ];
    for (const [headers, status, code] of refused) {
      const answer = await hand(bounce(), headers);
      expect({ headers, status: answer.status, code: answer.body.code }).toEqual({ headers, status, code });
    }
    expect(await stateOf()).toBe('sent');
  });

  it('changes nothing where it is too large, empty or nothing of ours', async () => {
    const padding = 'x'.repeat(2 * 1024 * 1024);
    expect(await hand(Buffer.concat([bounce(), Buffer.from(padding)]))).toMatchObject({
      status: 413,
      body: { code: 'request.too-large' },
    });
    expect(await hand('')).toMatchObject({ status: 422, body: { code: 'bounce.empty' } });
    const nonsense = [
      ...['nonsense', '{"a": 1}', '\0\0\0', 'Subject: Out of office\r\n\r\nBack on Monday.\r\n'],
      notification({ messageId: '<unknown@example.org>', recipient: invitation.address ?? '' }),
      notification({ messageId: invitation.messageId ?? '', recipient: 'somebody.else@example.org' }),
    ];
    for (const body of nonsense) {
      const { status, body: said } = await hand(body);
      expect({ body: String(body), status, said }).toEqual({
        ...{ body: String(body), status: 200 },
        said: { recognised: false },
      });
    }
    expect(await stateOf()).toBe('sent');
  });

  it('marks the address, raises an incident, and is sent anew when its coordinator says so', async () => {
    const asAdministrator = { authorization: `Bearer ${await fixture.token('admin')}` };
    expect(await hand(bounce())).toMatchObject({ status: 200, body: { recognised: true } });
    expect(await hand(bounce(), asAdministrator)).toMatchObject({ body: { recognised: true } });
    expect(await stateOf()).toBe('bounced');
    const person = invitation.person ?? '';
    expect(await fixture.app.get(People).person(person)).toMatchObject({ bouncedAt: expect.any(Number) });
    const incident = await until(async () => {
      const { body } = await call(fixture, 'GET', '/api/v1/incidents?open=true', { as: coordinator });
      const found = body.items.filter((one: { reference: string }) => one.reference === reference);
      expect(found.length).toBeLessThan(2);
      return found[0] as { readonly id: string; readonly kind: string } | undefined;
    });
    expect(incident.kind).toBe('mail-undeliverable');

    const retry = (as: string | undefined, body: unknown) =>
      call(fixture, 'POST', '/api/v1/mails/retries', { ...(as !== undefined && { as }), body });
    const asked = { incident: incident.id };
    expect(await retry(undefined, asked)).toMatchObject({ status: 401 });
    expect(await retry('P-011', asked)).toMatchObject({ status: 403 });
    expect(await retry('P-101', asked)).toMatchObject({ status: 404 });
    expect(await retry(coordinator, {})).toMatchObject({ status: 422, body: { code: 'request.invalid' } });
    expect(await retry(coordinator, { incident: `${reference}.incident.99` })).toMatchObject({
      status: 404,
      body: { code: 'incident.unknown' },
    });
    expect(await retry(coordinator, asked)).toMatchObject({
      status: 200,
      body: { retried: 1, sent: 1, undeliverable: 0, waiting: 0 },
    });
    expect(await stateOf()).toBe('sent');
    expect(await fixture.app.get(People).person(person)).toMatchObject({ bouncedAt: null });
    expect(await retry(coordinator, asked)).toMatchObject({
      status: 409,
      body: { code: 'incident.no-mail' },
    });
  });
});
