import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { DATABASE, programmes, roleGrants, type Database } from '#libs/persistence';
import { ActingCase } from '../api/acting-case.js';
import { apiFixture, testPassword, type ApiFixture } from '../api/api-fixture.js';
import { coordinator } from '../api/refusals.js';
import { browserPath, openBrowser } from './browser.js';
import { PageInspector } from './page-inspection.js';

const executable = browserPath();
const inBrowser = executable === undefined ? describe.skip : describe;

/** Lists that the choice narrows. */
const lists = [
  ...['', '/cases', '/cases/workbook', '/calendar', '/visits', '/incidents', '/organisations', '/people'],
].map((path) => `/console${path}`);

inBrowser('the choice between several programmes', () => {
  let fixture: ApiFixture;
  let browser: Browser;

  beforeAll(async () => {
    fixture = await apiFixture({ withConsole: true });
    const { db } = fixture.app.get<Database>(DATABASE);
    const code = 'CCP-CL';
    await db.insert(programmes).values({
      ...{ code, name: { fr: 'Programme Chili', ar: 'برنامج الشيلي', en: 'Chile program' }, country: 'CL' },
      ...{ currency: 'CLP', languages: ['es'], startsOn: '2026-09-01', endsOn: '2028-08-31' },
      ...{ closeOutDays: 60, reminderAt: 540, quota: 10, criteria: {} },
    });
    await db.insert(roleGrants).values({ programme: code, person: coordinator, role: 'coordinator' });
    await (await ActingCase.opened(fixture, 'OLV-01')).complete('P-101', 'application');
    await fixture.token(coordinator);
    browser = await openBrowser(executable ?? '');
  }, 180_000);

  afterAll(async () => {
    await browser.close();
    await fixture.close();
  }, 60_000);

  async function signedIn(javaScriptEnabled: boolean): Promise<Page> {
    const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await page.goto(`${fixture.url}/console?lang=en`);
    await page.getByLabel('E-mail address').fill(`${coordinator.toLowerCase()}@example.org`);
    await page.getByLabel('Password').fill(testPassword);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Today', exact: true }).waitFor();
    return page;
  }

  async function choose(page: Page, name: string): Promise<void> {
    await page.locator('.menu.programme > summary').click();
    await page.getByRole('button', { name, exact: true }).click();
  }

  it('is made by clicking only, without scripts, and taken back on any list', async () => {
    const page = await signedIn(false);
    await page.goto(`${fixture.url}/console/cases`);
    await page.getByRole('status').getByText('1 case', { exact: true }).waitFor();
    await choose(page, 'Chile program');
    await page.getByText('Only Chile program').waitFor();
    expect(new URL(page.url()).pathname).toBe('/console/cases');
    await page.getByText('No case matches.').waitFor();
    await page.getByRole('link', { name: /^Today/ }).click();
    await page.getByText('In your other programs:').waitFor();
    await page.getByText('1 waits for you').waitFor();
    await page.getByRole('button', { name: 'Show all programs' }).click();
    await page.getByText('Only Chile program').waitFor({ state: 'detached' });
    await page.context().close();
  }, 60_000);

  it('keeps nobody out, on a phone and a laptop, in French and in Arabic', async () => {
    const page = await signedIn(true);
    await choose(page, 'Chile program');
    await page.getByText('Only Chile program').waitFor();
    const inspector = await PageInspector.of(page, fixture.url);
    const problems: Record<string, readonly string[]> = {};
    for (const language of ['fr', 'ar'])
      for (const path of lists) {
        const { faults } = await inspector.inspect(`${path}?lang=${language}`, {
          onLaptop: true,
          inDark: true,
        });
        if (faults.length > 0) problems[`${path} ${language}`] = faults;
      }
    expect(problems).toEqual({});
    await page.context().close();
  }, 180_000);
});
