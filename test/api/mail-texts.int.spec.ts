import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MailTextBook } from '#libs/persistence';
import { mailedTo } from '../../libs/testing/src/inbox.js';
import { apiFixture, type ApiFixture } from './api-fixture.js';
import { call } from './caller.js';
import { ConsoleVisitor } from './console-visitor.js';
import { coordinator } from './refusals.js';

const at = '/api/v1/programmes/CCP-MA/mail-texts';
const page = '/console/mail-texts';

describe('a programme’s own mail texts', () => {
  let fixture: ApiFixture;
  beforeAll(async () => {
    fixture = await apiFixture({ withConsole: true });
  }, 90_000);
  afterAll(() => fixture.close(), 60_000);

  const as = coordinator;
  const get = (text: string) => call(fixture, 'GET', `${at}/${text}`, { as });
  const put = (text: string, body: object, who = as) =>
    call(fixture, 'PUT', `${at}/${text}`, { as: who, body });
  const remove = (text: string, version: number) =>
    call(fixture, 'DELETE', `${at}/${text}?version=${version}`, { as });

  it('are listed by mail and language, with what they may name', async () => {
    const { body } = await call(fixture, 'GET', `${at}?language=fr&mail=reminder`, { as });
    expect(body.items.map(({ key }: { key: string }) => key)).toEqual([
      ...['reminder.subject', 'greeting', 'reminder.lead', 'regards'],
    ]);
    expect(body.items[0]).toMatchObject({
      part: 'subject',
      own: false,
      version: 0,
      mails: ['reminder', 'nudge'],
    });
    expect(body.items[2].values).toContainEqual({
      ...{ name: 'due', meaning: 'due', required: true, common: false },
      ways: ['{due, date, full}', '{due, date, day}'],
    });
    expect(body.items[3]).toMatchObject({ key: 'regards', mails: null });
    expect((await call(fixture, 'GET', `${at}?language=xx`, { as })).status).toBe(422);
  });

  it('are written, seen with their history, and taken back', async () => {
    const text = 'en/closing.kept';
    expect(await put(text, { text: 'Goodbye from {programme}.', version: 0 })).toMatchObject({
      status: 200,
      body: { own: true, version: 1, text: 'Goodbye from {programme}.', problems: [], standardThen: null },
    });
    // The same again is what holds already.
    expect(await put(text, { text: 'Goodbye from {programme}.', version: 0 })).toMatchObject({
      ...{ status: 200, body: { version: 1 } },
    });
    expect(await remove(text, 1)).toMatchObject({ status: 200, body: { own: false, version: 2 } });
    const { body } = await get(text);
    expect(body.text).toBe(body.standard);
    expect(body.history).toMatchObject([
      { version: 2, text: null, person: as },
      { version: 1, text: 'Goodbye from {programme}.', personName: expect.stringMatching(/\S/) },
    ]);
  });

  it('that somebody else has changed are answered with what is stored', async () => {
    const text = 'en/closing.subject';
    await put(text, { text: 'The end: {organisation}', version: 0 });
    expect(await put(text, { text: 'Over: {organisation}', version: 0 }, 'admin')).toMatchObject({
      status: 409,
      body: { code: 'mail-text.changed-meanwhile', stored: { text: 'The end: {organisation}', version: 1 } },
    });
    expect((await remove(text, 0)).status).toBe(409);
    expect((await put(text, { text: 'Over: {organisation}', version: 1 }, 'admin')).body.version).toBe(2);
  });

  it('are refused with what to do about each problem', async () => {
    expect(
      await put('ar/escalation.subject', { text: '{title} {days, plural, one {#} other {#}}', version: 0 }),
    ).toMatchObject({
      status: 422,
      body: {
        code: 'mail-text.invalid',
        errors: [
          { field: 'text', code: 'missing-value', message: expect.stringContaining('{organisation}') },
          { field: 'text', code: 'lacking-form', message: expect.stringMatching(/zero.*two.*few.*many/) },
        ],
      },
    });
    for (const body of [{ text: 'x' }, { text: 'x', version: -1 }, { text: 7, version: 0 }])
      expect(await put('en/regards', body)).toMatchObject({ status: 422, body: { code: 'request.invalid' } });
    expect((await put('en/footer.why', { text: 'x', version: 0 })).status).toBe(422);
    expect((await put('de/regards', { text: 'x', version: 0 })).status).toBe(422);
    expect((await put('en/regards', { text: 'x', version: 0 }, 'P-041')).status).toBe(403);
  });

  it('are seen in the whole mail before they are stored', async () => {
    const preview = (body: object, who = as) => call(fixture, 'POST', `${at}/preview`, { as: who, body });
    const mail = { mail: 'visit-confirmed', language: 'es' };
    const key = 'visit.lead-confirmed';
    const tried = await preview({ ...mail, texts: [{ key, text: 'Nos vemos el {day, date, day}.' }] });
    expect(tried).toMatchObject({
      status: 200,
      body: { name: mail.mail, subject: expect.stringMatching(/\S/) },
    });
    for (const part of [tried.body.text, tried.body.html]) expect(part).toMatch(/Nos vemos el \d+ de /);
    expect((await get(`es/${key}`)).body.own).toBe(false);
    expect((await preview(mail)).body.text).toContain('invitación adjunta');

    const wrong = [
      { key, text: 'El {nobody}' },
      { key: 'reminder.lead', text: 'El {due, date, day}' },
    ];
    expect(await preview({ ...mail, texts: wrong })).toMatchObject({
      status: 422,
      body: {
        code: 'mail-text.invalid',
        errors: [
          { field: `texts.${key}`, code: 'unknown-value', message: expect.stringContaining('{nobody}') },
          { field: 'texts.reminder.lead', code: 'other-mail' },
        ],
      },
    });
    expect(await preview({ ...mail, mail: 'nothing' })).toMatchObject({
      ...{ status: 422, body: { code: 'request.invalid' } },
    });
    expect((await preview(mail, 'P-011')).status).toBe(403);
  });

  it('reach the people of a case that opens after it', async () => {
    const text = 'fr/invitation.lead-task';
    await put(text, { text: 'Chère équipe de {organisation}, à vous de jouer.', version: 0 });
    await call(fixture, 'POST', '/api/v1/cases', {
      as,
      body: { programme: 'CCP-MA', organisation: 'OLV-01' },
    });
    const [mail] = await mailedTo(fixture.inbox, 'director.olv-01@example.org');
    expect(mail.text.replaceAll(/\s+/g, ' ')).toContain('Chère équipe de');
    expect(mail.text).toContain('à vous de jouer');
  });

  describe('on the page of the console', () => {
    const place = { programme: 'CCP-MA', in: 'en', letter: 'noted' };
    const address = `${page}?${new URLSearchParams(place).toString()}`;
    const fields = { 'version.noted.ask': '0', 'version.regards': '0', 'version.greeting': '0' };
    /** The other fields of the form, as it gives them. */
    const typed = { ...place, ...fields };

    it('are checked before they are shown or saved, and nothing typed is lost', async () => {
      const desk = await ConsoleVisitor.of(fixture, as);
      const wrong = {
        ...typed,
        'text.noted.ask': 'Look at {it} & <b>confirm</b>',
        'text.regards': 'See you,',
      };
      for (const step of ['preview', 'save']) {
        const answer = await desk.post(page, { ...wrong, do: step });
        expect(answer).toMatchObject({
          status: 422,
          html: expect.stringContaining('Look at {it} &amp; &lt;b'),
        });
        expect(answer.html).toMatch(/aria-invalid="true"/);
        expect(answer.html).toContain('See you,');
      }
      expect((await get('en/regards')).body.own).toBe(false);
    });

    it('are shown in the real mail before they are saved', async () => {
      const desk = await ConsoleVisitor.of(fixture, as);
      const tried = { ...typed, 'text.noted.ask': 'Please confirm it to {coordinator}.', do: 'preview' };
      const { status, html } = await desk.post(page, tried);
      expect(status).toBe(200);
      const frame =
        /src="(\/console\/mail-texts\/noted\/body[^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
      const mail = await desk.get(frame);
      expect(mail).toMatchObject({ status: 200, html: expect.stringContaining('Please confirm it to') });
      expect((await get('en/noted.ask')).body.own).toBe(false);
      // An address made up by somebody else shows nothing that could not be saved.
      expect((await desk.get(frame.replace(/tried=[^&]+/, 'tried=nonsense'))).status).toBe(422);
      const { html: stored } = await desk.get(frame.replace(/&tried=[^&]+/, ''));
      expect(stored).not.toContain('Please confirm it to');
    });

    it('ask which text stays where somebody else has saved another', async () => {
      const [desk, other] = [await ConsoleVisitor.of(fixture, as), await ConsoleVisitor.of(fixture, 'admin')];
      const mine = { ...typed, 'text.noted.ask': 'Mine.', 'text.regards': 'Yours,', do: 'save' };
      expect((await other.post(page, { ...typed, 'text.noted.ask': 'Theirs.', do: 'save' })).status).toBe(
        303,
      );
      const asked = await desk.post(page, mine);
      expect(asked.status).toBe(409);
      expect(asked.html).toMatch(/name="choose\.noted\.ask"/);
      for (const words of ['Mine.', 'Theirs.', 'Yours,']) expect(asked.html).toContain(words);
      expect(asked.html).toMatch(/name="version\.noted\.ask" value="1"/);
      // Nothing of it was saved: all or none.
      expect((await get('en/regards')).body.own).toBe(false);
      const chosen = { ...mine, 'version.noted.ask': '1', 'choose.noted.ask': 'stored' };
      expect((await desk.post(page, chosen)).status).toBe(303);
      expect((await get('en/noted.ask')).body).toMatchObject({ text: 'Theirs.', version: 1 });
      expect((await get('en/regards')).body).toMatchObject({ text: 'Yours,' });
      expect((await desk.post(page, { ...chosen, 'choose.noted.ask': 'typed' })).status).toBe(303);
      expect((await get('en/noted.ask')).body).toMatchObject({ text: 'Mine.', version: 2 });
    });

    it('take an earlier text, or the standard one, into the field and save it by a second step', async () => {
      const desk = await ConsoleVisitor.of(fixture, as);
      const shown = {
        ...typed,
        'version.noted.ask': '2',
        'text.noted.ask': 'Half',
        'text.regards': 'Unsaved,',
      };
      const earlier = await desk.post(page, { ...shown, take: 'noted.ask:1' });
      expect(earlier.html).toMatch(/name="text\.noted\.ask"[^>]*>Theirs\.</);
      expect(earlier.html).toMatch(/name="text\.regards"[^>]*>Unsaved,</);
      const { body } = await get('en/noted.ask');
      const standard = await desk.post(page, { ...shown, take: 'noted.ask:0' });
      expect(standard.html).toContain(`>${body.standard}<`);
      expect(body.version).toBe(2);
      const saved = {
        ...shown,
        'text.noted.ask': body.standard,
        'text.regards': 'Yours,',
        'version.regards': '1',
      };
      expect((await desk.post(page, { ...saved, do: 'save' })).status).toBe(303);
      expect((await get('en/noted.ask')).body).toMatchObject({ own: false, version: 3 });
      expect((await desk.get(address)).html).toMatch(/value="noted\.ask:2"/);
    });

    it('say where an update of the product has changed the standard text, until somebody has looked', async () => {
      const row = { programme: 'CCP-MA', language: 'en', version: 1, person: as, at: Date.now() };
      const text = 'Here it is again: {title}';
      const former = { ...row, key: 'fresh-link.subject', text, standard: 'The former link: {title}' };
      const broken = { ...row, key: 'fresh-link.lead', text: 'Dear {formerly},', standard: 'x' };
      expect(await fixture.app.get(MailTextBook).add([former, broken])).toBe(true);
      expect((await get('en/fresh-link.subject')).body).toMatchObject({
        text,
        standardThen: former.standard,
      });
      expect((await get('en/fresh-link.lead')).body.problems).toMatchObject([{ code: 'unknown-value' }]);

      const desk = await ConsoleVisitor.of(fixture, as);
      const link = { ...place, letter: 'fresh-link' };
      const { html } = await desk.get(`${page}?${new URLSearchParams(link).toString()}`);
      const { body } = await get('en/fresh-link.subject');
      for (const words of [former.standard, body.standard, text]) expect(html).toContain(words);
      expect(html).toMatch(/callout bad[^]*\{formerly\}/);
      // The mail itself says the standard text in place of what cannot be said.
      const frame = /src="(\/console\/mail-texts\/fresh-link\/body[^"]+)"/.exec(html)?.[1] ?? '';
      const mail = await desk.get(frame.replaceAll('&amp;', '&'));
      expect(mail.html).toContain((await get('en/fresh-link.lead')).body.standard);

      const version = { 'version.fresh-link.subject': '1', 'version.fresh-link.lead': '1' };
      const kept = {
        ...link,
        ...version,
        'text.fresh-link.subject': text,
        keep: 'fresh-link.subject',
        do: 'save',
      };
      expect((await desk.post(page, kept)).status).toBe(303);
      expect((await get('en/fresh-link.subject')).body).toMatchObject({
        text,
        version: 2,
        standardThen: null,
      });
    });

    it('that no longer hold wait on the page of whoever may mend them, until that is done', async () => {
      const row = { programme: 'CCP-MA', language: 'es', version: 1, person: as, at: Date.now() };
      const key = 'visit.lead-moved';
      const broken = { ...row, key, text: 'Ahora el {fecha}', standard: 'x' };
      expect(await fixture.app.get(MailTextBook).add([broken])).toBe(true);
      const line = `${page}?programme=CCP-MA&amp;in=es&amp;letter=visit-moved`;
      const today = async (who: string) =>
        (await (await ConsoleVisitor.of(fixture, who)).get('/console')).html;
      expect(await today(as)).toContain(line);
      expect(await today('admin')).toContain(line);
      expect(await today('P-011')).not.toContain(page);
      const badge = async (who: string) =>
        (await (await ConsoleVisitor.of(fixture, who)).get('/console/waiting')).html;
      expect(await badge(as)).toMatch(/id="texts-broken"[^>]*><span[^>]*>[1-9]</);
      expect(await badge('P-011')).toMatch(/id="texts-broken"[^>]*><\/span>/);
      expect((await put(`es/${key}`, { text: 'Ahora el {day, date, day}', version: 1 })).status).toBe(200);
      expect(await today(as)).not.toContain(line);
    });

    it('are shown again, unsaved, to whoever was signed out while typing', async () => {
      const desk = await ConsoleVisitor.of(fixture, as);
      const _for = /name="_for" value="([^"]+)"/.exec((await desk.get(page)).html)?.[1] ?? '';
      const words = { ...typed, _for, 'text.regards': 'Typed before,', do: 'save' };
      const forged = await desk.postWithout(page, words);
      expect(forged.status).toBe(303);
      expect((await desk.get(page)).html).toMatch(/name="text\.regards"[^>]*>Typed before,</);
      expect((await get('en/regards')).body.text).toBe('Yours,');
    });

    it('stay closed to who may not read the programme’s mail', async () => {
      const expert = await ConsoleVisitor.of(fixture, 'P-011');
      expect((await expert.get(address)).status).toBe(403);
      const desk = await ConsoleVisitor.of(fixture, as);
      expect((await desk.get(`${page}?programme=CCP-XX`)).status).toBe(403);
      expect((await desk.get(`${page}?letter=password-reset&in=ar`)).html).not.toContain('<textarea');
      expect((await desk.get(`${page}?letter=monday&in=ar`)).html).toContain('name="text.monday.lead"');
    });
  });
});
