import { expect } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Installation } from '../e2e/installation.js';
import { openBrowser } from './browser.js';

interface Summary {
  readonly id: string;
  readonly to: readonly string[];
}

/** Somebody who signs in. */
export interface SignIn {
  readonly email: string;
  readonly password: string;
}

/** One installation, a browser, and the people who come to its pages: by the links of their mails, or with a sign-in. */
export class Visitors {
  private keys = 0;

  private constructor(
    readonly installation: Installation,
    private readonly browser: Browser,
    private readonly administratorToken: string,
  ) {}

  static async open(executable: string): Promise<Visitors> {
    const installation = await Installation.create();
    const [browser] = await Promise.all([openBrowser(executable), installation.start()]);
    const visitors = new Visitors(installation, browser, '');
    const { token } = await visitors.api<{ token: string }>('sessions', installation.administrator);
    return new Visitors(installation, browser, token);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.installation.remove();
  }

  /** As the administrator unless told; what the API is too busy for is asked for again, as it says. */
  async api<T>(
    path: string,
    body?: object,
    token = this.administratorToken,
    method = body ? 'POST' : 'GET',
  ): Promise<T> {
    const request = {
      method,
      headers: {
        'content-type': 'application/json',
        'idempotency-key': `${path} ${++this.keys}`,
        ...(token && { authorization: `Bearer ${token}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    };
    let answer: Response;
    do answer = await fetch(`${this.installation.base}/api/v1/${path}`, request);
    while (answer.status === 503);
    const words = await answer.text();
    expect({ path, ok: answer.ok, words: answer.ok ? '' : words }).toEqual({ path, ok: true, words: '' });
    return (words === '' ? {} : JSON.parse(words)) as T;
  }

  /** Keeps a file as a draft of a task; its id. */
  async upload(
    path: string,
    token: string,
    { field, name, content }: { readonly field: string; readonly name: string; readonly content: string },
  ): Promise<string> {
    const body = new FormData();
    body.set('field', field);
    body.set('file', new Blob([content]), name);
    const answer = await fetch(`${this.installation.base}/api/v1/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body,
    });
    expect([path, answer.status]).toEqual([path, 201]);
    return ((await answer.json()) as { id: string }).id;
  }

  /** A case of the sample programme under the reference path's newest version. */
  async openCase(organisation: string): Promise<string> {
    const input = { programme: 'CCP-MA', organisation, definition: 'sme-cleaner-production' };
    return (await this.api<{ reference: string }>('cases', input)).reference;
  }

  /** An account of somebody of the sample programme, and a bearer token for it. */
  async account(person: string): Promise<SignIn & { readonly token: string }> {
    const password = `a password for ${person}`;
    await this.api(`people/${person}/account`, { programme: 'CCP-MA', password });
    const { email } = await this.api<{ email: string }>(`people/${person}`);
    const { token } = await this.api<{ token: string }>('sessions', { email, password }, '');
    return { email, password, token };
  }

  /** Address in the newest mail to someone. */
  async linkOf(person: string): Promise<string> {
    const [path] = await this.mailed(person, /\/t\/[\w.-]{60,}/);
    return `${this.installation.base}${path}`;
  }

  /** What the newest mail that holds it says to someone; mail leaves a moment after the act. */
  async mailed(person: string, pattern: RegExp): Promise<RegExpExecArray> {
    const { inbox } = this.installation;
    for (let attempt = 0; attempt < 300; attempt++) {
      const mails = (await (await fetch(`${inbox}/api/messages`)).json()) as readonly Summary[];
      for (const { id } of mails.filter(({ to }) => to.some((each) => each.startsWith(`${person}@`)))) {
        const raw = await (await fetch(`${inbox}/messages/${id}/raw`)).text();
        const found = pattern.exec(raw.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '='));
        if (found) return found;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`No mail for ${person} holds ${pattern.source}.`);
  }

  /** A browser of its own, without scripts unless told. */
  async phone(
    options: { readonly javaScriptEnabled?: boolean; readonly width?: number } = {},
  ): Promise<{ context: BrowserContext; page: Page }> {
    const { javaScriptEnabled = false, width = 320 } = options;
    const context = await this.browser.newContext({
      javaScriptEnabled,
      viewport: { width, height: 700 },
      locale: 'en-GB',
      bypassCSP: false,
    });
    return { context, page: await context.newPage() };
  }

  /** Signs in on the way to a page; as the administrator unless told. */
  async signIn(
    path: string,
    { email, password }: SignIn = this.installation.administrator,
    javaScriptEnabled = true,
  ): Promise<Page> {
    const { page } = await this.phone({ javaScriptEnabled, width: 1200 });
    await page.goto(`${this.installation.base}${path}?lang=en`);
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    // Whoever goes elsewhere at once would break off the sign-in.
    await page.waitForURL((url) => url.pathname !== '/console/sign-in');
    return page;
  }
}
