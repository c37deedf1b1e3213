import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LinkTokens } from '#libs/identity';
import { ActingCase } from './acting-case.js';
import { apiFixture, type ApiFixture } from './api-fixture.js';
import { call } from './caller.js';
import { ConsoleVisitor } from './console-visitor.js';
import { coordinator } from './refusals.js';

const programme = 'CCP-MA';
const technical = 'P-102';

describe('how and when people are written to', () => {
  let fixture: ApiFixture;
  beforeAll(async () => {
    fixture = await apiFixture({ withConsole: true });
  }, 90_000);
  afterAll(() => fixture.close(), 60_000);

  const patch = (as: string, path: string, body: unknown) =>
    call(fixture, 'PATCH', `/api/v1/${path}`, { as, body });
  const rhythmOf = async (id: string, as = id) =>
    (await call(fixture, 'GET', `/api/v1/people/${id}`, { as })).body.mailRhythm;

  it('is a person’s own choice, through the API and on the own page', async () => {
    const own = 'people/me/preferences';
    expect(await rhythmOf('P-011')).toBe('single');
    expect(await patch('P-011', own, { mailRhythm: 'daily' })).toMatchObject({
      status: 200,
      body: { id: 'P-011', mailRhythm: 'daily' },
    });
    expect(await patch('P-011', own, {})).toMatchObject({ body: { mailRhythm: 'daily' } });
    for (const mailRhythm of ['hourly', null, 7])
      expect(await patch('P-011', own, { mailRhythm })).toMatchObject({
        status: 422,
        body: { code: 'request.invalid' },
      });
    const expert = await ConsoleVisitor.of(fixture, 'P-011');
    expect((await expert.get('/console/me')).html).toMatch(/value="daily" selected/);
    const chosen = { do: 'prefer', mailRhythm: 'weekly' };
    expect((await expert.post('/console/me', chosen)).status).toBe(303);
    expect((await expert.post('/console/me', { ...chosen, mailRhythm: 'hourly' })).status).toBe(422);
    expect(await rhythmOf('P-011')).toBe('weekly');
    const { body } = await call(fixture, 'GET', '/api/v1/people/P-011/changes', { as: 'admin' });
    expect(body.items[0]).toMatchObject({
      kind: 'person-changed',
      detail: { before: { mailRhythm: 'daily' }, after: { mailRhythm: 'weekly' } },
    });
  });

  it('I2: is chosen behind the link of a digest by whoever has no account; opening it changes nothing', async () => {
    const person = 'P-110';
    const opened = await ActingCase.opened(fixture, 'OLV-04');
    const subject = { reference: opened.reference, item: opened.id('application'), person };
    const links = fixture.app.get(LinkTokens);
    const expiry = Date.now() + 86_400_000;
    const { token } = await links.issue(subject, expiry);
    const address = `${fixture.url}/t/${token}/mail`;
    const send = (body: Readonly<Record<string, string>>) =>
      fetch(address, { method: 'POST', redirect: 'manual', body: new URLSearchParams(body) });
    const page = await fetch(`${address}?lang=en`);
    const html = await page.text();
    expect([page.status, /value="single" selected/.test(html)]).toEqual([200, true]);
    const seal = /name="seal" value="([^"]+)"/.exec(html)?.[1] ?? '';
    expect((await send({ mailRhythm: 'weekly' })).status).toBe(403);
    expect((await send({ seal, mailRhythm: 'hourly' })).status).toBe(422);
    expect(await rhythmOf(person, coordinator)).toBe('single');
    const chosen = await send({ seal, mailRhythm: 'weekly' });
    expect([chosen.status, chosen.headers.get('location')]).toEqual([
      303,
      expect.stringContaining('saved=1'),
    ]);
    expect(await rhythmOf(person, coordinator)).toBe('weekly');
    // A copied link is for its one task.
    const copied = await links.issue({ ...subject, via: coordinator }, expiry);
    const elsewhere = await fetch(`${fixture.url}/t/${copied.token}/mail`, { redirect: 'manual' });
    expect(elsewhere.headers.get('location')).toBe(`/t/${copied.token}`);
  });

  it('is set for a company’s contact by the coordinator', async () => {
    const path = `people/${technical}`;
    expect(await patch(coordinator, path, { programme, mailRhythm: 'weekly' })).toMatchObject({
      status: 200,
      body: { mailRhythm: 'weekly' },
    });
    expect(await patch('P-041', path, { programme, mailRhythm: 'single' })).toMatchObject({ status: 403 });
    expect(await patch(coordinator, path, { programme, mailRhythm: null })).toMatchObject({ status: 422 });
    const desk = await ConsoleVisitor.of(fixture, coordinator);
    expect((await desk.get(`/console/${path}`)).html).toMatch(/value="weekly" selected/);
    const { body } = await call(fixture, 'GET', `/api/v1/${path}`, { as: coordinator });
    const { name, email, phone, language, organisation } = body;
    const form = { ...{ do: 'change', programme, name, email, phone, language, organisation } };
    expect((await desk.post(`/console/${path}`, { ...form, mailRhythm: 'daily' })).status).toBe(303);
    expect(await rhythmOf(technical, coordinator)).toBe('daily');
    // A form from before this question was asked changes nothing about it.
    expect((await desk.post(`/console/${path}`, form)).status).toBe(303);
    expect(await rhythmOf(technical, coordinator)).toBe('daily');
  });

  it('follows a programme’s hours, which administrators set through the API', async () => {
    const path = `programmes/${programme}`;
    const hours = { reminderAt: 510, quietFrom: 1170, quietTo: 420, mailsAWeek: 4 };
    expect(await call(fixture, 'GET', `/api/v1/${path}`, { as: 'P-041' })).toMatchObject({
      body: { reminderAt: 540, quietFrom: 1080, quietTo: 480, mailsAWeek: 10 },
    });
    expect(await patch('admin', path, hours)).toMatchObject({ status: 200, body: hours });
    expect(await patch(coordinator, path, hours)).toMatchObject({ status: 403 });
    for (const wrong of [
      ...[{ reminderAt: 1440 }, { quietFrom: -1 }, { quietTo: 7.5 }, { reminderAt: '09:00' }],
      ...[{ mailsAWeek: 0 }, { mailsAWeek: 101 }, { mailsAWeek: null }],
    ])
      expect(await patch('admin', path, wrong)).toMatchObject({
        status: 422,
        body: {
          code: 'request.invalid',
          errors: expect.arrayContaining([expect.objectContaining({ field: Object.keys(wrong)[0] })]),
        },
      });
    const never = { mailsAWeek: 7, quietFrom: 421, quietTo: 420 };
    expect(await patch('admin', path, never)).toMatchObject({
      status: 422,
      body: { code: 'mail-hours.quiet', detail: expect.stringContaining('60 minutes') },
    });
    expect(await patch('admin', path, { quietFrom: 0, quietTo: 0 })).toMatchObject({
      body: { ...hours, quietFrom: 0, quietTo: 0 },
    });
  });

  it('follows them from the page of the console as well', async () => {
    const page = `/console/programmes/${programme}/mail-hours`;
    const desk = await ConsoleVisitor.of(fixture, coordinator);
    expect((await desk.get(page)).status).toBe(403);
    await call(fixture, 'PUT', `/api/v1/people/P-002/roles/${programme}/administrator`, { as: 'admin' });
    const administrator = await ConsoleVisitor.of(fixture, 'P-002');
    expect((await administrator.get('/console/settings')).html).toContain(`href="${page}"`);
    const typed = { reminderAt: '08:05', quietFrom: '20:00', quietTo: '07:30', mailsAWeek: '12' };
    expect((await administrator.post(page, typed)).status).toBe(303);
    const { html } = await administrator.get(page);
    for (const value of Object.values(typed)) expect(html).toContain(`value="${value}"`);
    const refused: readonly (readonly [Partial<typeof typed>, RegExp])[] = [
      [{ reminderAt: '25:00' }, /Écrivez l’heure/],
      [{ quietFrom: 'ce soir' }, /Écrivez l’heure/],
      [{ mailsAWeek: '0' }, /de 1 à 100/],
      [{ mailsAWeek: 'dix' }, /de 1 à 100/],
      [{ quietFrom: '07:35' }, /Laissez au moins une heure/],
    ];
    for (const [wrong, words] of refused) {
      const answer = await administrator.post(page, { ...typed, ...wrong });
      expect(answer).toMatchObject({ status: 422, html: expect.stringMatching(words) });
      // What was typed stands in its line, to be corrected.
      expect(answer.html).toContain(`value="${Object.values(wrong)[0]}"`);
    }
    const { body } = await call(fixture, 'GET', `/api/v1/programmes/${programme}`, { as: 'P-041' });
    expect(body).toMatchObject({ reminderAt: 485, quietFrom: 1200, quietTo: 450, mailsAWeek: 12 });
  });
});
