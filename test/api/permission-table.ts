import { application } from '../../libs/testing/src/application.fixture.js';
import { workingDayIn } from '../../libs/testing/src/working-days.js';

/** Everything that stands in a path; `{id}` means something else on each route, so a row names it itself. */
export interface Row {
  /**
   * Roles of the case's programme that may: A administrator, C coordinator, E expert, P partner, S committee, O observer, and D, the
   * company's director; `+` others who take part in the programme, in another country or company. `-` nobody, `*` whoever is signed in,
   * wherever (the answer then holds nothing of the case), `!` everybody.
   */
  readonly who: string;
  /** Values of the path's parameters that are not the sample's own. */
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: string;
  /** Read by pages, into themselves: it is none. */
  readonly part?: true;
  /** It never ends: only how it begins is read. */
  readonly endless?: true;
  /** One after the other, because who may really does it. */
  readonly inOrder?: true;
  readonly body?: unknown;
}

/** A reason that passes the door and is refused inside, so that who may act changes nothing. */
const blank = { reason: ' ' };
const programme = 'CCP-MA';
const own = { path: { id: 'P-101' } };
const task = { path: { id: '{task}' } };
const mailText = { path: { language: 'fr', key: 'regards' } };
const visit = { path: { id: '{visit}' } };
const slot = { day: workingDayIn(30), from: '10:00', to: '12:00' };
const tomorrowNever = '1999-01-01';
const preview = { reason: 'x', preview: true };

/** To companies of cases that nobody may see: the answer says so, line by line. */
const message = {
  references: ['CCP-MA-2026-9999'],
  functions: ['director'],
  subject: { en: 'x' },
  text: { en: 'x' },
};

/** Who may call which route of the API. A route without a row fails the test. */
export const apiTable: Readonly<Record<string, Row>> = {
  'GET /api/v1/sessions': { who: '*' },
  'DELETE /api/v1/sessions/{id}': { who: '-', path: { id: 'unknown' } },
  'POST /api/v1/passwords/reset': { who: '!', body: { email: 'nobody@example.org' } },
  'POST /api/v1/passwords': { who: '!', body: { token: 'x'.repeat(43), password: 'long enough' } },
  'GET /api/v1/substitutions': { who: '*' },
  'POST /api/v1/substitutions': {
    who: 'A',
    body: { programme, person: 'P-032', substitute: 'P-033', startsOn: tomorrowNever, endsOn: tomorrowNever },
  },
  'POST /api/v1/substitutions/{id}/end': { who: 'A', path: { id: '{substitution}' } },
  'GET /api/v1/programmes': { who: '*' },
  'GET /api/v1/programmes/{code}': { who: 'ACEPSOD+' },
  'PATCH /api/v1/programmes/{code}': { who: 'A', body: {} },
  'GET /api/v1/programmes/{code}/mail-texts': { who: 'AC', query: 'language=fr' },
  'POST /api/v1/programmes/{code}/mail-texts/preview': {
    who: 'AC',
    body: { mail: 'reminder', language: 'ar' },
  },
  'GET /api/v1/programmes/{code}/mail-texts/{language}/{key}': { who: 'AC', ...mailText },
  // Whoever may is told that the version is not the one that stands.
  'PUT /api/v1/programmes/{code}/mail-texts/{language}/{key}': {
    who: 'AC',
    ...mailText,
    body: { text: 'x', version: 99 },
  },
  'DELETE /api/v1/programmes/{code}/mail-texts/{language}/{key}': {
    who: 'AC',
    ...mailText,
    query: 'version=99',
  },
  'GET /api/v1/organisations': { who: '*' },
  'POST /api/v1/organisations': {
    who: 'AC',
    body: { programme, code: 'OLV-01', name: 'X', country: 'MA', sector: 'olives' },
  },
  'GET /api/v1/organisations/{code}': { who: 'ACEPSOD', path: { code: 'OLV-01' } },
  'PATCH /api/v1/organisations/{code}': { who: 'AC', path: { code: 'OLV-01' }, body: { programme } },
  'GET /api/v1/people': { who: '*' },
  'POST /api/v1/people': {
    who: 'AC',
    body: { programme, name: 'X', language: 'fr' },
  },
  'PATCH /api/v1/people/me/preferences': { who: '*', body: {} },
  'GET /api/v1/people/{id}': { who: 'ACED', ...own },
  'PATCH /api/v1/people/{id}': { who: 'AC', ...own, body: { programme } },
  'GET /api/v1/people/{id}/changes': { who: 'AC', ...own },
  'POST /api/v1/people/{id}/account': { who: 'A', ...own, body: { programme, password: 'short' } },
  'DELETE /api/v1/people/{id}/account': { who: '-', path: { id: 'P-999' }, query: `programme=${programme}` },
  'POST /api/v1/people/{id}/account/invitation': { who: 'A', path: { id: '{silent}' }, body: { programme } },
  'DELETE /api/v1/people/{id}/sessions': { who: 'A', path: { id: 'P-033' }, query: `programme=${programme}` },
  'PUT /api/v1/people/{id}/functions': {
    who: 'AC',
    path: { id: 'P-101' },
    body: { programme, organisation: 'OLV-01', function: 'director' },
  },
  'DELETE /api/v1/people/{id}/functions': {
    who: 'AC',
    path: { id: 'P-101' },
    query: `programme=${programme}&organisation=OLV-01&function=accountant`,
  },
  'PUT /api/v1/people/{id}/roles/{programme}/{role}': {
    who: 'AC',
    path: { id: 'P-041', programme, role: 'observer' },
  },
  'DELETE /api/v1/people/{id}/roles/{programme}/{role}': {
    who: 'AC',
    path: { id: 'P-041', programme, role: 'expert' },
  },
  'GET /api/v1/definitions': { who: '*' },
  'GET /api/v1/calendars': { who: '*' },
  'GET /api/v1/calendars/{country}': { who: '*', path: { country: 'MA' } },
  'POST /api/v1/calendars/{country}/overrides': {
    who: 'A',
    path: { country: 'MA' },
    body: { ...preview, day: tomorrowNever, works: false },
  },
  'POST /api/v1/calendars/{country}/overrides/{day}/withdrawal': {
    who: '-',
    path: { country: 'MA', day: tomorrowNever },
    body: preview,
  },
  'POST /api/v1/calendars/{country}/renewal': { who: 'A', path: { country: 'MA' }, body: preview },
  'GET /api/v1/organisations/{code}/seasons': { who: 'ACEPSOD', path: { code: 'OLV-01' } },
  'POST /api/v1/organisations/{code}/seasons': {
    who: 'AC',
    path: { code: 'OLV-01' },
    body: { ...preview, from: '2026-12-02', to: '2026-12-01' },
  },
  'POST /api/v1/organisations/{code}/seasons/{from}/removal': {
    who: '-',
    path: { code: 'OLV-01', from: tomorrowNever },
    body: preview,
  },
  'GET /api/v1/programmes/{code}/calendar': { who: 'ACEPSOD+' },
  'POST /api/v1/programmes/{code}/end': { who: 'A', body: { ...preview, endsOn: tomorrowNever } },
  'GET /api/v1/cases': { who: '*' },
  'GET /api/v1/cases/counts': { who: '*' },
  'POST /api/v1/cases': { who: 'AC', body: { programme, organisation: 'OLV-01', coordinator: 'P-101' } },
  'GET /api/v1/cases/{reference}': { who: 'ACEPSOD' },
  'GET /api/v1/cases/{reference}/events': { who: 'ACEPSOD' },
  'GET /api/v1/cases/{reference}/forecast': { who: 'ACEPSOD' },
  // Its path is under way: whoever sees the case learns that.
  'GET /api/v1/cases/{reference}/attestation': { who: 'ACEPSOD' },
  'GET /api/v1/cases/{reference}/documents': { who: 'ACESD' },
  'POST /api/v1/cases/{reference}/documents': {
    who: 'ACE',
    body: { task: '{task}', documents: ['{document}'] },
  },
  'GET /api/v1/cases/{reference}/measures': { who: 'ACESD' },
  'GET /api/v1/cases/{reference}/messages': { who: 'AC' },
  'POST /api/v1/cases/acts': { who: '*', body: { act: 'resume', references: ['CCP-MA-2026-9999'] } },
  'POST /api/v1/nudges': { who: '*', body: { references: ['CCP-MA-2026-9999'] } },
  'POST /api/v1/messages': { who: '*', body: message },
  'POST /api/v1/messages/preview': { who: '*', body: message },
  'POST /api/v1/cases/{reference}/withdrawal': { who: 'ACD', body: blank },
  'POST /api/v1/cases/{reference}/termination': { who: 'AC', body: blank },
  'POST /api/v1/cases/{reference}/incidents': { who: 'ACE', body: blank },
  'POST /api/v1/cases/{reference}/recovery': { who: 'AC' },
  'POST /api/v1/cases/{reference}/suspension': { who: 'AC', body: blank },
  'POST /api/v1/cases/{reference}/resumption': { who: 'AC', body: {} },
  'GET /api/v1/cases/{reference}/contact-log': { who: 'ACE' },
  'POST /api/v1/cases/{reference}/contact-log': { who: 'ACE', body: { medium: 'phone', note: ' ' } },
  'GET /api/v1/cases/{reference}/comments': { who: 'ACES' },
  'POST /api/v1/cases/{reference}/comments': { who: 'ACES', body: { text: ' ' } },
  'GET /api/v1/cases/{reference}/visits': { who: 'ACED' },
  'POST /api/v1/cases/{reference}/visits': {
    who: 'ACE',
    body: { slots: [], place: 'x', functions: ['director'] },
  },
  'GET /api/v1/visits': { who: '*' },
  'GET /api/v1/visits/{id}': { who: 'ACED', ...visit },
  // Nobody has seen it so often: whoever may change it learns that and changes nothing.
  'POST /api/v1/visits/{id}/confirmation': { who: 'ACED', ...visit, body: { seen: 99, slot: 1 } },
  'POST /api/v1/visits/{id}/wish': { who: 'ACED', ...visit, body: { seen: 99, text: 'x' } },
  'POST /api/v1/visits/{id}/offers': { who: 'ACE', ...visit, body: { seen: 99, slots: [slot] } },
  'POST /api/v1/visits/{id}/date': { who: 'ACE', ...visit, body: { seen: 99, to: slot } },
  'POST /api/v1/visits/{id}/details': { who: 'ACE', ...visit, body: { seen: 99, place: 'x' } },
  'POST /api/v1/visits/{id}/cancellation': { who: 'ACED', ...visit, body: { seen: 99, reason: 'x' } },
  'POST /api/v1/cases/{reference}/reopening': { who: 'AC', body: { ...blank, stage: 'diagnostic' } },
  'POST /api/v1/cases/{reference}/extensions': {
    who: 'CD',
    body: { ...blank, task: '{task}', until: tomorrowNever },
  },
  'GET /api/v1/worklist': { who: '*' },
  'GET /api/v1/due-dates': { who: '*' },
  'GET /api/v1/tasks/{id}': { who: 'ACESD', ...task },
  'POST /api/v1/tasks/{id}/links': { who: 'ACE', ...task, body: { person: 'P-999' } },
  // Without a name: whoever may learns that, and nobody is written to.
  'POST /api/v1/tasks/{id}/handovers': {
    who: 'D',
    ...task,
    body: { name: ' ', function: 'x', email: 'x@example.org', language: 'fr' },
  },
  // It was taken back long ago.
  'POST /api/v1/tasks/{id}/handovers/{handover}/end': { who: 'ACD', ...task },
  'GET /api/v1/approvals/{id}': { who: '-', path: { id: 'unknown' } },
  'POST /api/v1/approvals/decisions': { who: '*', body: { decisions: [] } },
  'POST /api/v1/approvals/{id}/decisions': {
    who: '-',
    path: { id: 'unknown' },
    body: { outcome: 'approve' },
  },
  'POST /api/v1/transcriptions': {
    who: 'ACE',
    body: { task: '{task}', saidBy: 'P-999', medium: 'phone', answers: {} },
  },
  // Nothing was taken down: whoever sees the task learns that and no more.
  'POST /api/v1/transcriptions/{task}/confirmation': { who: 'ACESD', path: { task: '{task}' }, body: {} },
  'GET /api/v1/drafts/{item}': { who: 'D', path: { item: '{task}' } },
  'PUT /api/v1/drafts/{item}': { who: 'D', path: { item: '{task}' }, body: { version: 99, answers: {} } },
  'GET /api/v1/incidents': { who: '*' },
  'POST /api/v1/incidents/{id}/owner': { who: '-', path: { id: 'unknown' }, body: {} },
  'POST /api/v1/incidents/{id}/resolution': { who: '-', path: { id: 'unknown' }, body: { reason: 'x' } },
  'GET /api/v1/documents/{id}': { who: 'ACESD', path: { id: '{document}' } },
  'GET /api/v1/mails': { who: '*' },
  'POST /api/v1/mails/bounces': { who: 'A', body: {} },
  'POST /api/v1/mails/retries': { who: '-', body: { incident: 'unknown' } },
  'GET /api/v1/reports': { who: '*' },
  'GET /api/v1/programmes/{code}/enrolments/template': { who: 'AC' },
  'GET /api/v1/programmes/{code}/enrolments/{id}': { who: '-', path: { code: programme, id: 'unknown' } },
  'POST /api/v1/programmes/{code}/enrolments/{id}/confirmation': {
    who: '-',
    path: { code: programme, id: 'unknown' },
    body: { digest: 'x' },
  },
  'GET /api/v1/workbooks': { who: '*' },
  'GET /api/v1/workbooks/{id}': { who: '-', path: { id: 'unknown' } },
  'POST /api/v1/workbooks/{id}/confirmation': {
    who: '-',
    path: { id: 'unknown' },
    body: { chosen: ['x'], reason: '', digest: 'x' },
  },
  'GET /health/live': { who: '!' },
  'GET /health/ready': { who: '!' },
  'GET /metrics': { who: '!' },
  // The last: it really happens.
  'POST /api/v1/tasks/{id}/completion': { who: 'D', ...task, body: { answers: application }, inOrder: true },
};

/** Makes or ends the very sign-in that asks, or takes a form of files: tested where that is their subject. */
export const elsewhereTested: ReadonlySet<string> = new Set([
  'POST /api/v1/sessions',
  'DELETE /api/v1/sessions',
  'DELETE /api/v1/sessions/current',
  'POST /api/v1/tasks/{id}/documents',
  'POST /api/v1/workbooks',
  'POST /api/v1/programmes/{code}/enrolments',
  'DELETE /api/v1/documents/{id}',
]);

/** Who may read which page. */
export const pageTable: Readonly<Record<string, Row>> = {
  'GET /': { who: '!' },
  'GET /cases/:reference': { who: '!' },
  'GET /t/:token': { who: '-', path: { token: 'unknown' } },
  'GET /t/:token/documents/:id': { who: '!', path: { token: 'unknown', id: 'x' } },
  'GET /t/:token/leave': { who: '!', path: { token: 'unknown' } },
  'GET /t/:token/file': { who: '!', path: { token: 'unknown' } },
  'GET /t/:token/mail': { who: '!', path: { token: 'unknown' } },
  'GET /t/:token/visits/:id': { who: '!', path: { token: 'unknown', id: 'x' } },
  'GET /t/:token/attestation': { who: '!', path: { token: 'unknown' } },
  'GET /attestations/:reference/:code': { who: '-', path: { code: 'unknown' } },
  'GET /console/sign-in': { who: '!' },
  'GET /console/forgot': { who: '!' },
  'GET /console/password/:token': { who: '!', path: { token: 'unknown' } },
  'GET /console': { who: '*' },
  'GET /console/unsent': { who: '*' },
  'GET /console/me': { who: '*' },
  'GET /console/waiting': { who: '*', part: true },
  'GET /console/live': { who: '*', endless: true },
  'GET /console/settings': { who: '*' },
  'GET /console/cases': { who: '*' },
  'GET /console/programmes/:code/enrolment': { who: 'AC' },
  'GET /console/programmes/:code/enrolment/template': { who: 'AC' },
  'GET /console/programmes/:code/enrolment/:id': { who: '-', path: { code: programme, id: 'unknown' } },
  'GET /console/programmes/:code/enrolment/:id/report': {
    who: '-',
    path: { code: programme, id: 'unknown' },
  },
  'GET /console/cases/workbook': { who: '*' },
  'GET /console/cases/workbook/file': { who: '*' },
  'GET /console/cases/workbook/:id': { who: '-', path: { id: 'unknown' } },
  'GET /console/cases/workbook/:id/report': { who: '-', path: { id: 'unknown' } },
  'GET /console/groups/:page': { who: '*', path: { page: 'message' } },
  'GET /console/cases/new': { who: '*' },
  'GET /console/earlier-cases': { who: '*' },
  'GET /console/cases/:reference': { who: 'ACEPSOD' },
  'GET /console/cases/:reference/comments': { who: 'ACES' },
  'GET /console/cases/:reference/visits': { who: 'ACED' },
  'GET /console/cases/:reference/visits/new': { who: 'ACE' },
  'GET /console/visits': { who: '*' },
  'GET /console/visits/:id': { who: 'ACED', path: { id: '{visit}' } },
  'GET /console/cases/:reference/trail': { who: 'ACEPSOD' },
  'GET /console/cases/:reference/documents': { who: 'ACESD' },
  'GET /console/cases/:reference/mails': { who: 'AC' },
  'GET /console/cases/:reference/mails/:mail': { who: '-', path: { mail: 'unknown' } },
  'GET /console/cases/:reference/mails/:mail/body': { who: '-', path: { mail: 'unknown' } },
  'GET /console/cases/:reference/people': { who: 'ACEPSOD' },
  'GET /console/cases/:reference/print': { who: 'ACEPSOD' },
  'GET /console/cases/:reference/attestation': { who: 'ACEPSOD' },
  'GET /console/cases/:reference/:action': { who: 'AC', path: { action: 'terminate' } },
  'GET /console/temporal': { who: 'A' },
  'GET /console/calendars': { who: '*' },
  'GET /console/calendar': { who: '*' },
  'GET /console/me/calendar': { who: '*' },
  'GET /calendar/:file': { who: '-', path: { file: 'P-001.unknown.ics' } },
  'GET /console/definitions': { who: '*' },
  'GET /console/definitions/:key/:version': {
    who: '*',
    path: { key: 'sme-cleaner-production', version: '2' },
  },
  'GET /console/definitions/:key/:version/changes': {
    who: '*',
    path: { key: 'sme-cleaner-production', version: '2' },
  },
  'GET /console/incidents': { who: '*' },
  'GET /console/decisions': { who: '*' },
  'GET /console/organisations': { who: '*' },
  'GET /console/organisations/:code': { who: 'ACEPSOD', path: { code: 'OLV-01' } },
  'GET /console/people': { who: '*' },
  'GET /console/people/:id': { who: 'ACED', path: { id: 'P-101' } },
  'GET /console/items/:id': { who: 'ACESD', path: { id: '{task}' } },
  'GET /console/items/:id/filing': { who: 'ACE', path: { id: '{task}' } },
  'GET /console/items/:id/transcription': { who: 'ACE', path: { id: '{task}' } },
  'GET /console/documents/:id/preview': { who: 'ACESD', path: { id: '{document}' } },
  'GET /console/documents/:id': { who: 'ACESD', path: { id: '{document}' } },
  'GET /console/mail-texts': { who: 'AC', query: `programme=${programme}&letter=escalation&in=ar` },
  'GET /console/mail-texts/:letter/body': {
    who: 'AC',
    path: { letter: 'reminder' },
    query: `programme=${programme}&in=ar`,
  },
  'GET /console/accounts': { who: 'A' },
  'GET /console/programme': { who: '*' },
  'GET /console/programmes': { who: '*' },
  'GET /console/programmes/:code': { who: 'ACEPSO+' },
  'GET /console/programmes/:code/data-policy': { who: 'A' },
  'GET /console/programmes/:code/mail-hours': { who: 'A' },
};
