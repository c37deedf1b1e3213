import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ActingCase, dayFromNow } from './acting-case.js';
import { apiFixture, type ApiFixture } from './api-fixture.js';
import { call } from './caller.js';
import { ConsoleVisitor } from './console-visitor.js';
import { coordinator, usual } from './refusals.js';
import { formsIn, tour, type Stop } from './tour.js';

jest.setTimeout(120_000);
const [expert, technical] = ['P-011', 'P-108'];
const pdf = '%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n';

/** Those who see stages and dates only: a technical centre, a federation, the donor, an observer. */
const onlookers = ['P-021', 'P-023', 'P-025', 'P-041'];

/** What they may do by a form: their own affairs. */
const own = ['/console/me', '/console/me/calendar', '/console/sign-out'];

describe('the console of those who look on', () => {
  let fixture: ApiFixture;
  let file: ActingCase;
  let agreement: string;

  beforeAll(async () => {
    fixture = await apiFixture({ withConsole: true });
    const done = (key: string, days: number, form = key) => ({
      ...{ key, completedOn: dayFromNow(days), answers: withoutFiles(usual(form)) },
    });
    const enrolment = {
      ...{ key: 'enrolment', enteredOn: dayFromNow(-60), leftOn: dayFromNow(-40) },
      tasks: [done('application', -58), done('eligibility', -50), done('commitment', -45)],
    };
    const tasks = [
      done('data-request', -30, 'utility-bills'),
      { ...done('visit-plan', -25), answers: { ...usual('visit-plan'), date: dayFromNow(-10) } },
      {
        ...done('visit', -10, 'site-visit'),
        answers: { ...withoutFiles(usual('site-visit')), date: dayFromNow(-10) },
      },
    ];
    file = await ActingCase.opened(fixture, 'OLV-03', {
      earlier: { stage: 'diagnostic', stages: [enrolment], tasks },
    });
    await handIn(file.id('report'), 'report', usual('diagnostic-report'), expert);
    await file.act(coordinator, file.path('contact-log'), {
      ...{ medium: 'phone', note: 'Le directeur part en retraite.', promised: dayFromNow(9) },
    });
    await file.act(coordinator, file.path('incidents'), { reason: 'Le compteur d’eau est en panne.' });
    const body = { programme: 'CCP-MA', organisation: 'EIT-X', definition: 'partnership-agreement' };
    const opened = await call(fixture, 'POST', '/api/v1/cases', { as: coordinator, body });
    agreement = String(opened.body.reference);
    const draft = { subject: 'Stages en usine', startsOn: dayFromNow(60) };
    await handIn(`${agreement}.draft.1`, 'document', draft, coordinator);
  }, 180_000);
  afterAll(() => fixture.close(), 60_000);

  function withoutFiles(answers: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    return Object.fromEntries(Object.entries(answers).filter(([key]) => key !== 'photos'));
  }

  async function handIn(task: string, field: string, answers: object, as: string): Promise<void> {
    const form = new FormData();
    form.set('field', field);
    form.set('file', new Blob([`${pdf}%${task}\n`]), `${field} confidentiel.pdf`);
    const path = `/api/v1/tasks/${task}`;
    const kept = await call(fixture, 'POST', `${path}/documents`, { as, body: form });
    const body = { answers: { ...answers, [field]: [kept.body.id] } };
    expect(await call(fixture, 'POST', `${path}/completion`, { as, body })).toMatchObject({ status: 200 });
  }

  async function walked(person: string, start = '/console'): Promise<readonly Stop[]> {
    const visitor = await ConsoleVisitor.of(fixture, person);
    return tour((address) => visitor.get(address, { follows: true }), start);
  }

  const deadEnds = (stops: readonly Stop[]) =>
    stops
      .filter(({ status }) => status !== 200)
      .map(({ from, address, status }) => `${from} → ${address}: ${status}`);

  /** Sentences that somebody wrote for whoever reads all of a company's data. */
  function secrets(): readonly string[] {
    const written = (value: unknown): readonly string[] =>
      typeof value === 'string'
        ? [value]
        : typeof value === 'object' && value !== null
          ? Object.values(value).flatMap(written)
          : [];
    const forms = [
      'application',
      'commitment',
      'utility-bills',
      'visit-plan',
      'site-visit',
      'diagnostic-report',
    ];
    const answers = forms
      .flatMap((form) => written(usual(form)))
      .filter((text) => /^\p{L}\S* \S+ \S/u.test(text));
    const people = ['نموذجي OLV-03', 'director.olv-03@', '000 000 107', '000 000 108'];
    return [...answers, ...people, 'confidentiel.pdf', 'part en retraite', 'est en panne'];
  }

  it.each(onlookers)(
    'I15: %s finds no dead end, no form but of their own affairs, and nothing of a company’s',
    async (person) => {
      const stops = await walked(person);
      const pages = stops.map(({ address }) => address);
      expect(pages).toEqual(
        expect.arrayContaining([
          ...['', '/trail', '/people', '/print'].map((page) => `/console/cases/${file.reference}${page}`),
          ...['/console/calendar', '/console/programmes', '/console/organisations/OLV-03', '/console/me'],
        ]),
      );
      expect(deadEnds(stops)).toEqual([]);
      expect([...new Set(stops.flatMap(({ html }) => formsIn(html)))].sort()).toEqual(own);
      const told = secrets();
      expect(told.length).toBeGreaterThan(10);
      const leaks = stops.flatMap(({ address, html }) =>
        told.filter((secret) => html.includes(escaped(secret))).map((secret) => `${address}: ${secret}`),
      );
      expect(leaks).toEqual([]);
      // What is not there is accounted for.
      const overview = stops.find(({ address }) => address === `/console/cases/${file.reference}`);
      expect(overview?.html).toMatch(/vous voyez les étapes et les dates|you see stages and dates/);
    },
  );

  it('shows an expert all of it, by links that lead somewhere', async () => {
    const stops = await walked(expert);
    expect(deadEnds(stops)).toEqual([]);
    const html = stops.map((stop) => stop.html).join('\n');
    expect(secrets().filter((secret) => !html.includes(escaped(secret)))).toEqual([]);
  });

  it.each(['P-031', technical, coordinator])('leads %s nowhere that is closed', async (person) => {
    expect(deadEnds(await walked(person))).toEqual([]);
  });

  it('opens to a partner who signs the page of the signature and the text, and to nobody else of the partners', async () => {
    const stops = await walked('P-026');
    expect(deadEnds(stops)).toEqual([]);
    const page = `/console/items/${agreement}.signature-a.1`;
    expect(stops.map(({ address }) => address)).toContain(page);
    const documents = stops.filter(({ address }) => address.startsWith('/console/documents/'));
    expect(documents.length).toBeGreaterThan(0);
    const bystander = await ConsoleVisitor.of(fixture, 'P-021');
    for (const address of [page, ...documents.map((stop) => stop.address)])
      expect([address, (await bystander.get(address)).status]).toEqual([address, 403]);
  });

  it('I15: opens to a partner, link and page, what the programme opens to the role', async () => {
    const opened = { partner: ['answers.report.summary', 'documents.report.report'] };
    const patch = (dataPolicy: object) =>
      call(fixture, 'PATCH', '/api/v1/programmes/CCP-MA', { as: 'admin', body: { dataPolicy } });
    expect(await patch(opened)).toMatchObject({ status: 200 });
    const stops = await walked('P-023');
    expect(await patch({})).toMatchObject({ status: 200 });
    expect(deadEnds(stops)).toEqual([]);
    const report = stops.find(({ address }) => address === `/console/items/${file.id('report')}`);
    expect(report?.html).toContain('un cinquième de sa vapeur');
    expect(report?.html).not.toContain('1 480 000');
    expect(stops.some(({ html }) => html.includes('report confidentiel.pdf'))).toBe(true);
    expect(stops.some(({ html }) => html.includes('saumures rejetées'))).toBe(false);
  });

  it('answers an address that is no page in the language of the pages before it', async () => {
    const visitor = await ConsoleVisitor.of(fixture, technical);
    expect((await visitor.get('/console')).html).toContain('<html lang="ar"');
    const { status, html } = await visitor.get('/console/nowhere');
    expect([status, html]).toEqual([404, expect.stringContaining('<html lang="ar"')]);
  });

  it('counts open incidents in the navigation of those who work on them', async () => {
    const shown = async (person: string) =>
      (await (await ConsoleVisitor.of(fixture, person)).get('/console/waiting')).html;
    expect(await shown(coordinator)).toMatch(/id="incidents-open"[^>]*><span aria-hidden="true">1</);
    expect(await shown('P-041')).toMatch(/id="incidents-open"[^>]*><\/span>/);
  });
});

/** As it stands in a page. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
