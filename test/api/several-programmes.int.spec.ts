import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { eq } from 'drizzle-orm';
import {
  cases,
  comments,
  DATABASE,
  MailTextBook,
  mentions,
  organisations,
  people,
  programmeOrganisations,
  programmes,
  roleGrants,
  type Database,
} from '#libs/persistence';
import { ActingCase } from './acting-case.js';
import { apiFixture, type ApiFixture } from './api-fixture.js';
import { call } from './caller.js';
import { ConsoleVisitor } from './console-visitor.js';
import { coordinator } from './refusals.js';

jest.setTimeout(60_000);
/** Observes the other programme alone. */
const neighbour = 'P-950';

describe('several programmes in one installation', () => {
  let fixture: ApiFixture;
  let file: ActingCase;

  beforeAll(async () => {
    fixture = await apiFixture({ withConsole: true });
    file = await ActingCase.opened(fixture, 'OLV-01');
    const { db } = fixture.app.get<Database>(DATABASE);
    const code = 'CCP-CL';
    await db.insert(programmes).values({
      ...{ code, name: { en: 'Chile', fr: 'Chili' }, country: 'CL', currency: 'CLP', languages: ['es'] },
      ...{ startsOn: '2026-09-01', endsOn: '2028-08-31', closeOutDays: 60, reminderAt: 540 },
      ...{ quota: 10, criteria: {} },
    });
    await db
      .insert(organisations)
      .values({ code: 'SAL-01', name: 'Salazones', country: 'CL', sector: 'fish', employees: 40 });
    // One company takes part in both.
    await db.insert(programmeOrganisations).values([
      { programme: code, organisation: 'SAL-01' },
      { programme: code, organisation: 'OLV-01' },
    ]);
    await db.insert(people).values({ id: neighbour, name: 'Vecina', language: 'es' });
    await db.insert(roleGrants).values([
      { programme: code, person: coordinator, role: 'coordinator' },
      { programme: code, person: neighbour, role: 'observer' },
    ]);
  }, 180_000);
  afterAll(() => fixture.close(), 60_000);

  it('narrows the lists of organisations, people and incidents to one of them by the address', async () => {
    const desk = await ConsoleVisitor.of(fixture, coordinator);
    const shown = async (query: string) => {
      const { status, html } = await desk.get(`/console/organisations${query}`);
      expect([status, html.includes('name="programme"')]).toEqual([200, true]);
      return ['SAL-01', 'OLV-02'].map((code) => html.includes(`/console/organisations/${code}"`));
    };
    expect(await shown('')).toEqual([true, true]);
    expect(await shown('?programme=CCP-CL')).toEqual([true, false]);
    expect(await shown('?programme=CCP-MA')).toEqual([false, true]);
    expect(await shown('?programme=UNKNOWN')).toEqual([true, true]);
    const book = await desk.get('/console/people?programme=CCP-CL');
    expect(book.html).toContain(`/console/people/${neighbour}"`);
    expect(book.html).not.toContain('/console/people/P-041"');
    const upToDate = async () =>
      (await desk.get('/console?lang=en')).html.includes('Everything is up to date');
    expect(await upToDate()).toBe(true);
    await file.act(coordinator, file.path('incidents'), { reason: 'For a test.' });
    expect(await upToDate()).toBe(false);
    const incidents = async (query: string) => (await desk.get(`/console/incidents${query}`)).html;
    expect(await incidents('?programme=CCP-MA')).toContain(`/console/cases/${file.reference}"`);
    expect(await incidents('?programme=CCP-CL&mine=yes')).toContain(
      '?all=yes&amp;mine=yes&amp;programme=CCP-CL',
    );
    expect(await incidents('?programme=CCP-CL')).not.toContain(`/console/cases/${file.reference}"`);
  });

  it('narrows every list to the one chosen on any page, says so, and shows all of them again', async () => {
    // Whether the company is eligible waits for the coordinator.
    await file.complete('P-101', 'application');
    const desk = await ConsoleVisitor.of(fixture, coordinator);
    await desk.get('/console?lang=en');
    const [here, lists] = [`/console/cases/${file.reference}"`, ['/console/cases', '/console/incidents']];
    const choose = (programme: string, page: string) =>
      desk.post('/console/programme', { programme, back: page }, page);
    const chosen = await choose('CCP-CL', '/console/cases?programme=CCP-MA');
    expect([chosen.status, chosen.location]).toEqual([303, '/console/cases']);
    for (const list of [...lists, '/console', '/console/calendar', '/console/visits', '/console/people']) {
      const { html } = await desk.get(list);
      expect([list, html.includes('<strong>Only Chile</strong>')]).toEqual([list, true]);
      expect([list, html.includes(here)]).toEqual([list, false]);
    }
    // Whatever leads on from the list stays within it.
    const { html: cases } = await desk.get('/console/cases');
    expect(cases).toMatch(/href="\/console\/cases\?programme=CCP-CL&amp;view=overdue"/);
    expect((await desk.get('/console/programmes')).location).toBe('/console/programmes/CCP-CL');
    // An address of the other one, and a case of it, are there all the same.
    expect((await desk.get('/console/cases?programme=CCP-MA')).html).toContain(here);
    expect((await desk.get(`/console/cases/${file.reference}`)).status).toBe(200);
    const all = await choose('', '/console/programmes/CCP-CL');
    expect(all.location).toBe('/console/programmes');
    for (const list of lists) expect((await desk.get(list)).html).toContain(here);
    expect((await desk.get('/console')).html).not.toContain('Only Chile');
  });

  it('says on a narrowed Today how much waits in the other programmes', async () => {
    const desk = await ConsoleVisitor.of(fixture, coordinator);
    const { html: whole } = await desk.get('/console?lang=en');
    const waiting = Number(/<span id="waiting"[^>]*data-count="(\d+)"/.exec(whole)?.[1]);
    expect(waiting).toBeGreaterThan(0);
    const choose = (programme: string) => desk.post('/console/programme', { programme }, '/console');
    await choose('CCP-CL');
    const { html } = await desk.get('/console');
    expect(html).toContain('In your other programs:');
    expect(html).toMatch(new RegExp(`>${waiting} waits? for you<`));
    expect(html).toMatch(/>1 incident</);
    // The navigation counts everything, whatever is shown.
    expect(html).toContain(`data-count="${waiting}"`);
    await choose('CCP-MA');
    expect((await desk.get('/console')).html).toContain('Nothing waits in your other programs.');

    const text = { language: 'es', key: 'regards', version: 1, text: '{formerly}', standard: 'x' };
    const row = { ...text, programme: 'CCP-CL', person: coordinator, at: Date.now() };
    expect(await fixture.app.get(MailTextBook).add([row])).toBe(true);
    const beside = await desk.get('/console');
    expect(beside.html).toContain('>1 mail text to look at<');
    expect(beside.html).not.toContain('/console/mail-texts?programme=CCP-CL');
    await choose('CCP-CL');
    expect((await desk.get('/console')).html).toContain('/console/mail-texts?programme=CCP-CL');
    // In the navigation it is counted on every page, on the way to where it is mended.
    expect((await desk.get('/console/waiting')).html).toMatch(/id="texts-broken"[^>]*><span[^>]*>1</);
  });

  it('narrows nothing to a programme that is none of the reader’s', async () => {
    const visitor = await ConsoleVisitor.of(fixture, neighbour);
    await visitor.post(
      '/console/programme',
      { programme: 'CCP-MA', back: 'https://elsewhere.example/' },
      '/console',
    );
    const { html } = await visitor.get('/console/cases');
    expect(html).not.toContain('only-programme');
  });

  it('I15: tells those of one what a company of both does there, and no more', async () => {
    const { body, status } = await call(fixture, 'GET', '/api/v1/organisations/OLV-01', { as: neighbour });
    expect(status).toBe(200);
    expect(body).toMatchObject({ code: 'OLV-01', cases: [], employees: null });
    const own = await call(fixture, 'GET', '/api/v1/organisations/OLV-01', { as: 'P-101' });
    expect(own.body).toMatchObject({ cases: [file.reference], employees: expect.any(Number) });
    const partner = await call(fixture, 'GET', '/api/v1/organisations/OLV-01', { as: 'P-021' });
    expect(partner.body).toMatchObject({ cases: [file.reference], employees: null });
    const visitor = await ConsoleVisitor.of(fixture, neighbour);
    const page = await visitor.get('/console/organisations/OLV-01');
    expect([page.status, page.html.includes(file.reference)]).toEqual([200, false]);
    // Whoever takes part in one programme is not asked which.
    expect((await visitor.get('/console/organisations')).html).not.toContain('name="programme"');
  });

  it('puts the one chosen into forms that ask for one, unless their address names another', async () => {
    const desk = await ConsoleVisitor.of(fixture, coordinator);
    const preset = async (path: string) =>
      /<option value="([\w-]+)" selected/.exec((await desk.get(path)).html)?.[1];
    const pages = ['/console/cases/new', '/console/mail-texts'];
    for (const programme of ['CCP-CL', 'CCP-MA']) {
      await desk.post('/console/programme', { programme }, '/console');
      for (const page of pages) expect([page, await preset(page)]).toEqual([page, programme]);
    }
    expect(await preset('/console/mail-texts?programme=CCP-CL')).toBe('CCP-CL');
  });

  it('finds what calls on the reader in the one chosen, however much does in the others', async () => {
    const { db } = fixture.app.get<Database>(DATABASE);
    const [row] = await db.select().from(cases).where(eq(cases.reference, file.reference));
    const elsewhere = {
      reference: 'CCP-CL-2026-0001',
      programme: 'CCP-CL',
      organisation: 'SAL-01',
      country: 'CL',
    };
    await db.insert(cases).values({ ...row!, ...elsewhere });
    const words = [
      { reference: file.reference, text: 'Voyez ce devis.', at: 1 },
      ...Array.from({ length: 51 }, (_, n) => ({
        reference: elsewhere.reference,
        text: `Otra ${n}`,
        at: n + 2,
      })),
    ];
    const said = { person: 'P-002', source: 'console' as const, seq: 1 };
    const added = await db
      .insert(comments)
      .values(words.map((one) => ({ ...said, ...one, id: randomUUID() })))
      .returning();
    await db.insert(mentions).values(added.map(({ id }) => ({ comment: id, person: coordinator })));
    const desk = await ConsoleVisitor.of(fixture, coordinator);
    await desk.post('/console/programme', { programme: 'CCP-MA' }, '/console');
    const { html } = await desk.get('/console');
    expect(html).toContain('Voyez ce devis.');
    expect(html).not.toContain('Otra 50');
  });
});
