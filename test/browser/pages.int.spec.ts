import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { browserPath, violations } from './browser.js';
import { Visitors } from './visitors.js';

const executable = browserPath();
const inBrowser = executable === undefined ? describe.skip : describe;

inBrowser('the pages in a browser', () => {
  let visitors: Visitors;
  let base: string;
  let reference: string;
  let link: string;

  beforeAll(async () => {
    visitors = await Visitors.open(executable ?? '');
    ({ base } = visitors.installation);
    reference = await visitors.openCase('OLV-01');
    link = await visitors.linkOf('director.olv-01');
  }, 180_000);

  afterAll(() => visitors.close());

  it('weighs less than 30 KB, and refuses frames and inline scripts', async () => {
    const answer = await fetch(link);
    expect((await answer.arrayBuffer()).byteLength).toBeLessThan(30_000);
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(answer.headers.get('content-security-policy')).not.toContain('unsafe-inline');
  });

  it('takes a task to its receipt without JavaScript, across two phones', async () => {
    const first = await visitors.phone();
    await first.page.goto(`${link}?lang=en`);
    await first.page.getByLabel('Town or industrial zone').fill('Fès <b>');
    await first.page.getByRole('button', { name: 'Save and continue later' }).click();
    await first.page.getByText('Saved. You may close this page').waitFor();
    await first.context.close();

    const { page, context } = await visitors.phone();
    await page.goto(`${link}?lang=en`);
    expect(await page.getByLabel('Town or industrial zone').inputValue()).toBe('Fès <b>');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.waitForLoadState();
    expect(await page.getByRole('alert').getByRole('link').count()).toBeGreaterThan(3);
    await page.getByLabel('Main products').fill('Olives');
    await page.getByLabel('Permanent employees').fill('42');
    await page.getByLabel('Output of the last season').fill('120.5');
    await page.getByLabel('Electricity').check();
    await page.getByLabel('What you expect').fill('A lower water bill');
    await page.getByLabel('I confirm that this information').check();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByRole('heading', { name: 'Received, thank you' }).waitFor();
    await page.getByText('Fès <b>').waitFor();
    await context.close();
  }, 60_000);

  it('lets a coordinator in, back to the page that was asked for', async () => {
    const page = await visitors.signIn(`/console/cases/${reference}`);
    await page.getByRole('heading', { level: 1, name: 'Olives' }).waitFor();
    expect(page.url()).toContain(`/console/cases/${reference}`);
    await page.context().close();
  }, 60_000);

  it('has no accessibility fault on sign-in, today, case and task', async () => {
    const page = await visitors.signIn(`/console/cases/${reference}`);
    const found: Record<string, readonly string[]> = {};
    for (const path of [
      '/console',
      `/console/cases/${reference}`,
      '/console/cases',
      '/console/cases/new',
      '/console/incidents',
      '/console/people',
      '/console/people/P-101',
      '/console/accounts',
      '/console/programmes/CCP-MA/data-policy',
      '/console/me',
      '/console/organisations',
      '/console/organisations/OLV-01',
      '/console/calendars',
      `/console/items/${reference}.eligibility.1`,
    ]) {
      await page.goto(`${base}${path}`);
      found[path] = await violations(page);
    }
    const { page: small, context } = await visitors.phone({ javaScriptEnabled: true });
    for (const address of [link, `${base}/console/sign-in`, `${base}/t/unknown`]) {
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
