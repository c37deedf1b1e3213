import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LinkTokens } from '#libs/identity';
import { ActingCase, dayFromNow } from './acting-case.js';
import { apiFixture, type ApiFixture } from './api-fixture.js';
import { call } from './caller.js';
import { coordinator, usual } from './refusals.js';

const director = 'P-107';
const technical = 'P-108';

describe("the company's own view of its case", () => {
  let fixture: ApiFixture;
  let file: ActingCase;

  beforeAll(async () => {
    fixture = await apiFixture({ withConsole: true });
    const done = (key: string, days: number) => ({
      ...{ key, completedOn: dayFromNow(days) },
      answers: usual(key),
    });
    const enrolment = {
      ...{ key: 'enrolment', enteredOn: dayFromNow(-40), leftOn: dayFromNow(-20) },
      tasks: [done('application', -38), done('eligibility', -35), done('commitment', -30)],
    };
    const earlier = { stage: 'diagnostic', stages: [enrolment], tasks: [] };
    file = await ActingCase.opened(fixture, 'OLV-03', { earlier });
  }, 180_000);
  afterAll(() => fixture.close(), 60_000);

  /** Path of the link that a mail about it would hold. */
  async function linkOf(person: string, item: string, via?: string): Promise<string> {
    const subject = { reference: file.reference, item, person, ...(via !== undefined && { via }) };
    const { token } = await fixture.app.get(LinkTokens).issue(subject, Date.now() + 86_400_000);
    return `/t/${token}`;
  }

  async function get(path: string) {
    const answer = await fetch(`${fixture.url}${path}`, { redirect: 'manual' });
    return { status: answer.status, location: answer.headers.get('location'), html: await answer.text() };
  }

  async function open(path: string, item: string) {
    const { html } = await get(`${path}/file?lang=en`);
    const seal = /name="seal" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const body = new URLSearchParams({ seal, item });
    const answer = await fetch(`${fixture.url}${path}/file?lang=en`, {
      method: 'POST',
      redirect: 'manual',
      body,
    });
    return { status: answer.status, location: answer.headers.get('location') ?? '' };
  }

  it('shows what is owed, where the case stands, what was sent and whom to call, in four languages', async () => {
    const path = await linkOf(director, file.id('application'));
    for (const [language, words] of Object.entries({
      fr: ['À faire par votre entreprise', 'Ce que vous avez envoyé'],
      en: ['For your company to do', 'What you sent'],
      ar: ['المطلوب من مقاولتكم', 'ما أرسلتموه'],
      es: ['Pendiente de su empresa', 'Lo que usted envió'],
    })) {
      const { status, html } = await get(`${path}/file?lang=${language}`);
      expect([language, status]).toEqual([language, 200]);
      for (const word of words) expect(html).toContain(word);
      expect(html).toContain('aria-current="step"');
      expect(html).toContain('mailto:');
    }
    // The task is the technical contact's: the director sees it, and has no way to it from here.
    const { html } = await get(`${path}/file?lang=en`);
    expect(html).toContain('A year of consumption figures');
    expect(html).not.toContain(`value="${file.id('data-request')}"`);
    // Nor by a request of one's own making, with the seal of a form that the page does have.
    expect(await open(path, file.id('data-request'))).toEqual({ status: 404, location: '' });
  });

  it('leads on to other tasks of the same person, and to nothing else', async () => {
    const path = await linkOf(technical, file.id('application'));
    const seqBefore = (await file.view()).case.seq;
    const { html } = await get(`${path}/file?lang=en`);
    expect(html).toContain(`value="${file.id('data-request')}"`);
    const opened = await open(path, file.id('data-request'));
    expect(opened.status).toBe(303);
    expect(opened.location).toMatch(/^\/t\/[\w.-]{60,}\?lang=en$/);
    const page = await get(opened.location);
    expect(page.status).toBe(200);
    expect(page.html).toContain('<h1>A year of consumption figures</h1>');
    expect((await open(path, file.id('report'))).status).toBe(404);
    expect((await file.view()).case.seq).toBe(seqBefore);
  });

  it('is for people of the company with a link of their own: a copied link, an expert, a neighbour see the one page', async () => {
    const copied = await linkOf(technical, file.id('data-request'), coordinator);
    const own = await get(`${copied}/file`);
    expect([own.status, own.location]).toEqual([303, copied]);
    expect((await get(copied)).html).not.toContain('/file?lang');
    for (const person of ['P-011', 'P-104']) {
      const path = await linkOf(person, file.id('data-request'));
      const answer = await get(`${path}/file`);
      expect({ person, shown: answer.status === 200 }).toEqual({ person, shown: false });
      expect(answer.html).not.toContain('What you sent');
    }
    expect((await get('/t/unknown/file')).status).toBe(303);
    expect((await call(fixture, 'GET', `/api/v1/cases/${file.reference}`, { as: coordinator })).status).toBe(
      200,
    );
  });
});
