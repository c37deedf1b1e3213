import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { browserPath, violations } from './browser.js';
import { Visitors, type SignIn } from './visitors.js';

const executable = browserPath();
const inBrowser = executable === undefined ? describe.skip : describe;

inBrowser('several cases at once, in a browser', () => {
  let visitors: Visitors;
  let base: string;
  let first: string;
  let second: string;
  let coordinator: SignIn;
  let page: Page;

  beforeAll(async () => {
    visitors = await Visitors.open(executable ?? '');
    ({ base } = visitors.installation);
    // At any hour of the day on which the tests run.
    await visitors.api('programmes/CCP-MA', { quietFrom: 0, quietTo: 0 }, undefined, 'PATCH');
    first = await visitors.openCase('OLV-01');
    second = await visitors.openCase('OLV-02');
    const name = 'Huilerie de Fès – معصرة الزيتون بفاس';
    await visitors.api('organisations/OLV-02', { programme: 'CCP-MA', name }, undefined, 'PATCH');
    coordinator = await visitors.account('P-001');
    page = await visitors.signIn('/console/cases', coordinator, false);
    await page.getByRole('heading', { level: 1 }).waitFor();
  }, 180_000);

  afterAll(() => visitors.close());

  const found = async (words: string) => {
    await page.goto(`${base}/console/cases`);
    await page.getByRole('searchbox').fill(words);
    await page.getByRole('button', { name: 'Search' }).click();
    await page.waitForURL(({ searchParams }) => searchParams.get('q') === words);
    const names = await page.locator('tbody .code').allTextContents();
    return names.map((text) => text.trim());
  };

  it('finds a company with or without accents, in Arabic, and by the end of its reference', async () => {
    expect(await found('huilerie fes')).toEqual([second]);
    expect(await found('HUILERIE FÈS')).toEqual([second]);
    expect(await found('المعصره')).toEqual([second]);
    expect(await found(second.slice(-4))).toEqual([second]);
    expect((await found('olives')).sort()).toEqual([first, second].sort());
    expect(await found('nobody is called so')).toEqual([]);
    await page.getByText('No case matches.').waitFor();
    expect(page.url()).toContain('q=nobody');
  }, 60_000);

  it('nudges one company with one click, and says the second time that it was done today', async () => {
    await page.goto(`${base}/console/cases`);
    await page.getByRole('button', { name: /Nudge .?Huilerie/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Nudge' }).waitFor();
    await page.getByText('One e-mail for one case.').waitFor();
    await visitors.mailed('director.olv-02', /souhaite\s+savoir|is asking how/);
    await page.goto(`${base}/console/cases`);
    await page.getByRole('button', { name: /Nudge .?Huilerie/ }).click();
    await page.getByText('Nudged today already.').waitFor();
  }, 60_000);

  it('writes to all that match, after a look at who gets it, and keeps it on the case', async () => {
    await page.goto(`${base}/console/cases`);
    await page.getByRole('checkbox', { name: /All 2 cases/ }).check();
    await page.getByRole('button', { name: 'Write a message' }).click();
    await page.getByRole('heading', { level: 1, name: 'Write a message' }).waitFor();
    await page.getByLabel('the accountant').uncheck();
    await page.getByLabel('the technical contact').uncheck();
    await page.getByRole('button', { name: 'Check before sending' }).click();
    await page.getByText('Write a subject and a text').waitFor();
    expect(await page.getByLabel('the accountant').isChecked()).toBe(false);
    await page.locator('summary', { hasText: 'French' }).click();
    await page.locator('[name="subject.fr"]').fill('Réunion à Fès');
    await page.locator('[name="text.fr"]').fill('Bonjour,\nrendez-vous mardi <b>à 9 h</b>.');
    await page.getByRole('button', { name: 'Check before sending' }).click();
    await page.getByText('2 people will get it').waitFor();
    await page.getByText('<b>à 9 h</b>').waitFor();
    await page.getByRole('button', { name: 'Send to 2 people' }).click();
    await page.getByRole('heading', { level: 1, name: 'Message sent' }).waitFor();
    await Promise.all(
      ['director.olv-01', 'director.olv-02'].map((person) => visitors.mailed(person, /rendez-vous mardi/)),
    );
    await page.reload();
    const { items } = await visitors.api<{ items: readonly object[] }>(`cases/${first}/messages`);
    expect(items).toMatchObject([{ kind: 'message', subject: 'Réunion à Fès', mails: [{ state: 'sent' }] }]);
  }, 90_000);

  it('suspends several with one reason, and tells of each whether it was done', async () => {
    await page.goto(`${base}/console/cases`);
    await page.getByRole('checkbox', { name: /Choose .?Huilerie/ }).check();
    await page.getByRole('button', { name: 'Suspend' }).click();
    await page.getByLabel('Explanation').fill('Strike in the port.');
    await page.getByRole('button', { name: 'Suspend' }).click();
    await page.getByText('One was recorded.').waitFor();
    await page.goto(`${base}/console/cases?view=suspended`);
    expect(await page.locator('tbody .code').allTextContents()).toEqual([second]);
  }, 60_000);

  it('shows what is due, and gives a calendar program an address that can be taken back', async () => {
    await page.goto(`${base}/console/calendar?view=agenda`);
    const due = await visitors.api<{ case: { due: number } }>(`cases/${first}`);
    const month = new Date(due.case.due).toISOString().slice(0, 7);
    await page.goto(`${base}/console/calendar?month=${month}`);
    expect(await page.locator(`a[href="/console/items/${first}.application.1"]`).count()).toBe(1);
    await page.getByRole('link', { name: 'In my calendar' }).click();
    await page.getByRole('button', { name: 'Get an address' }).click();
    const address = await page.getByLabel('Address to copy').inputValue();
    const path = new URL(address).pathname;
    const answer = await fetch(`${base}${path}`);
    expect(answer.headers.get('content-type')).toContain('text/calendar');
    const text = (await answer.text()).replaceAll(/\r\n[ \t]/g, '');
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n/);
    expect(text).toContain(`UID:${first}.application.1@`);
    expect(text).toContain(`SEQUENCE:0`);
    expect(text).toMatch(new RegExp(`DTSTART;VALUE=DATE:${month.replace('-', '')}\\d\\d\\r\\n`));
    await page.getByRole('button', { name: 'New address' }).click();
    await page.waitForLoadState();
    expect((await fetch(`${base}${path}`)).status).toBe(404);
    await page.getByRole('button', { name: 'Stop the feed' }).click();
    await page.getByRole('button', { name: 'Get an address' }).waitFor();
  }, 60_000);

  it('has no accessibility fault on the list, the groups, the calendar and the programme, in French and Arabic', async () => {
    const seeing = await visitors.signIn('/console/cases', coordinator);
    await seeing.getByRole('heading', { level: 1 }).waitFor();
    const faults: Record<string, readonly string[]> = {};
    for (const language of ['fr', 'ar'])
      for (const path of [
        '/console/cases',
        '/console/cases?q=olive&stage=application',
        `/console/groups/message?reference=${first}`,
        `/console/groups/logContact?reference=${first}`,
        '/console/calendar',
        '/console/calendar?view=agenda',
        '/console/me/calendar',
        '/console/programmes/CCP-MA',
      ]) {
        await seeing.goto(`${base}${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
        faults[`${language} ${path}`] = await violations(seeing);
      }
    expect(Object.entries(faults).filter(([, found]) => found.length > 0)).toEqual([]);
  }, 120_000);
});
