import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apiFixture, type ApiFixture } from './api-fixture.js';
import { OperationCounts } from '../../apps/api/src/operations/operation-counts.js';
import { call, type Answer } from './caller.js';

describe('reading through the API', () => {
  let fixture: ApiFixture;
  let reference: string;
  beforeAll(async () => {
    fixture = await apiFixture();
    const opened = await call(fixture, 'POST', '/api/v1/cases', {
      as: 'P-001',
      body: { programme: 'CCP-MA', organisation: 'OLV-01', definition: 'sme-cleaner-production' },
    });
    expect(opened).toMatchObject({ status: 201, body: { seq: 1 } });
    reference = opened.body.reference;
    expect(opened.headers.get('location')).toBe(`/api/v1/cases/${reference}`);
  }, 60_000);
  afterAll(() => fixture.close(), 60_000);

  it('answers every list a coordinator may read', async () => {
    const lists = [
      'programmes',
      'organisations?programme=CCP-MA',
      'people?programme=CCP-MA&organisation=OLV-01',
      'definitions',
      'calendars',
      'cases?programme=CCP-MA&status=open&overdue=false',
      `cases/${reference}/events`,
      'worklist',
      'reports',
    ];
    for (const path of lists) {
      const { status, body } = await call(fixture, 'GET', `/api/v1/${path}`, { as: 'P-001' });
      expect({ path, status, body }).toMatchObject({
        path,
        status: 200,
        body: { items: expect.any(Array), next: null },
      });
      if (path !== 'worklist') expect({ path, rows: body.items.length }).not.toEqual({ path, rows: 0 });
    }
    for (const path of [
      `cases/${reference}/documents`,
      `cases/${reference}/measures`,
      'incidents?open=true',
      'mails',
    ])
      expect(await call(fixture, 'GET', `/api/v1/${path}`, { as: 'P-001' })).toMatchObject({ status: 200 });
  });

  it('answers what is due between two days, to whoever may see the case', async () => {
    const dates = (as: string, query: string) =>
      call(fixture, 'GET', `/api/v1/due-dates?${query}`, { as }).then(({ body }) =>
        body.items.map(({ id, kind, overdue }: { id: string; kind: string; overdue: boolean }) => ({
          ...{ id, kind, overdue },
        })),
      );
    const application = { id: `${reference}.application.1`, kind: 'task', overdue: false };
    expect(await dates('P-001', '')).toEqual([application]);
    expect(await dates('P-001', 'coordinated=true&programme=CCP-MA')).toEqual([application]);
    expect(await dates('P-001', 'mine=true')).toEqual([]);
    expect(await dates('P-101', 'mine=true')).toEqual([application]);
    expect(await dates('P-104', '')).toEqual([]);
    expect(await dates('P-001', 'from=2001-01-01&to=2001-12-31')).toEqual([]);
    for (const span of ['from=2030-01-02&to=2030-01-01', 'from=2030-01-01&to=2032-01-01'])
      expect(await call(fixture, 'GET', `/api/v1/due-dates?${span}`, { as: 'P-001' })).toMatchObject({
        status: 422,
        body: { code: 'calendar.span-invalid', detail: expect.any(String) },
      });
  });

  it('pages by cursor', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await call(fixture, 'GET', `/api/v1/organisations?limit=10${cursor}`, { as: 'P-001' });
      seen.push(...body.items.map(({ code }: { code: string }) => code));
      cursor = body.next === null ? '' : `&cursor=${encodeURIComponent(body.next)}`;
    } while (cursor !== '');
    const { body } = await call(fixture, 'GET', '/api/v1/organisations?limit=200', { as: 'P-001' });
    expect(seen).toEqual(body.items.map(({ code }: { code: string }) => code));
    expect(seen.length).toBeGreaterThan(18);
  });

  it('says whether it is ready, and counts', async () => {
    expect(await call(fixture, 'GET', '/health/live')).toMatchObject({
      status: 200,
      body: { status: 'alive' },
    });
    expect(await call(fixture, 'GET', '/health/ready')).toMatchObject({
      status: 200,
      body: { status: 'ready', parts: { database: 'ok', temporal: 'ok', workers: 'ok' } },
    });
    const { status, body } = await call(fixture, 'GET', '/metrics');
    expect(status).toBe(200);
    expect(body).toContain('parcours_acts{type="open",outcome="accepted"} 1');
    expect(body).toMatch(
      /parcours_http_request_duration_seconds_count\{method="GET",route="\/api\/v1\/cases[^"]*",status="200"\}/,
    );
    expect(body).not.toContain(reference);
  });

  it('I15: shows an observer stages and dates, and no sum that tells a company', async () => {
    const { body } = await call(fixture, 'GET', '/api/v1/reports?programme=CCP-MA', { as: 'P-041' });
    expect(body.items).toMatchObject([
      { programme: 'CCP-MA', open: 1, stages: [{ key: 'enrolment', count: 1 }], savings: null },
    ]);
    const view = await call(fixture, 'GET', `/api/v1/cases/${reference}`, { as: 'P-041' });
    expect(view.body).toMatchObject({ measures: null, documents: null, mails: null });
  });

  it('lets an administrator keep the address book', async () => {
    const as = 'admin';
    const programme = 'CCP-MA';
    const organisation = {
      programme,
      code: 'OLV-99',
      name: 'Conserves exemple',
      country: 'MA',
      sector: 'olives',
    };
    expect(await call(fixture, 'POST', '/api/v1/organisations', { as, body: organisation })).toMatchObject({
      status: 201,
    });
    expect(
      await call(fixture, 'PATCH', '/api/v1/organisations/OLV-99', {
        as,
        body: { programme, town: 'Fès', employees: 40 },
      }),
    ).toMatchObject({
      body: { town: 'Fès', employees: 40, name: organisation.name },
    });
    const person = {
      programme,
      name: 'Personne exemple',
      email: 'olv99@example.org',
      language: 'fr',
      organisation: 'OLV-99',
    };
    const { body: added } = await call(fixture, 'POST', '/api/v1/people', { as, body: person });
    const path = `/api/v1/people/${added.id}`;
    await call(fixture, 'PUT', `${path}/functions`, {
      as,
      body: { programme, organisation: 'OLV-99', function: 'director' },
    });
    await call(fixture, 'PUT', `${path}/roles/CCP-MA/expert`, { as });
    const account = { programme, password: 'a password of their own' };
    expect(await call(fixture, 'POST', `${path}/account`, { as, body: account })).toMatchObject({
      status: 200,
      body: {
        hasAccount: true,
        contactOf: [{ organisation: 'OLV-99', function: 'director' }],
        grants: [{ programme, role: 'expert' }],
      },
    });
    expect(await call(fixture, 'DELETE', `${path}/roles/CCP-MA/expert`, { as })).toMatchObject({
      body: { grants: [] },
    });
    const signedIn = await call(fixture, 'POST', '/api/v1/sessions', {
      body: { email: person.email, password: account.password },
    });
    expect(signedIn).toMatchObject({ status: 201, body: { person: added.id } });
    const headers = { authorization: `Bearer ${signedIn.body.token}` };
    expect(await call(fixture, 'GET', path, { headers })).toMatchObject({
      status: 200,
      body: { name: person.name },
    });
    expect(await call(fixture, 'DELETE', '/api/v1/sessions/current', { headers })).toMatchObject({
      status: 204,
    });
    expect(await call(fixture, 'GET', path, { headers })).toMatchObject({ status: 401 });
  });

  it('takes no more acts while it shuts down, and still answers questions', async () => {
    const answers: Answer[] = [];
    // Nest calls this hook where the workers drain: the server still listens.
    Object.assign(fixture.app.get(OperationCounts), {
      beforeApplicationShutdown: async () => {
        const sent = { as: 'P-101', patient: false };
        const body = { reason: 'Too late.' };
        answers.push(await call(fixture, 'POST', `/api/v1/cases/${reference}/withdrawal`, { ...sent, body }));
        answers.push(await call(fixture, 'GET', `/api/v1/cases/${reference}`, sent));
        answers.push(await call(fixture, 'GET', '/health/ready', { patient: false }));
      },
    });
    await fixture.token('P-101');
    await fixture.closeApp();
    expect(answers).toMatchObject([
      { status: 503, body: { code: 'server.closing' } },
      { status: 200, body: { case: { status: 'open' } } },
      { status: 503, body: { status: 'closing' } },
    ]);
    expect(answers[0]?.headers.get('retry-after')).toBe('10');
  });
});
