import { expect } from '@jest/globals';
import { testPassword, type ApiFixture } from './api-fixture.js';

/** A page, as a browser without scripts has it. */
export interface Page {
  readonly status: number;
  readonly html: string;
  /** Where it leads by itself. */
  readonly location: string | null;
}

type Fields = Readonly<Record<string, string>>;

/** Somebody signed in to the console, who posts forms as its pages give them. */
export class ConsoleVisitor {
  private cookie = '';

  private constructor(
    private readonly fixture: ApiFixture,
    private readonly person: string,
  ) {}

  /** A person of the sample programme, who has a token already or gets an account by it. */
  static async of(fixture: ApiFixture, person: string): Promise<ConsoleVisitor> {
    const visitor = new ConsoleVisitor(fixture, person);
    await visitor.signIn();
    return visitor;
  }

  /** Where the sign-in leads; of somebody else on the same browser, if told. */
  async signIn(page = '/console/sign-in', person = this.person): Promise<string> {
    await this.fixture.token(person);
    const email = `${person.toLowerCase()}@example.org`;
    const { html } = await this.get(page);
    const next = fieldOf(html, 'next').replaceAll('&amp;', '&');
    const fields = { email, password: testPassword, next, _csrf: fieldOf(html, '_csrf') };
    const answer = await this.postWithout('/console/sign-in', fields);
    expect(answer.status).toBe(303);
    return answer.location ?? '';
  }

  /** The session ends, as it does after a night. */
  endSession(): void {
    this.cookie = '';
  }

  /** What the forms of a page carry beside what is typed: the token of the session, and whose page it is. */
  async carriedBy(page: string): Promise<Fields> {
    const { html } = await this.get(page);
    return { _csrf: fieldOf(html, '_csrf'), _for: fieldOf(html, '_for') };
  }

  /** `follows` as a browser does; else what is answered is looked at as it comes. */
  async get(path: string, { follows = false } = {}): Promise<Page> {
    const answer = await fetch(`${this.fixture.url}${path}`, {
      redirect: follows ? 'follow' : 'manual',
      headers: { cookie: this.cookie },
    });
    return this.read(answer);
  }

  /** Posts with the token that a page holds; the page's own form unless told. */
  async post(path: string, fields: Fields, page = path): Promise<Page> {
    const { html } = await this.get(page);
    return this.postWithout(path, { ...fields, _csrf: fieldOf(html, '_csrf') });
  }

  /** The same without the token of a page: as what is sent once its session has ended. */
  async postWithout(path: string, fields: Fields): Promise<Page> {
    const answer = await fetch(`${this.fixture.url}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        cookie: this.cookie,
        'content-type': 'application/x-www-form-urlencoded',
        // As a browser says of a form that one of our pages holds.
        'sec-fetch-site': 'same-origin',
      },
      body: new URLSearchParams(fields),
    });
    return this.read(answer);
  }

  private async read(answer: Response): Promise<Page> {
    this.cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? this.cookie;
    return { status: answer.status, html: await answer.text(), location: answer.headers.get('location') };
  }
}

/** The value of a hidden field; empty where there is none. */
function fieldOf(html: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
}
