import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { focusComesTo } from '../keyboard.js';
import { cuttableLine, type CuttableLine } from '../../api/cuttable-line.js';
import { browserPath, violations } from '../browser.js';
import { enrolled } from '../diagnosed-case.js';
import { Visitors } from '../visitors.js';

const executable = browserPath();
const inBrowser = executable === undefined ? describe.skip : describe;

const pdf = (name: string, size = 0) => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.concat([Buffer.from('%PDF-1.7\n%%EOF\n'), Buffer.alloc(size, ' ')]),
});
const megabyte = 1024 * 1024;

/** What goes wrong with the forms of a company on the way, with scripts, as most readers have them. */
inBrowser('a form that meets trouble on its way', () => {
  let visitors: Visitors;
  let application: string;
  let figures: string;

  beforeAll(async () => {
    visitors = await Visitors.open(executable ?? '');
    await visitors.openCase('OLV-01');
    application = new URL(await visitors.linkOf('director.olv-01')).pathname;
    const input = { programme: 'CCP-MA', organisation: 'OLV-05', definition: 'sme-cleaner-production' };
    await visitors.api('cases', { ...input, earlier: { ...enrolled, tasks: [] } });
    figures = new URL(await visitors.linkOf('technical.olv-05')).pathname;
  }, 180_000);

  afterAll(() => visitors.close());

  async function open(path: string, base = visitors.installation.base): Promise<Page> {
    const { page } = await visitors.phone({ javaScriptEnabled: true, width: 360 });
    await page.goto(`${base}${path}?lang=en`);
    return page;
  }

  const save = (page: Page) => page.getByRole('button', { name: 'Save and continue later' }).click();
  const saved = (page: Page) => page.getByText('Saved. You may close this page').waitFor();

  it('is asked about field by field where another phone has stored other words', async () => {
    const [first, second] = [await open(application), await open(application)];
    await first.getByLabel('Main products').fill('Olives');
    await first.getByLabel('Town or industrial zone').fill('Meknès');
    await save(first);
    await saved(first);
    await second.getByLabel('Main products').fill('Capers');
    await second.getByLabel('Town or industrial zone').fill('Fès');
    await save(second);
    await second.getByRole('heading', { name: 'Someone stored other answers meanwhile' }).waitFor();
    const products = second.getByRole('group', { name: 'Main products' });
    expect(await products.innerText()).toMatch(/Olives[\s\S]*Capers/);
    expect(await violations(second)).toEqual([]);
    await products.getByLabel('Keep what is stored').check();
    await second
      .getByRole('group', { name: 'Town or industrial zone' })
      .getByLabel('Keep what I typed')
      .check();
    await save(second);
    await saved(second);
    await first.reload();
    expect(await first.getByLabel('Main products').inputValue()).toBe('Olives');
    expect(await first.getByLabel('Town or industrial zone').inputValue()).toBe('Fès');
    for (const page of [first, second]) await page.context().close();
  }, 60_000);

  it('says of each file why it is not taken, keeps the others and every word', async () => {
    const page = await open(figures);
    const words = page.getByLabel('Anything we should know');
    const files = page.getByRole('group', { name: 'Bills (photos or PDF)' });
    await words.fill('The boiler stood still in March.');
    const program = { ...pdf('program.pdf'), buffer: Buffer.from('\u007fELF\u0000\u0001') };
    const name = '"><img src=x onerror=document.title="run">.pdf';
    await files
      .getByLabel('Add photos or files')
      .setInputFiles([program, pdf('big.pdf', 21 * megabyte), pdf(name)]);
    await save(page);
    const alert = page.getByRole('alert');
    await alert.getByText('program.pdf: this kind of file is not accepted here').waitFor();
    await alert.getByText('big.pdf is larger than 20 MB').waitFor();
    await focusComesTo(page, { selector: '#problems' });
    expect(await words.inputValue()).toBe('The boiler stood still in March.');
    expect(await files.getByRole('link').allInnerTexts()).toEqual([name]);
    expect(await page.locator('main img').count()).toBe(0);
    expect(await page.title()).not.toBe('run');
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  }, 60_000);

  it('stays as it was, files and all, when the line breaks in the middle of an upload', async () => {
    const { port } = new URL(visitors.installation.base);
    const line: CuttableLine = await cuttableLine(`127.0.0.1:${port}`);
    const page = await open(figures, `http://${line.address}`);
    const words = page.getByLabel('Anything we should know');
    await words.fill('Sent from the train.');
    await page
      .getByRole('group', { name: 'Bills (photos or PDF)' })
      .getByLabel('Add more files')
      .setInputFiles(pdf('long.pdf', 8 * megabyte));
    line.cutAfter(megabyte);
    await save(page);
    await page.getByText('You are offline').waitFor();
    expect(await words.inputValue()).toBe('Sent from the train.');
    expect(await page.locator('[aria-busy]').count()).toBe(0);
    line.mend();
    await save(page);
    await saved(page);
    expect(await words.inputValue()).toBe('Sent from the train.');
    await page.getByRole('link', { name: 'long.pdf' }).waitFor();
    await page.context().close();
    await line.close();
  }, 60_000);

  it('comes back whole, with its limit, where far too much was pasted; and stays where nothing takes so much', async () => {
    const page = await open(application);
    const products = page.getByLabel('Main products');
    const paste = (size: number) =>
      products.evaluate((input, length) => {
        (input as HTMLInputElement).value = 'x'.repeat(length);
        input.dispatchEvent(new Event('input', { bubbles: true }));
      }, size);
    const length = async () => (await products.inputValue()).length;
    await paste(70_000);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('The text has 70,000 characters; 200 at most are possible.').first().waitFor();
    expect(await length()).toBe(70_000);
    await paste(1_200_000);
    await save(page);
    await page.getByRole('alert').getByText('a form takes one million characters in all').waitFor();
    expect([await length(), new URL(page.url()).pathname]).toEqual([1_200_000, application]);
    await products.fill('Olives');
    await save(page);
    await saved(page);
    await page.context().close();
  }, 60_000);

  it('is saved before its page comes in another language', async () => {
    const page = await open(figures);
    await page.getByLabel('Anything we should know').fill('Typed in English.');
    await page.getByRole('link', { name: 'Français' }).click();
    await page.waitForURL((url) => url.searchParams.get('lang') === 'fr');
    await page.getByRole('button', { name: 'Enregistrer' }).waitFor();
    expect(await page.locator('textarea[name=remarks]').inputValue()).toBe('Typed in English.');
    await page.context().close();
  }, 60_000);

  it('stays, with its files, where another form of its page is sent and we are away', async () => {
    const page = await open(figures);
    const words = page.getByLabel('Anything we should know');
    await words.fill('Before the request.');
    const files = page.getByRole('group', { name: 'Bills (photos or PDF)' });
    await files.getByLabel('Add more files').setInputFiles(pdf('kept.pdf', 10));
    await page.getByText('Do you need more time?').click();
    const reason = page.locator('#more-time').getByLabel('Why');
    await reason.fill('The harvest begins.');
    const until = page.locator('#more-time').getByLabel('Until which day');
    await until.fill((await until.getAttribute('max')) ?? '');
    const answer = { status: 503, contentType: 'text/html' };
    const body =
      '<main><h1>One moment</h1><p class="why">We restart.</p><form><button>Again</button></form></main>';
    await page.route('**/t/*', async (route) => {
      if (route.request().method() === 'POST') await route.fulfill({ ...answer, body });
      else await route.continue();
    });
    await page.getByRole('button', { name: 'Ask for more time' }).click();
    await page.getByRole('alert').getByText('We restart.').waitFor();
    const chosen = files.locator('input[type=file]').first();
    expect(await chosen.evaluate((input) => (input as HTMLInputElement).files?.length)).toBe(1);
    expect([await words.inputValue(), await reason.inputValue()]).toEqual([
      'Before the request.',
      'The harvest begins.',
    ]);
    await page.unroute('**/t/*');
    await page.getByRole('button', { name: 'Ask for more time' }).click();
    await page.getByText('More time was asked for').waitFor();
    await page.getByRole('link', { name: 'kept.pdf' }).waitFor();
    expect(await words.inputValue()).toBe('Before the request.');
    await page.context().close();
  }, 60_000);

  it('waits on its page while the server restarts', async () => {
    const page = await open(application);
    await page.getByLabel('Main products').fill('Olives and capers');
    await visitors.installation.terminate();
    await save(page);
    await page.getByText('You are offline').waitFor();
    expect(await page.getByLabel('Main products').inputValue()).toBe('Olives and capers');
    await visitors.installation.start();
    await save(page);
    await saved(page);
    expect(await page.getByLabel('Main products').inputValue()).toBe('Olives and capers');
    await page.context().close();
  }, 120_000);
});
