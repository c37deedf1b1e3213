import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { DocumentStore } from '#libs/documents';
import { roles, type Role } from '#libs/domain';
import { Accounts, BearerTokens } from '#libs/identity';
import {
  accounts,
  DATABASE,
  documents,
  handovers,
  people,
  roleGrants,
  substitutions,
  visits,
  type Database,
} from '#libs/persistence';
import { apiFixture, type ApiFixture } from './api-fixture.js';
import { call } from './caller.js';
import { apiTable, elsewhereTested, pageTable, type Row } from './permission-table.js';
import { routesOf } from './routes.js';

// Every role against every route takes its time on a shared machine.
jest.setTimeout(480_000);

interface Visitor {
  readonly letter: string;
  /** Where the role holds: the case's programme, another one, the same programme in another country, or another company. */
  readonly of: 'own' | 'elsewhere' | 'abroad' | 'neighbour' | 'nowhere';
  readonly token: string;
  readonly cookie: string;
}

const password = 'a password for tests only';
const letterOf: Readonly<Record<Role, string>> = {
  ...{ administrator: 'A', coordinator: 'C', expert: 'E', partner: 'P', committee: 'S', observer: 'O' },
};

describe('every role on every route', () => {
  let fixture: ApiFixture;
  let visitors: readonly Visitor[];
  let sample: Readonly<Record<string, string>>;

  beforeAll(async () => {
    fixture = await apiFixture({ withConsole: true });
    const opened = await call(fixture, 'POST', '/api/v1/cases', {
      as: 'P-001',
      body: { programme: 'CCP-MA', organisation: 'OLV-01', definition: 'sme-cleaner-production' },
    });
    const { reference } = opened.body as { reference: string };
    sample = { reference, ...(await planted(reference)) };
    visitors = await everyVisitor();
  }, 180_000);
  afterAll(() => fixture.close(), 60_000);

  const database = () => fixture.app.get<Database>(DATABASE).db;

  /** A document that was handed in, a substitution, somebody without an address, a visit, and a handover. */
  async function planted(reference: string): Promise<Readonly<Record<string, string>>> {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    const file = await fixture.app.get(DocumentStore).put(png, 'bill.png');
    const [document, item] = [randomUUID(), `${reference}.application.1`];
    await database()
      .insert(documents)
      .values({
        id: document,
        reference,
        item,
        field: 'bills',
        name: 'bill.png',
        person: 'P-101',
        seq: 1,
        ...file,
      });
    const [row] = await database()
      .insert(substitutions)
      .values({
        ...{ programme: 'CCP-MA', person: 'P-032', substitute: 'P-033', startsOn: '2026-01-01' },
        ...{ endsOn: '2026-01-01', startsAt: 0, endsAt: 1, arrangedBy: 'P-032', arrangedAt: 0 },
      })
      .returning();
    await database().insert(people).values({ id: 'P-888', name: 'Silent', language: 'fr' });
    const visit = randomUUID();
    await database()
      .insert(visits)
      .values({
        ...{ id: visit, reference, state: 'proposed', sequence: 0, place: 'Usine', note: '' },
        ...{ visitors: ['P-011'], functions: ['director'], invited: ['P-101'] },
        ...{ proposedBy: 'P-011', proposedAt: 0 },
      });
    const handover = randomUUID();
    await database()
      .insert(handovers)
      .values({
        ...{ id: handover, reference, item, person: 'P-101', name: 'Karim', function: 'x', language: 'fr' },
        ...{
          email: 'karim@example.org',
          at: 0,
          endedAt: 1,
          endedBy: 'P-101',
          request: 'x',
          fingerprint: 'x',
        },
      });
    return { task: item, document, substitution: row!.id, silent: 'P-888', visit, handover };
  }

  async function everyVisitor(): Promise<readonly Visitor[]> {
    const everywhere = roles.map((role) => ({ role, programme: 'CCP-MA', country: '*', of: 'own' as const }));
    const wanted = [
      ...everywhere.map((one) => (one.role === 'administrator' ? { ...one, programme: '*' } : one)),
      ...everywhere.map((one) => ({ ...one, programme: 'OTHER', of: 'elsewhere' as const })),
      ...everywhere.map((one) => ({ ...one, country: 'CL', of: 'abroad' as const })),
    ];
    const found: Visitor[] = [];
    for (const [index, { role, programme, country, of }] of wanted.entries()) {
      const person = `P-${700 + index}`;
      await database().insert(people).values({ id: person, name: person, language: 'fr' });
      await database().insert(roleGrants).values({ programme, person, role, country });
      found.push({ letter: letterOf[role], of, ...(await signIn(person)) });
    }
    await database().insert(people).values({ id: 'P-799', name: 'No role', language: 'fr' });
    return [
      ...found,
      { letter: 'D', of: 'own', ...(await signIn('P-101')) },
      { letter: 'D', of: 'neighbour', ...(await signIn('P-104')) },
      { letter: '', of: 'nowhere', ...(await signIn('P-799')) },
    ];
  }

  /** One hash for all: argon2 would take longer than everything else here. */
  let passwordHash: string | undefined;
  async function signIn(person: string): Promise<Pick<Visitor, 'token' | 'cookie'>> {
    const email = `${person.toLowerCase()}@visitors.example.org`;
    if (passwordHash === undefined) {
      await fixture.app.get(Accounts).give(person, email, password);
      const all = await database().select().from(accounts);
      passwordHash = all.find((row) => row.person === person)!.passwordHash;
    } else await database().insert(accounts).values({ person, email, passwordHash });
    const { token } = await fixture.app.get(BearerTokens).issue(person);
    return { token, cookie: await sessionOf(email) };
  }

  async function sessionOf(email: string): Promise<string> {
    const address = `${fixture.url}/console/sign-in`;
    const page = await fetch(address);
    const before = cookieOf(page);
    const csrf = /name="_csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
    const answer = await fetch(address, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: before, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ email, password, _csrf: csrf }),
    });
    expect(answer.status).toBe(303);
    return cookieOf(answer);
  }

  const filled = (text: string) =>
    text.replaceAll(
      /\{(task|document|substitution|silent|visit|handover)\}/g,
      (whole, name: string) => sample[name] ?? whole,
    );

  /** `{code}` and `:code` alike. */
  function addressOf(route: string, { path = {}, query }: Row): string {
    const values: Readonly<Record<string, string>> = { code: 'CCP-MA', ...sample, ...path };
    const address = route.replaceAll(/\{(\w+)\}|:(\w+)/g, (whole, braced?: string, plain?: string) => {
      const value = values[braced ?? plain ?? ''];
      return value === undefined ? whole : encodeURIComponent(filled(value));
    });
    return `${fixture.url}${address}${query ? `?${query}` : ''}`;
  }

  async function ask(key: string, row: Row, visitor: Visitor | null): Promise<Response> {
    const [method = '', route = ''] = key.split(' ');
    const isPage = Object.hasOwn(pageTable, key);
    return fetch(addressOf(route, row), {
      method,
      redirect: 'manual',
      headers: {
        ...(visitor && (isPage ? { cookie: visitor.cookie } : { authorization: `Bearer ${visitor.token}` })),
        ...(row.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
      },
      ...(row.body === undefined ? {} : { body: filled(JSON.stringify(row.body)) }),
    });
  }

  const isExpected = ({ who }: Row, { letter, of }: Visitor) =>
    ['*', '!'].includes(who) ||
    (of === 'own' && who.includes(letter)) ||
    (who.endsWith('+') && (of === 'abroad' || (of === 'neighbour' && who.includes('D'))));

  async function problemsOf(key: string, row: Row): Promise<readonly string[]> {
    const problems: string[] = [];
    const stranger = await ask(key, row, null);
    const isTurnedAway =
      [401, 404].includes(stranger.status) ||
      (stranger.headers.get('location') ?? '').startsWith('/console/sign-in');
    if (isTurnedAway !== (row.who !== '!')) problems.push(`${key}: without a sign-in ${stranger.status}`);
    const look = async (visitor: Visitor): Promise<void> => {
      const answer = await ask(key, row, visitor);
      const text = row.endless ? '' : await answer.text();
      if (row.endless) await answer.body?.cancel();
      // A page that sends its reader elsewhere has shown nothing.
      const isElsewhere = answer.status === 303 && row.who !== '!';
      const got = !isElsewhere && ![401, 403, 404].includes(answer.status);
      if (got !== isExpected(row, visitor))
        problems.push(
          `${key}: ${visitor.of} ${visitor.letter || 'no role'} got ${answer.status} ${text.slice(0, 90)}`,
        );
      const isStrange = visitor.of !== 'own';
      if (isStrange && answer.ok && text.includes(sample['reference'] ?? ''))
        problems.push(`${key}: ${visitor.of} ${visitor.letter} reads of the case`);
    };
    if (row.inOrder) for (const visitor of visitors) await look(visitor);
    else await Promise.all(visitors.map(look));
    return problems;
  }

  it('lets exactly the right people read each page', async () => {
    const pages = routesOf(fixture).filter((route) => route.startsWith('GET '));
    expect(pages.filter((page) => !Object.hasOwn(pageTable, page))).toEqual([]);
    expect(Object.keys(pageTable).filter((page) => !pages.includes(page))).toEqual([]);
    const problems: string[] = [];
    for (const [key, row] of Object.entries(pageTable)) problems.push(...(await problemsOf(key, row)));
    expect(problems).toEqual([]);
  });

  it('lets exactly the right people through the API', async () => {
    const document = (await (await fetch(`${fixture.url}/api/openapi.json`)).json()) as OpenAPIObject;
    const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods as object).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const known = [...Object.keys(apiTable), ...elsewhereTested];
    expect(routes.filter((route) => !known.includes(route))).toEqual([]);
    expect(known.filter((route) => !routes.includes(route))).toEqual([]);
    const problems: string[] = [];
    for (const [key, row] of Object.entries(apiTable)) problems.push(...(await problemsOf(key, row)));
    expect(problems).toEqual([]);
  });

  it('takes no form of the console from another page, nor without a sign-in', async () => {
    const forms = routesOf(fixture).filter((route) => route.startsWith('POST /console'));
    expect(forms.length).toBeGreaterThan(10);
    const [visitor] = visitors;
    for (const form of forms) {
      const address = addressOf(form.slice('POST '.length), {
        who: '-',
        path: { id: 'x', action: 'termination' },
      });
      const post = (cookie?: string) =>
        fetch(address, {
          method: 'POST',
          redirect: 'manual',
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            ...(cookie !== undefined && { cookie }),
          },
          body: 'email=x&password=x&reason=x',
        });
      const [alone, forged] = [await post(), await post(visitor!.cookie)];
      expect([form, [303, 401, 403].includes(alone.status)]).toEqual([form, true]);
      expect([form, [303, 403].includes(forged.status)]).toEqual([form, true]);
      // What was typed is kept and shown again on its own page, never acted on.
      expect([null, new URL(address).pathname]).toContain(forged.headers.get('location'));
    }
  });
});

function cookieOf(response: Response): string {
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}
