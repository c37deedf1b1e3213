import { expect } from '@jest/globals';
import { testPassword, type ApiFixture } from './api-fixture.js';

/** A page, as a browser without scripts has it. */
export interface Page {
  readonly status: number;
  readonly html: string;
}

/** Somebody signed in to the console, who posts forms as its pages give them. */
export class ConsoleVisitor {
  private constructor(
    private readonly fixture: ApiFixture,
    private cookie: string,
  ) {}

  /** A person of the sample programme, who has a token already or gets an account by it. */
  static async of(fixture: ApiFixture, person: string): Promise<ConsoleVisitor> {
    await fixture.token(person);
    const visitor = new ConsoleVisitor(fixture, '');
    const email = `${person.toLowerCase()}@example.org`;
    const answer = await visitor.post('/console/sign-in', { email, password: testPassword });
    expect(answer.status).toBe(303);
    return visitor;
  }

  /** `follows` as a browser does; else what is answered is looked at as it comes. */
  async get(path: string, { follows = false } = {}): Promise<Page> {
    const answer = await fetch(`${this.fixture.url}${path}`, {
      redirect: follows ? 'follow' : 'manual',
      headers: { cookie: this.cookie },
    });
    this.remember(answer);
    return { status: answer.status, html: await answer.text() };
  }

  /** Posts to the page's own address with the token that the page holds. */
  async post(path: string, fields: Readonly<Record<string, string>>): Promise<Page> {
    const { html } = await this.get(path);
    return this.postWithout(path, { ...fields, _csrf: /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? '' });
  }

  /** The same without the token of a page: as what is sent once its session has ended. */
  async postWithout(path: string, fields: Readonly<Record<string, string>>): Promise<Page> {
    const answer = await fetch(`${this.fixture.url}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: this.cookie, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields),
    });
    this.remember(answer);
    return { status: answer.status, html: await answer.text() };
  }

  private remember(answer: Response): void {
    this.cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? this.cookie;
  }
}
