import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { browserPath, violations } from './browser.js';
import { Visitors, type SignIn } from './visitors.js';

const executable = browserPath();
const inBrowser = executable === undefined ? describe.skip : describe;

interface Forecast {
  readonly end: number;
  readonly stages: readonly { readonly key: string; readonly span: { readonly end: number } | null }[];
}

inBrowser('the file of a case under way', () => {
  let visitors: Visitors;
  let base: string;
  let reference: string;
  let coordinator: SignIn & { readonly token: string };
  let page: Page;

  beforeAll(async () => {
    visitors = await Visitors.open(executable ?? '');
    ({ base } = visitors.installation);
    coordinator = await visitors.account('P-001');
    reference = await visitors.openCase('OLV-04');
    const director = await visitors.account('P-110');
    const answers = {
      ...{ town: 'Fès', products: 'Olives', employees: 42, production: 120, energy: 'electricity' },
      ...{ expectations: 'A lower water bill', accurate: true },
    };
    await visitors.api(`tasks/${reference}.application.1/completion`, { answers }, director.token);
    await visitors.mailed('director.olv-04', /\/t\/[\w.-]{60,}/);
    page = await visitors.signIn(`/console/cases/${reference}`, coordinator);
  }, 180_000);

  afterAll(() => visitors.close());

  const tab = (name: string) =>
    page.getByRole('navigation', { name: 'Pages of the file' }).getByRole('link', { name });
  const forecast = () => visitors.api<Forecast>(`cases/${reference}/forecast`, undefined, coordinator.token);

  it('shows the path as a picture and as a table, and whose turn it is', async () => {
    await page.getByRole('heading', { name: 'The path', exact: true }).waitFor();
    const stations = page.locator('ol.stations > li');
    expect(await stations.count()).toBe(7);
    expect(await page.locator('ol.stations > li[aria-current=step]').innerText()).toContain('Enrollment');
    const steps = await page.locator('ol.steps > li').allInnerTexts();
    expect(steps.map((step) => step.split('\n')[0])).toEqual([
      ...['Application', 'Eligibility check', 'Confidentiality letter and commitment'],
      'Admission by the selection committee',
    ]);
    expect(steps[0]).toContain('done on');
    expect(steps[3]).toContain('expected');
    await page.getByText('All dates as a table').click();
    await page.getByRole('rowheader', { name: 'Diagnostic', exact: true }).waitFor();
    expect(await page.getByRole('link', { name: 'Do: Eligibility check' }).getAttribute('href')).toBe(
      `/console/items/${reference}.eligibility.1`,
    );
  });

  it('finds in the trail what somebody looks for', async () => {
    await tab('Trail').click();
    await page.getByText('Case opened').waitFor();
    await page.getByLabel('By which way').selectOption('signed-in');
    await page.getByLabel('What about').selectOption('steps');
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.getByText('Done: Application').waitFor();
    expect(await page.getByText('Case opened').count()).toBe(0);
    await page.getByLabel('From the day').fill('2001-01-01');
    await page.getByLabel('To the day').fill('2001-01-02');
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.getByText('Nothing matches.').waitFor();
    await page.getByRole('link', { name: 'Show everything' }).click();
    await page.getByText('Case opened').waitFor();
  }, 60_000);

  it('shows a mail as it was written, in a frame that can do nothing, and without anybody’s link', async () => {
    await tab('E-mails').click();
    await page.locator('.mail-list a').last().click();
    await page.locator('iframe.mail-body').waitFor();
    expect(await page.locator('iframe.mail-body').getAttribute('sandbox')).toBe('');
    await page.frameLocator('iframe.mail-body').locator('a').first().waitFor();
    const source = await page.locator('iframe.mail-body').getAttribute('src');
    const body = await page.request.get(`${base}${source ?? ''}`);
    expect(body.headers()['content-security-policy']).toContain("default-src 'none'");
    expect(body.headers()['content-security-policy']).toContain('sandbox');
    expect(await violations(page)).toEqual([]);
    expect(await body.text()).not.toMatch(/\/t\/(?!personal-link-not-stored)[\w.-]{20,}/);
  }, 60_000);

  it('names the people of the case to its coordinator, and to an observer who sees what', async () => {
    await tab('People').click();
    await page.getByRole('rowheader', { name: 'Director' }).waitFor();
    expect(await page.getByText('director.olv-04@example.org').count()).toBe(1);
    const observer = await visitors.account('P-041');
    const other = await visitors.signIn(`/console/cases/${reference}/people`, observer, false);
    await other.getByRole('heading', { name: 'Who sees what' }).waitFor();
    expect(await other.getByText('@example.org').count()).toBe(0);
    expect(await other.getByRole('link', { name: 'E-mails' }).count()).toBe(0);
    await other.context().close();
  }, 60_000);

  it('prints whole', async () => {
    await page.goto(`${base}/console/cases/${reference}/print?lang=en`);
    for (const name of ['The path', 'What is expected', 'E-mails', 'Trail'])
      await page.getByRole('heading', { name, exact: true }).waitFor();
  });

  it('moves its forecast with a day off that is announced', async () => {
    const before = await forecast();
    await page.goto(`${base}/console/cases/${reference}?lang=en`);
    const words = await page.locator('.forecast').innerText();
    expect(words).toMatch(/^Expected end: .* at the earliest/);
    // Days on which the first stage would otherwise go on: a whole working week, since durations in months may end on a weekend, or
    // in front of a holiday, and then swallow a day or two.
    for (const day of weekdaysFrom(Date.now() + 2 * 86_400_000, 5))
      await visitors.api('calendars/MA/overrides', {
        ...{ day, works: false, reason: 'Announced this morning.', preview: false },
      });
    const after = await forecast();
    for (const [index, { span }] of after.stages.entries())
      expect(span?.end ?? 0).toBeGreaterThanOrEqual(before.stages[index]?.span?.end ?? 0);
    expect(after.stages[0]?.span?.end).toBeGreaterThan(before.stages[0]?.span?.end ?? 0);
    expect(after.end).toBeGreaterThan(before.end);
    await page.reload();
    expect(await page.locator('.forecast').innerText()).not.toBe(words);
    await page.context().close();
  }, 60_000);
});

/** So many weekdays from a moment on. */
function weekdaysFrom(at: number, count: number): readonly string[] {
  const days: string[] = [];
  for (const day = new Date(at); days.length < count; day.setUTCDate(day.getUTCDate() + 1))
    if (day.getUTCDay() % 6 !== 0) days.push(day.toISOString().slice(0, 10));
  return days;
}
