import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectRoot } from '#libs/config';
import { readSampleAnswers, sampleAnswers } from '#libs/definitions';
import { CaseLog } from '#libs/persistence';
import { apiFixture, type ApiFixture } from './api-fixture.js';
import { call, type Answer, type Sent } from './caller.js';
import { cuttableLine, type CuttableLine } from './cuttable-line.js';

const definition = 'sme-cleaner-production';
const answers = sampleAnswers(
  readSampleAnswers(join(projectRoot(), 'programmes/ccp-maroc/answers.yaml')),
  definition,
  'application',
  { today: '2026-06-01' },
);

/** Who sends what, and the status and code it gets. `REF` stands for the case's reference. */
type Row = readonly [what: string, status: number, code: string, method: string, path: string, sent: Sent];

const reason = { reason: 'For a test.' };
const task = '/api/v1/tasks/REF.application.1';
const director = 'P-101';
const coordinator = 'P-001';
const expert = 'P-011';

const rows: readonly Row[] = [
  ['an unknown route', 404, 'route.unknown', 'GET', '/api/v1/nothing', { as: coordinator }],
  ['no token', 401, 'token.required', 'GET', '/api/v1/cases', {}],
  [
    'a made-up token',
    401,
    'token.required',
    'GET',
    '/api/v1/cases',
    { headers: { authorization: 'Bearer pcs_x' } },
  ],
  ['an unknown case', 404, 'case.unknown', 'GET', '/api/v1/cases/CCP-MA-2020-9999', { as: coordinator }],
  ['a case of others', 404, 'case.unknown', 'GET', '/api/v1/cases/REF', { as: 'P-104' }],
  ['an unknown task', 404, 'item.unknown', 'GET', '/api/v1/tasks/REF.nothing.1', { as: coordinator }],
  [
    'a task asked for as approval',
    404,
    'approval.unknown',
    'GET',
    '/api/v1/approvals/REF.application.1',
    { as: coordinator },
  ],
  ['an unknown document', 404, 'document.unknown', 'GET', '/api/v1/documents/no-uuid', { as: coordinator }],
  ['an unknown programme', 404, 'programme.unknown', 'GET', '/api/v1/calendars/NONE', { as: coordinator }],
  ['an unknown person', 404, 'person.unknown', 'GET', '/api/v1/people/P-999', { as: coordinator }],
  ['an unknown cursor', 422, 'cursor.invalid', 'GET', '/api/v1/people?cursor=gone', { as: coordinator }],
  ['a page too large', 422, 'request.invalid', 'GET', '/api/v1/cases?limit=1000', { as: coordinator }],
  ['an unknown filter', 422, 'request.invalid', 'GET', '/api/v1/cases?colour=red', { as: coordinator }],
  ['a NUL in the address', 400, 'request.malformed', 'GET', '/api/v1/cases/a%00b', { as: coordinator }],
  [
    'an address that cannot be decoded',
    400,
    'request.malformed',
    'GET',
    '/api/v1/cases/%E0%A4%A',
    { as: coordinator },
  ],
  [
    'malformed JSON',
    400,
    'request.malformed',
    'POST',
    `${task}/completion`,
    { as: director, raw: '{"answers":' },
  ],
  ['an array', 400, 'request.malformed', 'POST', `${task}/completion`, { as: director, raw: '[1]' }],
  [
    'a NUL in a text',
    400,
    'request.malformed',
    'POST',
    `${task}/completion`,
    { as: director, body: { answers: { town: 'a\0b' } } },
  ],
  [
    'endless nesting',
    400,
    'request.malformed',
    'POST',
    `${task}/completion`,
    { as: director, raw: `{"answers":${'['.repeat(50_000)}${']'.repeat(50_000)}}` },
  ],
  [
    'a body too large',
    413,
    'request.too-large',
    'POST',
    `${task}/completion`,
    { as: director, body: { answers: { town: 'x'.repeat(1_100_000) } } },
  ],
  [
    'plain text',
    415,
    'request.media-type',
    'POST',
    `${task}/completion`,
    { as: director, raw: 'hello', headers: { 'content-type': 'text/plain' } },
  ],
  ['no body', 422, 'request.invalid', 'POST', `${task}/completion`, { as: director }],
  [
    'an unknown key in the body',
    422,
    'request.invalid',
    'POST',
    '/api/v1/cases/REF/withdrawal',
    { as: director, body: { ...reason, now: true } },
  ],
  [
    'no Idempotency-Key',
    400,
    'idempotency-key.missing',
    'POST',
    `${task}/completion`,
    { as: director, key: null, body: { answers } },
  ],
  [
    'answers that miss',
    422,
    'answers.invalid',
    'POST',
    `${task}/completion`,
    { as: director, body: { answers: { ...answers, employees: 'many' } } },
  ],
  [
    'the wrong person',
    403,
    'actor.not-assigned',
    'POST',
    `${task}/completion`,
    { as: coordinator, body: { answers } },
  ],
  [
    'the wrong role',
    403,
    'action.forbidden',
    'POST',
    '/api/v1/cases/REF/termination',
    { as: expert, body: reason },
  ],
  [
    'an opening without the right',
    403,
    'action.forbidden',
    'POST',
    '/api/v1/cases',
    { as: expert, body: { programme: 'CCP-MA', organisation: 'OLV-02' } },
  ],
  [
    'a stage that is not there yet',
    404,
    'item.unknown',
    'POST',
    '/api/v1/approvals/REF.admission.1/decisions',
    { as: 'P-031', body: { outcome: 'approve' } },
  ],
  [
    'a later task',
    404,
    'item.unknown',
    'POST',
    '/api/v1/tasks/REF.report.1/completion',
    { as: expert, body: { answers: {} } },
  ],
  [
    'a decision on a task',
    404,
    'approval.unknown',
    'POST',
    '/api/v1/approvals/REF.application.1/decisions',
    { as: director, body: { outcome: 'approve' } },
  ],
  [
    'an unknown outcome',
    422,
    'request.invalid',
    'POST',
    '/api/v1/approvals/REF.admission.1/decisions',
    { as: 'P-031', body: { outcome: 'maybe' } },
  ],
  [
    'no reason',
    422,
    'reason.required',
    'POST',
    '/api/v1/cases/REF/withdrawal',
    { as: director, body: { reason: '   ' } },
  ],
  [
    'an unknown incident',
    404,
    'incident.unknown',
    'POST',
    '/api/v1/incidents/REF.incident.9/resolution',
    { as: coordinator, body: reason },
  ],
  [
    'an unknown organisation',
    404,
    'organisation.not-in-programme',
    'POST',
    '/api/v1/cases',
    { as: coordinator, body: { programme: 'CCP-MA', organisation: 'NONE', definition } },
  ],
  [
    'an unknown definition',
    404,
    'definition.unknown',
    'POST',
    '/api/v1/cases',
    { as: coordinator, body: { programme: 'CCP-MA', organisation: 'OLV-02', definition: 'none' } },
  ],
  [
    'a stale draft',
    409,
    'draft.stale',
    'PUT',
    '/api/v1/drafts/REF.application.1',
    { as: director, body: { version: 7, answers: {} } },
  ],
  [
    'a code that is taken',
    409,
    'organisation.exists',
    'POST',
    '/api/v1/organisations',
    {
      as: 'admin',
      body: { programme: 'CCP-MA', code: 'OLV-01', name: 'x', country: 'MA', sector: 'olives' },
    },
  ],
];

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

  it.each(rows)('%s: %i %s, and no event', async (_what, status, code, method, path, sent) => {
    const answer = await call(fixture, method, fill(path), sent);
    expectProblem(answer, status, code);
    if (status === 401) expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(await trail()).toBe(1);
  });

  it('refuses files that are no documents, and keeps the same file once', async () => {
    const of = await open();
    await call(fixture, 'POST', `/api/v1/tasks/${of}.application.1/completion`, {
      as: director,
      body: { answers },
    });
    const upload = (item: string, bytes: Uint8Array<ArrayBuffer>, field = 'report') => {
      const body = new FormData();
      body.set('field', field);
      body.set('file', new Blob([bytes]), 'relevé.pdf');
      return call(fixture, 'POST', `/api/v1/tasks/${item}/documents`, { as: director, body });
    };
    const application = `${reference}.application.1`;
    const pdf = new TextEncoder().encode('%PDF-1.7\n%%EOF\n');
    expectProblem(await upload(application, pdf), 422, 'document.field-unknown');
    expectProblem(await upload(`${of}.application.1`, pdf), 409, 'task.not-open');
    expectProblem(await upload(application, new Uint8Array(21 * 1024 * 1024)), 413, 'document.too-large');
    const empty = await call(fixture, 'POST', `/api/v1/tasks/${application}/documents`, {
      as: director,
      body: new FormData(),
    });
    expectProblem(empty, 422, 'request.invalid');
    expect(await trail()).toBe(1);
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
