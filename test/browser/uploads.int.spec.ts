import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { cuttableLine, type CuttableLine } from '../api/cuttable-line.js';
import { browserPath } from './browser.js';
import { Visitors, type SignIn } from './visitors.js';

const executable = browserPath();
const inBrowser = executable === undefined ? describe.skip : describe;

const megabyte = 1024 * 1024;

/** Every form of the console that takes files goes the way of a step's form. */
inBrowser('files in the console, on a line that breaks in the middle', () => {
  let visitors: Visitors;
  let coordinator: SignIn;
  let reference: string;
  let line: CuttableLine;

  beforeAll(async () => {
    visitors = await Visitors.open(executable ?? '');
    coordinator = await visitors.account('P-001');
    reference = await visitors.openCase('OLV-01');
    line = await cuttableLine(`127.0.0.1:${new URL(visitors.installation.base).port}`);
  }, 180_000);

  afterAll(async () => {
    await line.close();
    await visitors.close();
  });

  async function open(path: string): Promise<Page> {
    const { page } = await visitors.phone({ javaScriptEnabled: true, width: 1200 });
    // The session belongs to the address that the line has.
    await page.goto(`http://${line.address}${path}?lang=en`);
    await page.getByLabel('E-mail address').fill(coordinator.email);
    await page.getByLabel('Password').fill(coordinator.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL((url) => url.pathname === path);
    return page;
  }

  const chosen = (page: Page) =>
    page.evaluate<number>('document.querySelector("main input[type=file]").files.length');

  it('leaves a comment’s words and files on its page, and leads to it once the line is back', async () => {
    const page = await open(`/console/cases/${reference}/comments`);
    const text = page.getByLabel('Comment', { exact: true });
    const send = page.getByRole('button', { name: 'Add the comment' });
    await text.fill('The offer of the boiler maker.');
    const buffer = Buffer.concat([Buffer.from('%PDF-1.7\n%%EOF\n'), Buffer.alloc(8 * megabyte, ' ')]);
    await page.getByLabel(/^Files/).setInputFiles({ name: 'offer.pdf', mimeType: 'application/pdf', buffer });
    line.cutAfter(megabyte);
    await send.click();
    await page.getByText('You are offline').waitFor();
    expect([await text.inputValue(), await chosen(page)]).toEqual(['The offer of the boiler maker.', 1]);
    expect(await page.locator('[aria-busy]').count()).toBe(0);
    line.mend();
    await send.click();
    await page.getByRole('link', { name: 'offer.pdf' }).waitFor();
    expect(await page.locator('.comments > ol > li').count()).toBe(1);
    await page.waitForFunction('document.activeElement.closest(".comments > ol > li") !== null');
    expect(new URL(page.url()).hash).toBe(`#${await page.locator('.comments > ol > li').getAttribute('id')}`);
    await page.context().close();
  }, 60_000);

  it('leaves a spreadsheet chosen, and looks at it once the line is back', async () => {
    const page = await open('/console/programmes/CCP-MA/enrolment');
    const look = page.getByRole('button', { name: 'Look first' });
    const buffer = Buffer.alloc(4 * megabyte, 'nothing;known\n');
    await page
      .getByLabel('File', { exact: true })
      .setInputFiles({ name: 'companies.csv', mimeType: 'text/csv', buffer });
    line.cutAfter(megabyte);
    await look.click();
    await page.getByText('You are offline').waitFor();
    expect(await chosen(page)).toBe(1);
    line.mend();
    await look.click();
    await page.getByRole('alert').waitFor();
    expect(new URL(page.url()).pathname).toBe('/console/programmes/CCP-MA/enrolment');
    await page.context().close();
  }, 60_000);
});
