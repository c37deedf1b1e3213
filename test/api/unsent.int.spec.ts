import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ActingCase, dayFromNow } from './acting-case.js';
import { apiFixture, type ApiFixture } from './api-fixture.js';
import { call } from './caller.js';
import { ConsoleVisitor } from './console-visitor.js';
import { coordinator } from './refusals.js';
import { routesOf } from './routes.js';

jest.setTimeout(120_000);

const words = 'Words that nobody types twice';

interface Form {
  readonly path?: Readonly<Record<string, string>>;
  /** The coordinator unless told. */
  readonly by?: string;
  readonly fields: Readonly<Record<string, string>>;
  /** What the page says in place of what was typed. */
  readonly says?: string;
}

/** Forms whose own page shows again what was typed; `{…}` stands for something of the sample. */
const shownAgain: Readonly<Record<string, Form>> = {
  '/console/items/:id': { path: { id: '{eligibility}' }, fields: { eligible: 'no', unmet: words } },
  '/console/items/:id (a decision)': {
    ...{ path: { id: '{admission}' }, by: 'P-031' },
    fields: { outcome: 'return', reason: words },
  },
  '/console/items/:id/transcription': { path: { id: '{application}' }, fields: { products: words } },
  '/console/items/:id/filing': { path: { id: '{application}' }, fields: { reason: words } },
  '/console/cases/:reference/comments': { fields: { text: words } },
  '/console/cases/:reference/visits/new': { fields: { place: 'Fès', note: words } },
  '/console/visits/:id': { path: { id: '{visit}' }, fields: { do: 'cancel', reason: words } },
  '/console/cases/:reference/:action': { path: { action: 'suspend' }, fields: { reason: words } },
  '/console/groups/:page': {
    path: { page: 'suspend' },
    fields: { reference: '{reference}', reason: words },
  },
  '/console/groups/:page (a message)': {
    path: { page: 'message' },
    fields: { reference: '{reference}', function: 'director', 'subject.fr': 'Réunion', 'text.fr': words },
  },
  '/console/decisions': { by: 'P-031', fields: { item: '{admission}', outcome: 'approve', reason: words } },
  '/console/mail-texts': {
    fields: { programme: 'CCP-MA', letter: 'noted', in: 'fr', 'text.regards': words, 'version.regards': '0' },
  },
  '/console/programmes/:code/enrolment': { fields: {}, says: 'Please choose it once more.' },
  '/console/cases/workbook': { fields: {}, says: 'Please choose it once more.' },
};

/** Without a sign-in of their own, with nothing to type beside the button, or another program's. */
const nothingToKeep = ['sign-in', 'sign-out', 'forgot', 'password/:token', 'programme', 'unsent', 'temporal'];

/** Pages, and the forms on them whose fields are called the same on the page that asks whether to send them. */
const labelled = [
  ['/console/people', '/console/people'],
  ['/console/organisations', '/console/organisations'],
  ['/console/me', '/console/me'],
  ['/console/cases/new', '/console/cases/new'],
] as const;

describe('a form that is sent after its session has ended', () => {
  let fixture: ApiFixture;
  let sample: Readonly<Record<string, string>>;
  const visitors = new Map<string, Promise<ConsoleVisitor>>();

  beforeAll(async () => {
    fixture = await apiFixture({ withConsole: true });
    const [asked, fresh, applied] = [
      await ActingCase.opened(fixture, 'OLV-01'),
      await ActingCase.opened(fixture, 'OLV-02'),
      await ActingCase.opened(fixture, 'OLV-03'),
    ];
    await asked.complete('P-101', 'application');
    const director = await directorOf('OLV-03');
    await applied.applied(director);
    const slots = [{ day: dayFromNow(20), from: '10:00', to: '12:00' }];
    const visit = await call(fixture, 'POST', `/api/v1/${fresh.path('visits')}`, {
      as: coordinator,
      body: { slots, place: 'Usine', functions: ['director'] },
    });
    expect(visit.status).toBe(201);
    sample = {
      ...{ reference: fresh.reference, code: 'CCP-MA', visit: String(visit.body.id) },
      eligibility: asked.id('eligibility'),
      application: fresh.id('application'),
      admission: applied.id('admission'),
    };
  }, 180_000);
  afterAll(() => fixture.close(), 60_000);

  async function directorOf(organisation: string): Promise<string> {
    const { body } = await call(fixture, 'GET', '/api/v1/people?limit=200', { as: coordinator });
    const all = body.items as { id: string; contactOf: { organisation: string; function: string }[] }[];
    const found = all.find(({ contactOf }) =>
      contactOf.some((held) => held.organisation === organisation && held.function === 'director'),
    );
    return found?.id ?? '';
  }

  const filled = (text: string) =>
    text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => sample[name] ?? whole);

  function addressOf(route: string, path: Readonly<Record<string, string>> = {}): string {
    return route
      .replace(/ \(.*$/, '')
      .replaceAll(/:(\w+)/g, (_, name: string) => filled(path[name] ?? sample[name] ?? 'unknown'));
  }

  function visitor(person: string): Promise<ConsoleVisitor> {
    const found = visitors.get(person) ?? ConsoleVisitor.of(fixture, person);
    visitors.set(person, found);
    return found;
  }

  /** Sends it without a session, signs in, and reads the page that the sign-in leads to. */
  async function resumed(route: string, { path, by = coordinator, fields }: Form) {
    const reader = await visitor(by);
    const address = addressOf(route, path);
    const { _for = '' } = await reader.carriedBy('/console');
    reader.endSession();
    const sent = Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, filled(text)]));
    const turned = await reader.postWithout(address, { ...sent, _for });
    expect([route, turned.status]).toEqual([route, 303]);
    expect([route, turned.location]).toEqual([route, expect.stringContaining('/console/sign-in?next=')]);
    const asked = await reader.get(`${turned.location ?? ''}&lang=en`);
    expect([route, asked.html.includes('What you typed is kept')]).toEqual([route, true]);
    const next = await reader.signIn(turned.location ?? '');
    return { reader, address, next, page: await reader.get(next, { follows: true }) };
  }

  it.each(Object.entries(shownAgain))('shows on its own page what was typed: %s', async (route, form) => {
    const { address, next, page } = await resumed(route, form);
    expect([next, page.status]).toEqual([address, 200]);
    expect(page.html).toContain(form.says ?? words);
  });

  it('asks about every other one on a page of its own, word for word', async () => {
    const forms = routesOf(fixture)
      .filter((route) => route.startsWith('POST /console/'))
      .map((route) => route.slice('POST '.length))
      .filter((route) => !nothingToKeep.includes(route.slice('/console/'.length)));
    const others = forms.filter((route) => !Object.hasOwn(shownAgain, route));
    expect(others.length).toBeGreaterThan(15);
    expect(Object.keys(shownAgain).filter((route) => !forms.includes(route.replace(/ \(.*$/, '')))).toEqual(
      [],
    );
    for (const route of others) {
      const { address, next, page } = await resumed(route, { fields: { reason: words, key: 'k' } });
      expect([route, next, page.status]).toEqual([route, '/console/unsent', 200]);
      expect([route, page.html.includes(`class="typed" dir="auto">${words}<`)]).toEqual([route, true]);
      expect([route, page.html.includes(`action="${address}"`)]).toEqual([route, true]);
    }
  });

  it('does what it asks for once it is sent from that page, and is shown no more', async () => {
    const fields = { programme: 'CCP-MA', name: 'Nezha Exemple', language: 'fr', organisation: 'OLV-01' };
    const { reader } = await resumed('/console/people', { fields });
    const isAdded = async () => (await reader.get('/console/people')).html.includes('Nezha Exemple');
    expect(await isAdded()).toBe(false);
    expect((await reader.post('/console/people', fields, '/console/unsent')).status).toBe(303);
    expect(await isAdded()).toBe(true);
    expect((await reader.get('/console/unsent')).html).not.toContain('Nezha Exemple');
  });

  it.each(labelled)('calls each field what its page calls it: %s', async (page, route) => {
    const { html } = await (await visitor(coordinator)).get(`${page}?lang=en`);
    const labels = labelsOn(html, addressOf(route));
    expect(labels.length).toBeGreaterThan(2);
    const fields = Object.fromEntries(labels.map(([name]) => [name, `words of ${name}`]));
    const { page: shown } = await resumed(route, { fields });
    const lines = labels.map(
      ([name, label]) => `<dt>${label}</dt><dd class="typed" dir="auto">words of ${name}</dd>`,
    );
    expect(lines.filter((line) => !shown.html.includes(line))).toEqual([]);
  });

  it('says of what was chosen what the page says of it', async () => {
    const fields = { name: 'Nezha Exemple', mailRhythm: 'daily' };
    const { page } = await resumed('/console/people', { fields });
    expect(page.html).toContain('In one mail a working day');
    expect(page.html).not.toContain('>daily<');
  });

  it('keeps several, each for its own page', async () => {
    const reader = await visitor(coordinator);
    const { _for = '' } = await reader.carriedBy('/console');
    reader.endSession();
    await reader.postWithout('/console/people', { name: words, _for });
    await reader.postWithout('/console/organisations', { name: 'Coopérative Exemple', _for });
    await reader.signIn();
    const both = (await reader.get('/console/unsent')).html;
    expect([both.includes(words), both.includes('Coopérative Exemple')]).toEqual([true, true]);
    const left = await reader.post('/console/unsent', { path: '/console/people' });
    expect(left.location).toBe('/console/unsent');
    const { html } = await reader.get('/console/unsent');
    expect([html.includes(words), html.includes('Coopérative Exemple')]).toEqual([false, true]);
  });

  describe('on a browser that several people use', () => {
    const expert = 'P-011';

    /** The coordinator's forms are sent without a session, then somebody else signs in. */
    async function anothers(): Promise<{ readonly reader: ConsoleVisitor; readonly comments: string }> {
      const reader = await visitor(coordinator);
      const comments = addressOf('/console/cases/:reference/comments');
      const { _for = '' } = await reader.carriedBy('/console');
      reader.endSession();
      await reader.postWithout(comments, { text: words, _for });
      const turned = await reader.postWithout('/console/people', { name: words, _for });
      expect(await reader.signIn(turned.location ?? '', expert)).toBe('/console/unsent');
      return { reader, comments };
    }

    it('is shown to its own person alone', async () => {
      const { reader, comments } = await anothers();
      for (const page of ['/console/unsent', '/console', comments])
        expect([page, (await reader.get(page)).html.includes(words)]).toEqual([page, false]);
      await reader.post('/console/unsent', { path: '/console/people' });
      await reader.signIn();
      for (const page of ['/console/unsent', comments])
        expect([page, (await reader.get(page)).html.includes(words)]).toEqual([page, true]);
    });

    it('is gone when the other one signs out', async () => {
      const { reader, comments } = await anothers();
      expect((await reader.post('/console/sign-out', {}, '/console')).status).toBe(303);
      await reader.signIn();
      for (const page of ['/console/unsent', comments])
        expect([page, (await reader.get(page)).html.includes(words)]).toEqual([page, false]);
    });

    it('is hidden also where it is sent from a page that was left open', async () => {
      const reader = await visitor(coordinator);
      const carried = await reader.carriedBy('/console/people');
      reader.endSession();
      await reader.signIn('/console/sign-in', expert);
      const answer = await reader.postWithout('/console/people', { name: words, ...carried });
      expect([answer.status, answer.html.includes('form.of-another')]).toEqual([403, true]);
      for (const { html } of [answer, await reader.get('/console/unsent')]) expect(html).not.toContain(words);
      await reader.signIn();
      expect((await reader.get('/console/unsent')).html).toContain(words);
    });

    it('is kept for nobody unless a page of ours says for whom', async () => {
      const reader = await visitor(coordinator);
      const { _for = '' } = await reader.carriedBy('/console');
      const [, seal = ''] = _for.split(' ');
      for (const forged of ['', coordinator, `${coordinator} a.b`, `${expert} ${seal}`]) {
        reader.endSession();
        const turned = await reader.postWithout('/console/people', { name: words, _for: forged });
        expect([forged, turned.location]).toEqual([forged, '/console/sign-in?next=%2Fconsole']);
        await reader.signIn(turned.location ?? '', forged.startsWith(expert) ? expert : coordinator);
        expect((await reader.get('/console/unsent')).html).not.toContain(words);
      }
    });
  });

  it('is shown back, and kept nowhere, where nothing says whose page it came from', async () => {
    const reader = await visitor(coordinator);
    reader.endSession();
    await reader.signIn();
    const answer = await reader.postWithout('/console/people', { name: words });
    expect([answer.status, answer.html.includes(words)]).toEqual([403, true]);
    expect((await reader.get('/console/unsent')).html).not.toContain(words);
  });

  it('is forgotten by whoever leaves it', async () => {
    const { reader } = await resumed('/console/people', { fields: { name: words } });
    const left = await reader.post('/console/unsent', { path: '/console/people' });
    expect(left.location).toBe('/console');
    expect((await reader.get('/console/unsent')).html).not.toContain(words);
  });
});

/** Name and label of each field that is filled in on the forms of a page that are sent to one address. */
function labelsOn(html: string, action: string): readonly (readonly [name: string, label: string])[] {
  const forms = html.split('<form ').filter((form) => form.includes(`action="${action}"`));
  return forms.flatMap((form) =>
    [...form.matchAll(/<label for="([^"]+)">([^<]+)</g)].map(([, id = '', label = '']) => {
      const name = new RegExp(`id="${id}" name="([^"]+)"`).exec(form)?.[1] ?? '';
      return [name, label] as const;
    }),
  );
}
