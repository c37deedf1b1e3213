import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { mailedTo } from '../../libs/testing/src/inbox.js';
import { ActingCase, dayFromNow } from '../api/acting-case.js';
import { apiFixture, type ApiFixture } from '../api/api-fixture.js';
import { call } from '../api/caller.js';
import { LinkVisitor, type LinkOf } from '../api/link-visitor.js';
import { coordinator } from '../api/refusals.js';
import { browserPath, openBrowser, violations } from './browser.js';
import { focusComesTo, tabTo } from './keyboard.js';

const executable = browserPath();
const inBrowser = executable === undefined ? describe.skip : describe;

const director = 'P-107';

/** By keys alone, on a phone: what is done is said where the focus goes on. */
inBrowser('the pages behind a company’s links, by keyboard', () => {
  let fixture: ApiFixture;
  let browser: Browser;
  let page: Page;
  let file: ActingCase;
  let visitor: LinkVisitor;
  let application: LinkOf;

  beforeAll(async () => {
    [fixture, browser] = await Promise.all([
      apiFixture({ withConsole: true }),
      openBrowser(executable ?? ''),
    ]);
    file = await ActingCase.opened(fixture, 'OLV-03');
    visitor = new LinkVisitor(fixture, file.reference);
    application = { person: director, item: file.id('application') };
    const context = await browser.newContext({ viewport: { width: 360, height: 700 }, locale: 'en-US' });
    page = await context.newPage();
  }, 180_000);

  afterAll(async () => {
    await browser.close();
    await fixture.close();
  }, 60_000);

  async function open(path: string): Promise<void> {
    await page.goto(`${fixture.url}${path}?lang=en`);
  }

  /** Reaches an input and fills it in. */
  async function type(selector: string, words: string): Promise<void> {
    expect({ selector, reached: await tabTo(page, selector) }).toEqual({ selector, reached: true });
    await page.keyboard.type(words);
  }

  async function press(selector: string): Promise<void> {
    expect({ selector, reached: await tabTo(page, selector) }).toEqual({ selector, reached: true });
    await page.keyboard.press('Enter');
  }

  it('keep what is typed until the link is over, and say so', async () => {
    const old = await visitor.linkOf(application);
    await open(old);
    await type('[name=products]', 'Olives de table');
    await visitor.renewed(application);
    await press('button[value=submit]');
    await page.getByText('What you typed is kept.').waitFor();
    await focusComesTo(page, { words: 'What you typed is kept.' });
    expect(await violations(page)).toEqual([]);
    await press('button[value=fresh-link]');
    await page.getByText('What you typed will be there.').waitFor();
    await focusComesTo(page, { words: 'What you typed will be there.' });

    await open(await visitor.linkOf(application));
    await page.getByRole('status').getByText('Here is what was typed').waitFor();
    expect(await page.locator('[name=products]').inputValue()).toBe('Olives de table');
    expect(await violations(page)).toEqual([]);
    await press('button[value=submit]');
    await page.getByRole('alert').waitFor();
    await focusComesTo(page, { selector: '#problems' });
    expect(await page.locator('[name=products]').inputValue()).toBe('Olives de table');
  }, 120_000);

  it('hand a step over and take it back', async () => {
    await open(await visitor.linkOf(application));
    await type('[name=season]', 'Octobre à janvier');
    await press('#hand-over > summary');
    await type('[name=colleague-name]', 'Karim Alaoui');
    await type('[name=colleague-function]', 'Technicien');
    await type('[name=colleague-email]', 'karim@');
    await press('button[value=hand-over]');
    await page.getByRole('alert').waitFor();
    await focusComesTo(page, { words: 'This e-mail address is not complete' });
    expect(await page.locator('[name=colleague-name]').inputValue()).toBe('Karim Alaoui');
    await type('[name=colleague-email]', 'karim@example.org');
    await press('button[value=hand-over]');
    await page.getByRole('status').getByText('Sent. Your colleague').waitFor();
    await focusComesTo(page, { words: 'Sent. Your colleague' });
    // What was typed in the step's own form has not gone with the page.
    expect(await page.locator('[name=season]').inputValue()).toBe('Octobre à janvier');
    expect(await violations(page)).toEqual([]);
    const [mail] = await mailedTo(fixture.inbox, 'karim@example.org');
    await press('button[value=take-back]');
    await page.getByRole('status').getByText('Taken back').waitFor();
    await focusComesTo(page, { words: 'Taken back' });
    expect(await page.locator('button[value=take-back]').count()).toBe(0);
    expect(await violations(page)).toEqual([]);

    const [own = ''] = /\/t\/[\w.-]{60,}/.exec(mail.text) ?? [];
    await page.goto(`${fixture.url}${own}?lang=ar`);
    await page.getByRole('heading', { name: 'لم تعد هذه الخطوة مطلوبة منكم' }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  }, 120_000);

  it('lose nothing where somebody else has saved the step while another form of its page is filled in', async () => {
    await open(await visitor.linkOf(application));
    await type('[name=season]', 'Novembre');
    await press('#hand-over > summary');
    await type('[name=colleague-name]', 'Samira Tazi');
    const { version } = await file.read(director, `drafts/${application.item}`);
    const body = { version, answers: { season: 'Décembre' } };
    await call(fixture, 'PUT', `/api/v1/drafts/${application.item}`, { as: director, body });
    await press('button[value=hand-over]');
    await page.getByText('Someone stored other answers meanwhile').waitFor();
    expect(await page.locator('[name=season]').inputValue()).toContain('Novembre');
    expect(await page.getByText('Décembre').count()).toBe(1);
    expect(await page.locator('[name=colleague-name]').inputValue()).toBe('Samira Tazi');
    expect(await page.locator('[name=colleague-name]').isVisible()).toBe(true);
  }, 120_000);

  it('settle a visit, ask for another date, and say whom to call', async () => {
    const slots = [{ day: dayFromNow(30), from: '09:00', to: '12:00' }];
    const body = { slots, place: 'Fès', functions: ['director'], note: '' };
    const sent = { as: coordinator, body };
    const proposed = await call(fixture, 'POST', `/api/v1/${file.path('visits')}`, sent);
    await open(`${await visitor.linkOf(application)}/visits/${String(proposed.body.id)}`);
    await page.getByRole('heading', { name: 'A question? Call' }).waitFor();
    expect(await page.locator('main a[href^="tel:"], main a[href^="mailto:"]').count()).toBeGreaterThan(0);
    await press('.slot-choices button');
    await page.getByText('The date is agreed.').waitFor();
    await focusComesTo(page, { words: 'The date is agreed.' });
    await press('main details > summary');
    await type('[name=reason]', ' ');
    await press('details[open] button');
    await page.getByRole('alert').waitFor();
    await focusComesTo(page, { selector: '[role=alert]' });
    expect(await violations(page)).toEqual([]);
  }, 120_000);
});
