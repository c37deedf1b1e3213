import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DATABASE, unsentForms, UnsentForms, type Database } from '#libs/persistence';
import { mailedTo } from '../../libs/testing/src/inbox.js';
import { ActingCase, dayFromNow } from './acting-case.js';
import { apiFixture, type ApiFixture } from './api-fixture.js';
import { call } from './caller.js';
import { LinkVisitor, type LinkOf } from './link-visitor.js';
import { coordinator, usual } from './refusals.js';

const director = 'P-107';
const technical = 'P-108';
const bill = { field: 'bills', name: 'facture.pdf', content: '%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n' };
const words = 'Chaudière arrêtée deux semaines en mars.';

describe('what is typed behind a link until it is over', () => {
  let fixture: ApiFixture;
  let file: ActingCase;
  let visitor: LinkVisitor;
  let figures: LinkOf;

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
    visitor = new LinkVisitor(fixture, file.reference);
    figures = { person: technical, item: file.id('data-request') };
  }, 180_000);
  afterAll(() => fixture.close(), 60_000);

  const kept = async () => fixture.app.get<Database>(DATABASE).db.select().from(unsentForms);

  /** A form of a page that was open while its link ended, and the link that came in its place. */
  async function postedTooLate(
    of: LinkOf,
    page: string,
    fields: Readonly<Record<string, string>>,
    chosen?: typeof bill,
  ) {
    const old = await visitor.linkOf(of);
    const seal = await visitor.sealOf(`${old}${page}?lang=en`);
    const fresh = await visitor.renewed(of);
    const answer = await visitor.post(`${old}${page}?lang=en`, { seal, key: 'a', ...fields }, chosen);
    return { old, fresh, answer };
  }

  it('waits for the next link, files as well, hands nothing in, and is gone once it was sent', async () => {
    const seq = await file.seq();
    const typed = { do: 'submit', version: '0', remarks: words, 'consumption.start': '2025-09' };
    const { old, fresh, answer } = await postedTooLate(figures, '', typed, bill);
    expect([answer.status, answer.html]).toEqual([410, expect.stringContaining('What you typed is kept.')]);
    expect((await visitor.get(`${old}?lang=en`)).html).toContain('What you typed is kept.');
    // Whoever opens it from an old mail reads the language of that mail.
    expect((await visitor.get(old)).html).toContain('<html lang="ar"');
    expect(await file.seq()).toBe(seq);
    expect((await file.read(technical, `drafts/${figures.item}`)).version).toBe(0);

    const page = await visitor.get(`${fresh}?lang=en`);
    expect(page.html).toContain('Here is what was typed through a link that was no longer valid.');
    expect(page.html).toContain(`>${words}</textarea>`);
    expect(page.html).toContain('facture.pdf');
    expect(page.html).toContain('value="2025-09"');
    // Nobody else's page shows it.
    const other = await visitor.linkOf({ person: director, item: file.id('application') });
    expect((await visitor.get(other)).html).not.toContain(words);

    const seal = await visitor.sealOf(`${fresh}?lang=en`);
    const saved = await visitor.post(`${fresh}?lang=en`, { ...typed, seal, do: 'save' });
    expect([saved.status, saved.location]).toEqual([303, `${fresh}?lang=en&saved=1`]);
    expect((await visitor.get(`${fresh}?lang=en`)).html).not.toContain('no longer valid');
    expect(await kept()).toEqual([]);
  });

  it('is promised beside the mail of the next link, and comes with it', async () => {
    const { old } = await postedTooLate(figures, '', {
      do: 'save',
      version: '1',
      remarks: 'Encore une chose.',
    });
    const seal = await visitor.sealOf(`${old}?lang=en`);
    const asked = await visitor.post(`${old}?lang=en`, { seal, do: 'fresh-link' });
    expect([asked.status, asked.location]).toEqual([303, `${old}?lang=en&asked=1`]);
    expect((await visitor.get(asked.location)).html).toContain('What you typed will be there.');
    const [mail] = await mailedTo(fixture.inbox, 'technical.olv-03@example.org', ({ subject }) =>
      /nouveau lien|new link|رابطكم الجديد|nuevo enlace/.test(subject),
    );
    const path = /\/t\/[\w.-]{60,}/.exec(mail.text)?.[0] ?? '';
    expect((await visitor.get(`${path}?lang=en`)).html).toContain('>Encore une chose.</textarea>');
  });

  it('stands beside what somebody else has saved meanwhile', async () => {
    const body = { version: 1, answers: { remarks: 'Saved by a colleague.' } };
    const saved = await call(fixture, 'PUT', `/api/v1/drafts/${figures.item}`, { as: technical, body });
    expect(saved.status).toBe(200);
    const { html } = await visitor.get(`${await visitor.linkOf(figures)}?lang=en`);
    expect(html).toContain('Someone stored other answers meanwhile');
    expect(html).toContain('Saved by a colleague.');
    expect(html).toContain('>Encore une chose.</textarea>');
  });

  it('keeps a request for more time and a handover in their own forms', async () => {
    await postedTooLate(figures, '', {
      do: 'more-time',
      until: dayFromNow(30),
      reason: 'La récolte commence.',
    });
    const handover = { 'colleague-name': 'Karim', 'colleague-function': 'Chef', 'colleague-email': 'karim@' };
    const { fresh } = await postedTooLate(figures, '', { do: 'hand-over', ...handover });
    const { html } = await visitor.get(`${fresh}?lang=en`);
    expect(html).toContain('>La récolte commence.</textarea>');
    expect(html).toContain('value="karim@"');
    expect(html.match(/<details open/g)?.length).toBe(2);
  });

  it('keeps a reason to leave and an answer to a visit on their own pages, to which the link’s page leads', async () => {
    const ofDirector = { person: director, item: file.id('application') };
    const { fresh } = await postedTooLate(ofDirector, '/leave', { do: 'review', reason: 'Plus le temps.' });
    expect((await visitor.get(`${fresh}?lang=en`)).html).toContain(`${fresh}/leave?lang=en`);
    const leave = await visitor.get(`${fresh}/leave?lang=en`);
    expect([leave.status, leave.html]).toEqual([200, expect.stringContaining('>Plus le temps.</textarea>')]);

    const slots = [{ day: dayFromNow(30), from: '09:00', to: '12:00' }];
    const proposal = { slots, place: 'Fès', functions: ['director'], note: '' };
    const sent = { as: coordinator, body: proposal };
    const proposed = await call(fixture, 'POST', `/api/v1/${file.path('visits')}`, sent);
    expect(proposed.status).toBe(201);
    const page = `/visits/${String(proposed.body.id)}`;
    const asked = { do: 'ask', seen: '0', reason: 'Plutôt en janvier.' };
    const { fresh: next } = await postedTooLate(ofDirector, page, asked);
    const visit = await visitor.get(`${next}${page}?lang=en`);
    expect(visit.html).toContain('>Plutôt en janvier.</textarea>');
    expect(visit.html).toContain('A question? Call');
  });

  it('keeps nothing of a token that we never made, nor without the seal of a page, and shows it back', async () => {
    const before = await kept();
    const old = await visitor.linkOf(figures);
    const seal = await visitor.sealOf(`${old}?lang=en`);
    const forged = `${old.slice(0, -2)}${old.endsWith('AA') ? 'BB' : 'AA'}`;
    const made = await visitor.post(`${forged}?lang=en`, { seal, do: 'save', remarks: '<b>forged</b>' });
    expect([made.status, made.html]).toEqual([404, expect.stringContaining('&lt;b>forged&lt;/b>')]);
    await visitor.renewed(figures);
    const unsealed = await visitor.post(`${old}?lang=en`, { seal: 'x.y', do: 'save', remarks: 'unsealed' });
    expect([unsealed.status, unsealed.html]).toEqual([410, expect.stringContaining('unsealed')]);
    expect(unsealed.html).not.toContain('What you typed is kept.');
    const vast = await visitor.post(`${old}?lang=en`, {
      seal,
      do: 'save',
      remarks: 'x'.repeat(60_000),
      ...vastly,
    });
    expect([vast.status, vast.html]).toEqual([410, expect.stringContaining('Copy what still matters')]);
    const visit = await visitor.post(`${old}/visits/made-up?lang=en`, { seal, do: 'ask', reason: 'made up' });
    expect([visit.status, visit.html]).toEqual([410, expect.stringContaining('made up')]);
    expect(await kept()).toEqual(before);
  });

  it('is shown beside the receipt where the step was handed in meanwhile', async () => {
    await postedTooLate(figures, '', { do: 'submit', version: '0', remarks: 'Trop tard.' });
    await file.act(technical, `tasks/${figures.item}/completion`, { answers: usual('utility-bills') });
    const { html } = await visitor.get(`${await visitor.linkOf(figures)}?lang=en`);
    expect(html).toContain('This has been settled meanwhile.');
    expect(html).toContain('What you had typed');
    expect(html).toContain('Trop tard.');
    // The smaller forms are off the page, their words are not.
    expect(html).toContain('La récolte commence.');
  });

  it('is forgotten after a while', async () => {
    expect((await kept()).length).toBeGreaterThan(0);
    await fixture.app.get(UnsentForms).forget(30);
    expect((await kept()).length).toBeGreaterThan(0);
    await fixture.app.get(UnsentForms).forget(-1);
    expect(await kept()).toEqual([]);
  });
});

/** More than anybody types. */
const vastly = Object.fromEntries(
  Array.from({ length: 5 }, (_, index) => [`consumption.series.water.${index}`, '9'.repeat(60_000)]),
);
