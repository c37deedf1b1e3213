import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { mailedTo } from '../../libs/testing/src/inbox.js';
import { browserPath, violations } from './browser.js';
import { Visitors } from './visitors.js';

const executable = browserPath();
const inBrowser = executable === undefined ? describe.skip : describe;

inBrowser('a programme’s own mail texts, in a browser', () => {
  let visitors: Visitors;
  let base: string;
  let page: Page;

  beforeAll(async () => {
    visitors = await Visitors.open(executable ?? '');
    ({ base } = visitors.installation);
    const coordinator = await visitors.account('P-001');
    page = await visitors.signIn('/console/settings', coordinator, false);
    await page.getByRole('heading', { level: 1 }).waitFor();
  }, 180_000);

  afterAll(() => visitors.close());

  const field = (name: string) => page.locator(`textarea[name="text.${name}"]`);
  const mail = () => page.frameLocator('iframe.mail-body').locator('html');
  /** The last: the first is what lists of mails show of it, hidden. */
  const inMail = (words: string) => mail().getByText(words).last().waitFor();

  it('are corrected, seen in Arabic, saved, read by the company, and taken back', async () => {
    await page.locator('main').getByRole('link', { name: 'Mail texts' }).click();
    await page.getByLabel('Mail', { exact: true }).selectOption({ label: 'A task is asked for' });
    await page.getByLabel('Language of the mail').selectOption({ label: 'العربية' });
    await page.getByRole('button', { name: 'Show' }).click();

    // A value that nobody knows, and one without which the mail would say nothing: each field says what to do.
    await field('invitation.subject-task').fill('مطلوب منكم اليوم');
    await field('invitation.lead-task').fill('السلام عليكم {nobody}');
    await field('greeting').fill('أهلا {name}،');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Put {title} back').waitFor();
    await page.waitForLoadState();
    expect(await page.locator('textarea[aria-invalid]').count()).toBe(2);
    expect(await field('greeting').inputValue()).toBe('أهلا {name}،');
    expect(await field('invitation.lead-task').inputValue()).toBe('السلام عليكم {nobody}');

    await field('invitation.subject-task').fill('مطلوب منكم: {title}');
    await field('invitation.lead-task').fill('السلام عليكم، ننتظركم في {programme}.');
    await page.getByRole('button', { name: 'See it first' }).click();
    await page.getByText('Nothing is saved yet').waitFor();
    await inMail('ننتظركم في');
    expect(await mail().getAttribute('dir')).toBe('rtl');
    await page.getByText('Nobody has changed this mail yet').waitFor();

    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved. Mails written from now on').waitFor();
    await inMail('ننتظركم في');
    await page.waitForLoadState();
    expect(await page.locator('#history ~ .scroll tbody tr').count()).toBe(3);

    await visitors.api('people/P-101', { programme: 'CCP-MA', language: 'ar' }, undefined, 'PATCH');
    await visitors.openCase('OLV-01');
    const [{ subject, text }] = await mailedTo(
      { webUrl: visitors.installation.inbox },
      'director.olv-01@example.org',
    );
    expect(subject).toContain('مطلوب منكم');
    expect(text).toContain('ننتظركم في');

    const standard = page.getByRole('button', { name: 'Back to the standard text' });
    await standard.nth(2).click();
    await page.getByText('The text stands in its field').waitFor();
    expect(await field('invitation.lead-task').inputValue()).toContain('{organisation}');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved. Mails written from now on').waitFor();
    await page.waitForLoadState();
    expect(await standard.count()).toBe(2);
    await page.getByRole('button', { name: 'Take this text' }).first().click();
    expect(await field('invitation.lead-task').inputValue()).toBe('السلام عليكم، ننتظركم في {programme}.');
  }, 120_000);

  it('have no accessibility fault, neither with problems nor where two have written, in French and Arabic', async () => {
    const seeing = await visitors.signIn('/console');
    const faults: Record<string, readonly string[]> = {};
    for (const language of ['fr', 'ar']) {
      const address = `${base}/console/mail-texts?letter=noted&in=ar&lang=${language}`;
      await seeing.goto(address);
      const typed = seeing.locator('textarea[name="text.noted.ask"]');
      await typed.fill('{nobody}');
      await seeing.locator('button[value=save]').click();
      await seeing.locator('#problems').waitFor();
      faults[`${language} problems`] = await violations(seeing);
      const { version } = await visitors.api<{ version: number }>(
        'programmes/CCP-MA/mail-texts/ar/noted.ask',
      );
      const other = { text: `نص آخر (${language})`, version };
      await visitors.api('programmes/CCP-MA/mail-texts/ar/noted.ask', other, undefined, 'PUT');
      await typed.fill('نصي');
      await seeing.locator('button[value=save]').click();
      await seeing.locator('.conflicts').waitFor();
      faults[`${language} two texts`] = await violations(seeing);
      await seeing.setViewportSize({ width: 320, height: 640 });
      const over = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
      faults[`${language} sideways`] = (await seeing.evaluate<number>(over)) > 0 ? ['scrolls sideways'] : [];
      await seeing.setViewportSize({ width: 1200, height: 700 });
    }
    expect(Object.entries(faults).filter(([, found]) => found.length > 0)).toEqual([]);
  }, 120_000);
});
