import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CaseLog } from '#libs/persistence';
import { apiFixture, type ApiFixture } from './api-fixture.js';
import { call, type Answer } from './caller.js';
import { cuttableLine, type CuttableLine } from './cuttable-line.js';
import { coordinator, definition, director, reason, refusals, usual } from './refusals.js';

const answers = usual('application');

describe('refusals of the API', () => {
  let line: CuttableLine;
  let fixture: ApiFixture;
  let reference: string;
  const fill = (text: string) => text.replaceAll('REF', reference);
  const trail = (of = reference) => fixture.app.get(CaseLog).lastSeq(of);
  const open = async () => {
    const body = { programme: 'CCP-MA', organisation: 'OLV-01', definition };
    const opened = await call(fixture, 'POST', '/api/v1/cases', { as: coordinator, body });
    expect(opened.status).toBe(201);
    return String(opened.body.reference);
  };
  const expectProblem = (answer: Answer, status: number, code: string) => {
    expect({ status: answer.status, code: answer.body.code, body: answer.body }).toMatchObject({
      status,
      code,
    });
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.body).toMatchObject({
      type: `urn:parcours:problem:${code}`,
      status,
      title: expect.any(String),
      correlation: answer.headers.get('x-correlation-id'),
    });
  };

  beforeAll(async () => {
    line = await cuttableLine(process.env['TEST_TEMPORAL_ADDRESS']!);
    fixture = await apiFixture({ temporalAddress: line.address });
    reference = await open();
  }, 60_000);
  afterAll(async () => {
    line.mend();
    await fixture.close();
    await line.close();
  }, 60_000);

  it.each(refusals)('%s: %i %s, and no event', async (_what, status, code, method, path, sent) => {
    const answer = await call(fixture, method, fill(path), sent);
    expectProblem(answer, status, code);
    if (status === 401) expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(await trail()).toBe(1);
  });

  it('refuses files of the wrong kind or size, and keeps the same file once', async () => {
    const of = await open();
    const act = async (as: string, path: string, body: object) => {
      expect(await call(fixture, 'POST', `/api/v1/${path}`, { as, body })).toMatchObject({ status: 200 });
    };
    await act(director, `tasks/${of}.application.1/completion`, { answers });
    await act(coordinator, `tasks/${of}.eligibility.1/completion`, { answers: usual('eligibility') });
    await act(director, `tasks/${of}.commitment.1/completion`, { answers: usual('commitment') });
    for (const member of ['P-031', 'P-032'])
      await act(member, `approvals/${of}.admission.1/decisions`, { outcome: 'approve' });
    const before = await trail(of);
    const upload = (content: string | Uint8Array<ArrayBuffer>, field = 'bills', task = 'data-request') => {
      const body = new FormData();
      body.set('field', field);
      body.set('file', new Blob([content]), 'relevé.pdf');
      const as = task === 'data-request' ? 'P-102' : director;
      return call(fixture, 'POST', `/api/v1/tasks/${of}.${task}.1/documents`, { as, body });
    };
    const pdf = '%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n';
    expectProblem(await upload('<!DOCTYPE html><script>1</script>'), 422, 'document.kind-refused');
    expectProblem(await upload(''), 422, 'document.empty');
    expectProblem(await upload(new Uint8Array(21 * 1024 * 1024)), 413, 'document.too-large');
    expectProblem(await upload(pdf, 'nothing'), 422, 'document.field-unknown');
    expectProblem(await upload(pdf, 'bills', 'application'), 409, 'task.not-open');
    const kept = await upload(pdf);
    expect(kept).toMatchObject({ status: 201, body: { name: 'relevé.pdf', mediaType: 'application/pdf' } });
    expect((await upload(pdf)).body).toEqual(kept.body);
    expect(await trail(of)).toBe(before);
  });

  it('acts once for one key, answers the same again, and refuses the key for anything else', async () => {
    const of = await open();
    const sent = { as: director, key: 'one key', body: { answers } };
    const path = `/api/v1/tasks/${of}.application.1/completion`;
    const [first, second] = await Promise.all([
      call(fixture, 'POST', path, sent),
      call(fixture, 'POST', path, sent),
    ]);
    expect(first).toMatchObject({ status: 200, body: { reference: of, seq: 2 } });
    expect([second.status, second.body]).toEqual([first.status, first.body]);
    expect((await call(fixture, 'POST', path, sent)).body).toEqual(first.body);
    const other = { ...sent, body: { answers: { ...answers, town: 'Fès' } } };
    expectProblem(await call(fixture, 'POST', path, other), 422, 'request.reused');
    expectProblem(await call(fixture, 'POST', path, { ...sent, key: 'another' }), 409, 'task.not-open');
    expect(await trail(of)).toBe(2);
  });

  it('does what is no act once for one key as well, and refuses the key for anything else', async () => {
    const body = { programme: 'CCP-MA', name: 'Personne exemple', language: 'fr' };
    const sent = { as: 'admin', key: 'one person', body };
    const first = await call(fixture, 'POST', '/api/v1/people', sent);
    expect(first).toMatchObject({ status: 201, body: { name: body.name } });
    const again = await call(fixture, 'POST', '/api/v1/people', sent);
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    const renamed = { ...sent, body: { ...body, name: 'Autre personne' } };
    expectProblem(await call(fixture, 'POST', '/api/v1/people', renamed), 422, 'request.reused');
    const another = await call(fixture, 'POST', '/api/v1/people', { ...sent, key: 'another person' });
    expect(another.body.id).not.toBe(first.body.id);
    // Of a refusal nothing is kept: the same key may try again.
    const elsewhere = { ...sent, key: 'elsewhere', body: { ...body, organisation: 'NONE' } };
    for (let attempt = 0; attempt < 2; attempt++)
      expectProblem(
        await call(fixture, 'POST', '/api/v1/people', elsewhere),
        404,
        'organisation.not-in-programme',
      );
  });

  it('closed cases take no acts', async () => {
    const of = await open();
    const end = { as: director, body: reason };
    expect(await call(fixture, 'POST', `/api/v1/cases/${of}/withdrawal`, end)).toMatchObject({ status: 200 });
    const before = await trail(of);
    expectProblem(await call(fixture, 'POST', `/api/v1/cases/${of}/withdrawal`, end), 409, 'case.closed');
    expect(await trail(of)).toBe(before);
  });

  it('answers 503 with Retry-After while Temporal is away, and the same request goes through afterwards', async () => {
    const of = await open();
    const sent = { as: director, key: 'while away', patient: false, body: { answers } };
    const path = `/api/v1/tasks/${of}.application.1/completion`;
    line.cut();
    const away = await call(fixture, 'POST', path, sent);
    expectProblem(away, 503, 'case.unavailable');
    expect(Number(away.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await call(fixture, 'GET', `/api/v1/cases/${of}`, { as: coordinator })).toMatchObject({
      status: 200,
    });
    expect(await call(fixture, 'GET', '/health/ready', { patient: false })).toMatchObject({
      status: 503,
      body: { status: 'not-ready', parts: { database: 'ok', temporal: 'away' } },
    });
    expect(await trail(of)).toBe(1);
    line.mend();
    const answer = await call(fixture, 'POST', path, { ...sent, patient: true });
    expect(answer).toMatchObject({ status: 200, body: { reference: of, seq: 2 } });
  }, 60_000);

  it('slows down guessing of passwords', async () => {
    const body = { email: 'nobody@example.org', password: 'guess' };
    for (let attempt = 0; attempt < 8; attempt++)
      expectProblem(await call(fixture, 'POST', '/api/v1/sessions', { body }), 401, 'sign-in.refused');
    const limited = await call(fixture, 'POST', '/api/v1/sessions', { body });
    expectProblem(limited, 429, 'sign-in.too-many');
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
