import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Installation } from '../e2e/installation.js';
import { browserPath, openBrowser, violations } from './browser.js';

const executable = browserPath();
const inBrowser = executable === undefined ? describe.skip : describe;

interface Summary {
  readonly id: string;
  readonly to: readonly string[];
}

inBrowser('the pages in a browser', () => {
  let installation: Installation;
  let browser: Browser;
  let reference: string;
  let link: string;
  let bearer: string;

  beforeAll(async () => {
    installation = await Installation.create();
    [browser] = await Promise.all([openBrowser(executable ?? ''), installation.start()]);
    const { token } = await api<{ token: string }>('sessions', installation.administrator);
    bearer = token;
    ({ reference } = await api<{ reference: string }>('cases', {
      programme: 'CCP-MA',
      organisation: 'OLV-01',
    }));
    link = await linkOf('director.olv-01');
  }, 180_000);

  afterAll(async () => {
    await browser.close();
    await installation.remove();
  });

  async function api<T>(path: string, body?: object): Promise<T> {
    const answer = await fetch(`${installation.base}/api/v1/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': path,
        ...(bearer && { authorization: `Bearer ${bearer}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    expect(answer.ok).toBe(true);
    return (await answer.json()) as T;
  }

  /** Address in the newest mail to someone; mail leaves a moment after the act. */
  async function linkOf(person: string): Promise<string> {
    for (let attempt = 0; attempt < 200; attempt++) {
      const mails = (await (await fetch(`${installation.inbox}/api/messages`)).json()) as readonly Summary[];
      const mail = mails.find(({ to }) => to.some((address) => address.startsWith(`${person}@`)));
      if (mail) {
        const raw = await (await fetch(`${installation.inbox}/messages/${mail.id}/raw`)).text();
        const found = /\/t\/[\w.-]{60,}/.exec(raw.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '='));
        if (found) return `${installation.base}${found[0]}`;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`No mail for ${person}.`);
  }

  async function phone(
    options: { readonly javaScriptEnabled?: boolean; readonly width?: number } = {},
  ): Promise<{ context: BrowserContext; page: Page }> {
    const { javaScriptEnabled = false, width = 320 } = options;
    const context = await browser.newContext({
      javaScriptEnabled,
      viewport: { width, height: 700 },
      locale: 'en-GB',
      bypassCSP: false,
    });
    return { context, page: await context.newPage() };
  }

  async function signIn(): Promise<Page> {
    const { page } = await phone({ javaScriptEnabled: true, width: 1200 });
    await page.goto(`${installation.base}/console/cases/${reference}?lang=en`);
    await page.getByLabel('E-mail address').fill(installation.administrator.email);
    await page.getByLabel('Password').fill(installation.administrator.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    return page;
  }

  it('I2: a scanner that opens a link, in every way it likes, changes nothing', async () => {
    const before = await api<object>(`cases/${reference}`);
    for (const agent of [
      'Mozilla/5.0 (compatible; MSIE 10.0) SafeLinks',
      'GoogleImageProxy',
      'Barracuda Sentinel (EE)',
      'curl/8',
    ]) {
      for (const method of ['HEAD', 'GET', 'OPTIONS']) {
        const answer = await fetch(link, { method, headers: { 'user-agent': agent } });
        expect(answer.status).toBeLessThan(500);
        await answer.arrayBuffer();
      }
    }
    expect(await api<object>(`cases/${reference}`)).toEqual(before);
    expect(await api<{ version: number }>(`tasks/${reference}.application.1`)).toMatchObject({
      draftVersion: 0,
    });
  });

  it('weighs less than 30 KB, and refuses frames and inline scripts', async () => {
    const answer = await fetch(link);
    expect((await answer.arrayBuffer()).byteLength).toBeLessThan(30_000);
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(answer.headers.get('content-security-policy')).not.toContain('unsafe-inline');
  });

  it('takes a task to its receipt without JavaScript, across two phones', async () => {
    const first = await phone();
    await first.page.goto(`${link}?lang=en`);
    await first.page.getByLabel('Town or industrial zone').fill('Fès <b>');
    await first.page.getByRole('button', { name: 'Save and continue later' }).click();
    await first.page.getByText('Saved. You may close this page').waitFor();
    await first.context.close();

    const { page, context } = await phone();
    await page.goto(`${link}?lang=en`);
    expect(await page.getByLabel('Town or industrial zone').inputValue()).toBe('Fès <b>');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    expect(await page.getByRole('alert').getByRole('link').count()).toBeGreaterThan(3);
    await page.getByLabel('Main products').fill('Olives');
    await page.getByLabel('Permanent employees').fill('42');
    await page.getByLabel('Output of the last season').fill('120.5');
    await page.getByLabel('Electricity').check();
    await page.getByLabel('What you expect').fill('A lower water bill');
    await page.getByLabel('I confirm that this information').check();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByRole('heading', { name: 'Received, thank you' }).waitFor();
    expect(await page.getByText('Fès <b>').count()).toBe(1);
    await context.close();
  }, 60_000);

  it('lets a coordinator in, back to the page that was asked for', async () => {
    const page = await signIn();
    await page.getByRole('heading', { level: 1, name: 'Olives' }).waitFor();
    expect(page.url()).toContain(`/console/cases/${reference}`);
    await page.context().close();
  }, 60_000);

  it('has no accessibility fault on sign-in, today, case and task', async () => {
    const page = await signIn();
    const found: Record<string, readonly string[]> = {};
    for (const path of [
      '/console',
      `/console/cases/${reference}`,
      '/console/cases',
      '/console/cases/new',
      '/console/incidents',
      '/console/people',
      '/console/organisations',
      `/console/items/${reference}.eligibility.1`,
    ]) {
      await page.goto(`${installation.base}${path}`);
      found[path] = await violations(page);
    }
    const { page: small, context } = await phone({ javaScriptEnabled: true });
    for (const address of [link, `${installation.base}/console/sign-in`, `${installation.base}/t/unknown`]) {
      await small.goto(address);
      found[new URL(address).pathname.slice(0, 16)] = await violations(small);
      const overflow = await small.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect({ address, overflow }).toEqual({ address, overflow: 0 });
    }
    expect(Object.entries(found).filter(([, faults]) => faults.length > 0)).toEqual([]);
    await Promise.all([context.close(), page.context().close()]);
  }, 120_000);
});
