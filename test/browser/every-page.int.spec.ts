import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { pageTable } from '../api/permission-table.js';
import { browserPath } from './browser.js';
import { DiagnosedCase } from './diagnosed-case.js';
import { focusComesTo, focused, tabTo } from './keyboard.js';
import { PageInspector } from './page-inspection.js';
import { Visitors, type SignIn } from './visitors.js';

const executable = browserPath();
const inBrowser = executable === undefined ? describe.skip : describe;

const application = {
  town: 'Zone industrielle, lot 12',
  products: 'Olives de table en bocaux et en seaux',
  employees: 62,
  production: '2 850,5',
  energy: 'fuel-oil',
  expectations: 'Notre facture d’eau a doublé en trois ans.',
  accurate: true,
};

/** Bytes: what a first visit may cost on a phone with a weak connection. */
const budget = 150 * 1024;

/** Every route of the console that answers a page, found by asking; a new one is inspected without a line here. */
inBrowser('every page, for every reader', () => {
  let visitors: Visitors;
  let coordinator: SignIn & { readonly token: string };
  let reader: Page;
  let reference: string;
  let link: string;
  /** Behind the links of mails: of a first task, of a task beside others' papers, of a decision. */
  let linkPages: readonly string[];
  let visited: string;
  let visit: string;
  let pages: readonly string[];

  beforeAll(async () => {
    visitors = await Visitors.open(executable ?? '');
    coordinator = await visitors.account('P-001');
    reference = await visitors.openCase('OLV-01');
    await waitForAdmission();
    visited = await visitors.openCase('OLV-02');
    link = await pathMailedTo('director.olv-02');
    const { token: expert } = await visitors.account('P-011');
    await (await DiagnosedCase.open(visitors, 'OLV-03', { expert, director: '' })).handedIn();
    const beside = await pathMailedTo('director.olv-03');
    const ofLink = ['', '/file', '/leave', '/mail'];
    visit = await proposeVisit();
    linkPages = [
      ...[link, beside].flatMap((path) => ofLink.map((page) => `${path}${page}`)),
      await pathMailedTo('committee.1'),
      `${link}/visits/${visit}`,
    ];
    reader = await visitors.signIn('/console');
    await reader.waitForURL('**/console*');
    pages = await pagesOfConsole();
  }, 240_000);

  afterAll(() => visitors.close());

  async function pathMailedTo(person: string): Promise<string> {
    return new URL(await visitors.linkOf(person)).pathname;
  }

  /** Answers, a little history, and a decision that waits. The company signs nothing when it is not eligible. */
  async function waitForAdmission(): Promise<void> {
    const director = await visitors.account('P-101');
    await handOver(await pathMailedTo('director.olv-01'));
    await visitors.api(
      `tasks/${reference}.application.1/completion`,
      { answers: application },
      director.token,
    );
    const answers = { eligible: 'no', unmet: 'No bills of a whole season yet.', quota: 'free' };
    await visitors.api(`tasks/${reference}.eligibility.1/completion`, { answers }, coordinator.token);
  }

  /** So that pages tell of it. */
  async function handOver(path: string): Promise<void> {
    const address = `${visitors.installation.base}${path}?lang=en`;
    const seal = /name="seal" value="([^"]+)"/.exec(await (await fetch(address)).text())?.[1] ?? '';
    const colleague = { 'colleague-name': 'Karim Alaoui', 'colleague-function': 'Technicien' };
    const body = new URLSearchParams({
      ...{ seal, do: 'hand-over', key: 'handed', ...colleague },
      ...{ 'colleague-email': 'karim@example.org', 'colleague-language': 'fr' },
    });
    expect((await fetch(address, { method: 'POST', body, redirect: 'manual' })).status).toBe(303);
  }

  /** Waits for the company's answer. */
  async function proposeVisit(): Promise<string> {
    const day = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
    const slots = [
      { day, from: '09:00', to: '12:00' },
      { day, from: '14:00', to: '17:30' },
    ];
    const proposal = { slots, place: 'Fès, lot 12', functions: ['director'], note: 'Les factures.' };
    return (await visitors.api<{ id: string }>(`cases/${visited}/visits`, proposal, coordinator.token)).id;
  }

  /** Addresses with what they name put in, as far as they answer the administrator a page. */
  async function pagesOfConsole(): Promise<readonly string[]> {
    const cookies = await reader.context().cookies();
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    const found: string[] = [];
    for (const [route, { path = {}, query, part }] of Object.entries(pageTable)) {
      if (!route.startsWith('GET /console') || part) continue;
      const values: Readonly<Record<string, string>> = { code: 'CCP-MA', reference, ...path };
      const address = route
        .slice('GET '.length)
        .replaceAll(/:(\w+)/g, (whole, name: string) =>
          (values[name] ?? whole).replace('{task}', `${reference}.admission.1`).replace('{visit}', visit),
        );
      const asked = query === undefined ? address : `${address}?${query}`;
      if (await isPage(`${visitors.installation.base}${asked}`, cookie)) found.push(asked);
    }
    return found;
  }

  /** Neither a part of a page, nor a file, a stream, or another program's page that we only let through. */
  async function isPage(address: string, cookie: string): Promise<boolean> {
    const gone = new AbortController();
    const answer = await fetch(address, { headers: { cookie }, redirect: 'manual', signal: gone.signal });
    // A page that fails is one, too: its inspection says so.
    const isShown = answer.status === 200 || answer.status >= 500;
    const isHtml = isShown && answer.headers.get('content-type')?.startsWith('text/html');
    const found = isHtml ? (await answer.text()).includes('-parcours.css') : false;
    gone.abort();
    return found;
  }

  /** What goes wrong. */
  const astray = ['/t/unknown', '/console/nowhere', '/console/cases/UNKNOWN'];

  it.each(['fr', 'ar', 'en', 'es'])(
    'in %s: no accessibility fault, no sideways scrolling from 320 pixels on, within the budget, from us alone',
    async (language) => {
      expect(pages.length).toBeGreaterThan(20);
      const inspector = await PageInspector.of(reader, visitors.installation.base);
      const problems: Record<string, readonly string[]> = {};
      for (const path of [...pages, ...linkPages, ...astray]) {
        const asked = `${path}${path.includes('?') ? '&' : '?'}lang=${language}`;
        // What people see who come once is looked at in every way; the console's colours are the same in every language.
        const isBehindLink = linkPages.includes(path);
        const closeness = { onLaptop: isBehindLink, inDark: isBehindLink || language === 'ar' };
        const { transfer, faults } = await inspector.inspect(asked, closeness);
        const heavy = transfer > budget ? [`weighs ${Math.ceil(transfer / 1024)} KB`] : [];
        const all = [...faults, ...heavy].filter((fault) => !/status of 40[34]/.test(fault));
        if (all.length > 0) problems[path.replace(/^\/t\/[\w.-]{20,}/, '/t/…')] = all;
      }
      expect(problems).toEqual({});
    },
    420_000,
  );

  it('finds behind the links of mails what they are for', async () => {
    const { page, context } = await visitors.phone();
    const shown = async (path: string) => {
      const answer = await page.goto(`${visitors.installation.base}${path}?lang=en`);
      return [answer?.status(), new URL(page.url()).pathname];
    };
    expect(linkPages.length).toBeGreaterThan(8);
    for (const path of linkPages) expect(await shown(path)).toEqual([200, path]);
    await context.close();
  }, 60_000);

  it('goes by keyboard alone: past the navigation, to the action, on where its outcome is said', async () => {
    const { page, context } = await visitors.phone({ javaScriptEnabled: true });
    await page.goto(`${visitors.installation.base}${link}?lang=en`);
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await tabTo(page, 'main input:not([type=hidden])')).toBe(true);
    await page.keyboard.type('Fès');
    expect(await tabTo(page, 'button[value=save]')).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByText('Saved. You may close this page').waitFor();
    await focusComesTo(page, { words: 'Saved. You may close this page' });
    expect(await tabTo(page, 'button.primary')).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await focusComesTo(page, { selector: '#problems' });
    await context.close();
  }, 60_000);

  it('closes the menu of the person by Escape, with the focus back where it was', async () => {
    await reader.goto(`${visitors.installation.base}/console?lang=en`);
    expect(await tabTo(reader, '.menu > summary')).toBe(true);
    await reader.keyboard.press('Enter');
    expect(await tabTo(reader, '.menu button')).toBe(true);
    expect(await focused(reader)).toBe('Sign out');
    await reader.keyboard.press('Escape');
    expect(await reader.getByRole('button', { name: 'Sign out' }).isVisible()).toBe(false);
    await focusComesTo(reader, { selector: '.menu > summary' });
  }, 60_000);

  it('tells a reader who is cut off, and sends nothing that would be lost', async () => {
    const { page, context } = await visitors.phone({ javaScriptEnabled: true });
    await page.goto(`${visitors.installation.base}${link}?lang=en`);
    await page.getByLabel('Main products').fill('Olives');
    await context.setOffline(true);
    await page.getByText('You are offline').waitFor();
    await page.getByRole('button', { name: 'Save and continue later' }).click();
    expect(await page.getByLabel('Main products').inputValue()).toBe('Olives');
    await context.setOffline(false);
    await page.getByText('You are offline').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Save and continue later' }).click();
    await page.getByText('Saved. You may close this page').waitFor();
    await context.close();
  }, 60_000);
});
