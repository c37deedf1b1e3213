import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LinkTokens } from '#libs/identity';
import { ActingCase, dayFromNow } from './acting-case.js';
import { apiFixture, type ApiFixture } from './api-fixture.js';
import { call } from './caller.js';
import { coordinator, usual } from './refusals.js';

const director = 'P-107';

describe('the attestation of participation', () => {
  let fixture: ApiFixture;
  let file: ActingCase;
  /** Path of a link of the director's. */
  let link: string;

  beforeAll(async () => {
    fixture = await apiFixture({ withConsole: true });
    const stage = (key: string, from: number, to: number, tasks: readonly object[] = []) => ({
      ...{ key, enteredOn: dayFromNow(from), leftOn: dayFromNow(to) },
      tasks,
    });
    const done = (key: string, form: string, days: number) => ({
      ...{ key, completedOn: dayFromNow(days) },
      answers: usual(form),
    });
    const earlier = {
      stage: 'dissemination',
      stages: [
        stage('enrolment', -400, -380),
        stage('diagnostic', -380, -300),
        stage('action-plan', -300, -250, [
          done('options', 'options', -290),
          done('choice', 'measure-choice', -260),
        ]),
        stage('implementation', -250, -60),
        stage('results', -60, -20),
      ],
      tasks: [{ key: 'sheet', completedOn: dayFromNow(-10) }],
    };
    file = await ActingCase.opened(fixture, 'OLV-03', { earlier });
    const subject = { reference: file.reference, item: file.id('consent'), person: director };
    const { token } = await fixture.app.get(LinkTokens).issue(subject, Date.now() + 86_400_000);
    link = `/t/${token}`;
  }, 180_000);
  afterAll(() => fixture.close(), 60_000);

  const get = (path: string) => fetch(`${fixture.url}${path}`, { redirect: 'manual' });
  const ofApi = (as: string, query = '') =>
    call(fixture, 'GET', `/api/v1/cases/${file.reference}/attestation${query}`, { as });

  async function pdfFrom(path: string, as?: string): Promise<string> {
    const headers = as === undefined ? {} : { authorization: `Bearer ${await fixture.token(as)}` };
    const answer = await fetch(`${fixture.url}${path}`, { headers });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(answer.headers.get('content-disposition')).toContain(`attestation-${file.reference}.pdf`);
    return Buffer.from(await answer.arrayBuffer()).toString('latin1');
  }

  /** Where the paper says that it is checked. */
  const checkedAt = (pdf: string) => /\/URI \(https?:\/\/[^/]+(\/attestations\/[^)]+)\)/.exec(pdf)?.[1] ?? '';

  it('is there once the path is done, and not before', async () => {
    const early = await ofApi(coordinator);
    expect({ status: early.status, code: early.body.code }).toEqual({
      status: 409,
      code: 'attestation.not-done',
    });
    const page = await get(`${link}/attestation?lang=en`);
    expect([page.status, await page.text()]).toEqual([409, expect.stringContaining('No certificate yet')]);
    expect(await (await get(`${link}/file?lang=en`)).text()).not.toContain('/attestation');
    const signature = { name: 'Directrice exemple', function: 'Directrice', agreed: true };
    await file.act(director, `tasks/${file.id('consent')}/completion`, {
      answers: { consent: 'none', signature },
    });
    expect((await file.view()).case).toMatchObject({
      status: 'closed',
      outcome: 'ended-with-results-to-date',
    });
    for (const language of ['fr', 'ar', 'en', 'es']) {
      const path = `/api/v1/cases/${file.reference}/attestation?language=${language}`;
      expect(await pdfFrom(path, coordinator)).toContain(`/Lang (${language})`);
    }
    expect((await ofApi(coordinator, '?language=de')).status).toBe(422);
    expect((await ofApi('P-104')).status).toBe(404);
  });

  it('is the company’s to save from its own file, in any language', async () => {
    const seq = await file.seq();
    const html = await (await get(`${link}/file?lang=es`)).text();
    expect(html).toContain(`${link}/attestation?language=es`);
    expect(await pdfFrom(`${link}/attestation?lang=es`)).toContain('/Lang (es)');
    expect(await pdfFrom(`${link}/attestation?lang=es&language=ar`)).toContain('/Lang (ar)');
    const subject = { reference: file.reference, item: file.id('consent'), person: director };
    const { token } = await fixture.app
      .get(LinkTokens)
      .issue({ ...subject, via: coordinator }, Date.now() + 86_400_000);
    const copied = await get(`/t/${token}/attestation`);
    expect([copied.status, copied.headers.get('location')]).toEqual([303, `/t/${token}`]);
    expect(await file.seq()).toBe(seq);
  });

  it('is checked by anybody who holds it, until the case is opened again', async () => {
    const path = checkedAt(await pdfFrom(`${link}/attestation`));
    expect(path).toContain(file.reference);
    // The same for every reader and in every language.
    const observed = await pdfFrom(`/api/v1/cases/${file.reference}/attestation?language=en`, 'P-041');
    expect(checkedAt(observed)).toBe(path);
    const page = await get(`${path}?lang=en`);
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(html).toContain('This certificate is authentic');
    expect(html).toContain(String((await file.view()).case.organisationName));
    for (const wrong of [path.replace(/....$/, '0000'), path.replace(file.reference, 'CCP-MA-2020-0001')]) {
      const answer = await get(`${wrong}?lang=en`);
      expect([answer.status, await answer.text()]).toEqual([
        404,
        expect.stringContaining('We do not know this certificate'),
      ]);
    }
    await file.act(coordinator, file.path('reopening'), { stage: 'results', reason: 'A figure was wrong.' });
    expect((await get(path)).status).toBe(404);
    expect((await ofApi(coordinator)).status).toBe(409);
  });
});
