import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { addDays } from '#libs/domain';
import { CaseLog } from '#libs/persistence';
import type { ApiFixture } from './api-fixture.js';
import { call, type Answer } from './caller.js';
import { coordinator, definition, director, usual } from './refusals.js';

/** The day `days` from now, in the case's own zone or one beside it. */
export function dayFromNow(days: number): string {
  return addDays(new Date().toISOString().slice(0, 10), days);
}

/** One case acted on through the API; every act is sent twice, because a repetition must change nothing (I11). */
export class ActingCase {
  private constructor(
    private readonly fixture: ApiFixture,
    readonly reference: string,
  ) {}

  static async opened(
    fixture: ApiFixture,
    organisation = 'OLV-01',
    more: Readonly<Record<string, unknown>> = {},
  ): Promise<ActingCase> {
    const body = { programme: 'CCP-MA', organisation, definition, ...more };
    const sent = { as: coordinator, key: randomUUID(), body };
    const opened = await call(fixture, 'POST', '/api/v1/cases', sent);
    expect(opened).toMatchObject({ status: 201, body: { seq: 1 } });
    expect((await call(fixture, 'POST', '/api/v1/cases', sent)).body).toEqual(opened.body);
    return new ActingCase(fixture, String(opened.body.reference));
  }

  /** `application` names its first round. */
  id(key: string, round = 1): string {
    return `${this.reference}.${key}.${round}`;
  }

  /** Path of an act on the case itself, e.g. `suspension`. */
  path(act: string): string {
    return `cases/${this.reference}/${act}`;
  }

  async act(as: string, path: string, body: object): Promise<Answer['body']> {
    const sent = { as, key: randomUUID(), body };
    const first = await call(this.fixture, 'POST', `/api/v1/${path}`, sent);
    expect({ path, status: first.status, body: first.body }).toMatchObject({ path, status: 200 });
    const seq = await this.seq();
    const again = await call(this.fixture, 'POST', `/api/v1/${path}`, sent);
    expect({ path, status: again.status, body: again.body }).toEqual({
      path,
      status: 200,
      body: first.body,
    });
    const other = { ...sent, body: { ...body, ...('reason' in body ? { reason: 'Other words.' } : {}) } };
    if ('reason' in body)
      expect((await call(this.fixture, 'POST', `/api/v1/${path}`, other)).body.code).toBe('request.reused');
    expect(await this.seq()).toBe(seq);
    return first.body;
  }

  /** Refused with a code and what to do about it, and the case as it was. */
  async refused(
    as: string,
    path: string,
    body: object,
    [status, code]: readonly [number, string],
  ): Promise<Answer['body']> {
    const seq = await this.seq();
    const answer = await call(this.fixture, 'POST', `/api/v1/${path}`, { as, body });
    expect({ path, status: answer.status, code: answer.body.code, body: answer.body }).toMatchObject({
      path,
      status,
      code,
    });
    expect(await this.seq()).toBe(seq);
    return answer.body;
  }

  async read(as: string, path: string): Promise<Answer['body']> {
    const answer = await call(this.fixture, 'GET', `/api/v1/${path}`, { as });
    expect({ path, status: answer.status }).toEqual({ path, status: 200 });
    return answer.body;
  }

  view(as = coordinator): Promise<Answer['body']> {
    return this.read(as, `cases/${this.reference}`);
  }

  task(key: string, as = coordinator): Promise<Answer['body']> {
    return this.read(as, `tasks/${this.id(key)}`);
  }

  async trail(): Promise<Answer['body'][]> {
    const { items } = await this.read(coordinator, `${this.path('events')}?limit=200`);
    return items as Answer['body'][];
  }

  complete(as: string, key: string, round = 1): Promise<Answer['body']> {
    const path = `tasks/${this.id(key, round)}/completion`;
    return this.act(as, path, { answers: usual(key) });
  }

  /** To the committee's question. */
  async applied(signer = director): Promise<void> {
    await this.complete(signer, 'application');
    await this.complete(coordinator, 'eligibility');
    await this.complete(signer, 'commitment');
  }

  async upload(as: string, key: string): Promise<Answer> {
    const body = new FormData();
    const pdf = '%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n';
    body.set('file', new Blob([pdf]), 'photo du dossier.pdf');
    return call(this.fixture, 'POST', `/api/v1/tasks/${this.id(key)}/documents`, { as, body });
  }

  seq(): Promise<number> {
    return this.fixture.app.get(CaseLog).lastSeq(this.reference);
  }
}
