import { join } from 'node:path';
import { projectRoot } from '#libs/config';
import { readSampleAnswers, sampleAnswers } from '#libs/definitions';
import type { Sent } from './caller.js';

/** Path that the cases of these tests follow. */
export const definition = 'sme-cleaner-production';
const samples = readSampleAnswers(join(projectRoot(), 'programmes/ccp-maroc/answers.yaml'));

/** Usual answers of a form of the path. */
export function usual(form: string): Readonly<Record<string, unknown>> {
  return sampleAnswers(samples, definition, form, { today: '2026-06-01' });
}

const answers = usual('application');

/** Who sends what, and the status and code it gets. `REF` stands for the case's reference. */
export type Row = readonly [
  what: string,
  status: number,
  code: string,
  method: string,
  path: string,
  sent: Sent,
];

/** Body of acts that need a reason only. */
export const reason = { reason: 'For a test.' };
const task = '/api/v1/tasks/REF.application.1';
export const director = 'P-101';
export const coordinator = 'P-001';
const expert = 'P-011';

/** Each is refused with a stable code and leaves no event. */
export const refusals: readonly Row[] = [
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
  ['a country without calendar', 404, 'calendar.unknown', 'GET', '/api/v1/calendars/NO', { as: coordinator }],
  ['an unknown person', 404, 'person.unknown', 'GET', '/api/v1/people/P-999', { as: coordinator }],
  [
    'a person of a programme that does not exist',
    404,
    'programme.unknown',
    'POST',
    '/api/v1/people',
    { as: 'admin', body: { programme: 'NONE', name: 'Somebody', language: 'fr' } },
  ],
  [
    'a role in a programme that does not exist',
    404,
    'programme.unknown',
    'PUT',
    '/api/v1/people/P-011/roles/NONE/expert',
    { as: 'admin' },
  ],
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
