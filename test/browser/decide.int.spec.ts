import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { browserPath, violations } from './browser.js';
import { DiagnosedCase } from './diagnosed-case.js';
import { Visitors, type SignIn } from './visitors.js';

const executable = browserPath();
const inBrowser = executable === undefined ? describe.skip : describe;

type Account = SignIn & { readonly token: string };

inBrowser('decisions and what people say about them', () => {
  let visitors: Visitors;
  let first: Account;
  let second: Account;
  let expert: Account;
  let diagnosed: DiagnosedCase;

  beforeAll(async () => {
    visitors = await Visitors.open(executable ?? '');
    [first, second, expert] = [
      await visitors.account('P-001'),
      await visitors.account('P-002'),
      await visitors.account('P-011'),
    ];
    const director = await visitors.account('P-104');
    const tokens = { expert: expert.token, director: director.token };
    diagnosed = await DiagnosedCase.open(visitors, 'OLV-02', tokens);
  }, 180_000);

  afterAll(() => visitors.close());

  const itemPage = (key: string, round = 1) => `/console/items/${diagnosed.id(key, round)}`;

  async function signedIn(path: string, who: SignIn, scripts = true): Promise<Page> {
    return visitors.signIn(path, who, scripts);
  }

  it('come to an open page by themselves, and leave what is being typed alone', async () => {
    const page = await signedIn('/console', first);
    await page.getByText('Nothing waits for you').waitFor();
    await diagnosed.reported();
    const line = page.locator('[data-line]', { hasText: 'Validation of the diagnostic' });
    await line.waitFor();
    await page.waitForFunction(() => /^\(\d+\) Today/.test(document.title));
    expect(await violations(page)).toEqual([]);

    await page.keyboard.press('j');
    expect(await line.getByRole('link', { name: 'Validation of the diagnostic' }).evaluate(isFocused)).toBe(
      true,
    );
    await page.keyboard.press('a');
    const reason = line.getByLabel('Explanation');
    expect(await reason.evaluate(isFocused)).toBe(true);
    await page.keyboard.type('The report jk lacks a quote.');
    const reference = await visitors.openCase('OLV-05');
    await visitors.api(`cases/${reference}/comments`, { text: 'Please look.', mentions: ['P-001'] });
    await page.getByRole('heading', { name: 'You are mentioned' }).waitFor();
    expect(await reason.inputValue()).toBe('The report jk lacks a quote.');
    expect(await reason.evaluate(isFocused)).toBe(true);

    await line.getByRole('button', { name: 'Return for rework' }).click();
    await page.getByText('Your answer is recorded.').waitFor();
    expect(await page.locator('[data-line]', { hasText: 'Validation of the diagnostic' }).count()).toBe(0);

    await page.getByRole('button', { name: 'I have read it' }).click();
    await page.waitForURL(`**/cases/${reference}/comments#*`);
    await page.getByText('Please look.').waitFor();
    await page.context().close();
  }, 120_000);

  it('show beside the return what was done about it, field by field, files too, and what would follow', async () => {
    await diagnosed.reported(2, { energyCost: 1_390_000, waterCost: undefined });
    const page = await signedIn(itemPage('validation', 2), first, false);
    const changes = page.locator('section.changes');
    await changes.getByRole('heading', { name: /What changed since the return of/ }).waitFor();
    const row = (name: string) => changes.getByRole('row', { name });
    expect(await row('Yearly energy cost').innerText()).toMatch(/MAD\s1,480,000\s+MAD\s1,390,000/);
    expect(await row('Yearly water cost').innerText()).toMatch(/MAD\s312,000\s+\(empty\)/);
    expect(await row('Report and annexes').innerText()).toMatch(/rapport-1\.pdf.*rapport-2\.pdf/s);
    expect(await row('Summary for the director').count()).toBe(0);
    await page.getByText('The report jk lacks a quote.').waitFor();

    const approve = page.locator('.option', { hasText: 'Approve' });
    expect(await approve.innerText()).toContain('The path goes on with');
    expect(await approve.innerText()).toMatch(/Opens “.+”, due .+; asks .+ by mail/);
    const back = page.locator('.option', { hasText: 'Return for rework' });
    expect(await back.innerText()).toMatch(/Opens “Diagnostic report”/);
    await page.context().close();
  }, 120_000);

  it('are taken once: whoever comes second reads who decided what, and keeps the own words', async () => {
    const [one, two] = [
      await signedIn(itemPage('validation', 2), first),
      await signedIn(itemPage('validation', 2), second),
    ];
    for (const page of [one, two]) {
      await page.getByLabel('Return for rework').check();
      await page
        .getByRole('textbox', { name: 'Explanation' })
        .fill(page === one ? 'Quote missing.' : 'Please mend chapter 3.');
      await page.getByRole('button', { name: 'Review before deciding' }).first().click();
      await page.getByRole('heading', { name: 'Read your decision again' }).waitFor();
    }
    await one.getByRole('button', { name: 'Confirm the decision' }).dblclick();
    await one.getByRole('heading', { name: 'Decision recorded' }).waitFor();
    await two.getByRole('button', { name: 'Confirm the decision' }).click();
    await two.getByRole('alert').waitFor();
    await two.waitForLoadState();
    const text = await two.locator('main').innerText();
    expect(text).toContain('Returned for rework');
    expect(text).toContain('Quote missing.');
    expect(text).toContain('Please mend chapter 3.');
    const trail = await visitors.api<{
      items: readonly { events: readonly { type: string; id?: string }[] }[];
    }>(`cases/${diagnosed.reference}/events?limit=200`);
    const decided = trail.items
      .flatMap(({ events }) => events)
      .filter(({ type, id }) => type === 'approval-decided' && id === diagnosed.id('validation', 2));
    expect(decided).toHaveLength(1);
    for (const page of [one, two]) await page.context().close();
  }, 120_000);

  it('take comments: nothing typed runs, the person called on finds it, and wrong files cost no words', async () => {
    const path = `/console/cases/${diagnosed.reference}/comments`;
    const page = await signedIn(path, first, false);
    const script = '<script>document.title="run"</script><img src=x onerror=alert(1)>';
    await page.getByLabel('Comment', { exact: true }).fill(script);
    await page.getByText('Call on somebody').click();
    await page.getByLabel(/Expert exemple énergie/).check();
    const input = page.getByLabel('Files');
    const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/pdf', buffer });
    await input.setInputFiles(file('program.pdf', Buffer.from('\u007fELF\u0000\u0001')));
    await page.getByRole('button', { name: 'Add the comment' }).click();
    await page.getByRole('alert').getByText('program.pdf: this kind of file is not accepted').waitFor();
    expect(await page.getByLabel('Comment', { exact: true }).inputValue()).toBe(script);
    expect(await page.getByLabel(/Expert exemple énergie/).isChecked()).toBe(true);
    await input.setInputFiles(file('big.pdf', Buffer.alloc(21 * 1024 * 1024, 'x')));
    await page.getByRole('button', { name: 'Add the comment' }).click();
    await page.getByRole('alert').getByText('big.pdf is larger than 20 MB').waitFor();
    expect(await page.getByLabel('Comment', { exact: true }).inputValue()).toBe(script);
    const name = '"><script>alert(1)</script>.pdf';
    await input.setInputFiles(file(name, Buffer.from('%PDF-1.7\n%%EOF\n')));
    await page.getByRole('button', { name: 'Add the comment' }).click();
    await page.getByText(script).waitFor();
    await page.getByRole('link', { name: /script.*pdf/ }).waitFor();
    expect(await page.locator('main script, main img').count()).toBe(0);
    await page.context().close();

    await visitors.mailed('expert.1', /mentions you in a comment|vous mentionne dans un commentaire/);
    const theirs = await signedIn('/console', expert);
    await theirs.getByRole('heading', { name: 'You are mentioned' }).waitFor();
    await theirs.getByRole('button', { name: 'I have read it' }).click();
    await theirs.getByText(script).waitFor();
    expect(await violations(theirs)).toEqual([]);
    await theirs.goto(`${visitors.installation.base}/console`);
    expect(await theirs.getByRole('heading', { name: 'You are mentioned' }).count()).toBe(0);
    await theirs.context().close();
  }, 120_000);

  it.each([
    [
      'a comment',
      () => `/console/cases/${diagnosed.reference}/comments`,
      'Comment',
      'Add the comment',
      '#comment-text',
    ],
    ['a decision', () => itemPage('validation', 3), 'Explanation', 'Review before deciding', '#reason'],
  ])(
    'keep %s that was typed when the session had ended',
    async (_what, path, label, button, field) => {
      if (path() === itemPage('validation', 3)) await diagnosed.reported(3);
      const page = await signedIn(path(), first, false);
      await page.getByRole('textbox', { name: label, exact: true }).fill('Words that took an hour.');
      await page.context().clearCookies();
      await page.getByRole('button', { name: button }).last().click();
      await page.getByText('What you typed is kept').waitFor();
      await page.getByLabel('E-mail address').fill(first.email);
      await page.getByLabel('Password').fill(first.password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      // The session's language went with it: these are the person's own words.
      await page.getByText('Voici ce que vous aviez saisi').waitFor();
      expect(await page.locator(field).inputValue()).toBe('Words that took an hour.');
      await page.context().close();
    },
    120_000,
  );

  it('stand on papers: in versions, shown in the page, and what came with a comment can be filed', async () => {
    const page = await signedIn(`/console/cases/${diagnosed.reference}/documents`, first, false);
    const report = page.locator('section.documents', { hasText: 'Report and annexes' });
    await report.getByText(/v[23]/).first().waitFor();
    await report.getByText('earlier version').click();
    await report.getByText('v1', { exact: true }).waitFor();
    const filing = page.locator('form.inline', { hasText: 'script' }).first();
    await filing.getByRole('combobox').selectOption(diagnosed.id('report', 1));
    await filing.getByRole('button', { name: 'File' }).click();
    await page.locator('section.documents', { hasText: 'Filed by the program' }).waitFor();

    await report.getByText('earlier version').click();
    await report.getByRole('link', { name: 'rapport-1.pdf', exact: true }).click();
    await page.getByRole('heading', { name: 'rapport-1.pdf' }).waitFor();
    const address = (await page.locator('iframe.preview').getAttribute('src')) ?? '';
    const shown = await page.request.get(`${visitors.installation.base}${address}`);
    expect(shown.headers()).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      'content-disposition': expect.stringMatching(/^inline/),
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
    const saved = await page.request.get(`${visitors.installation.base}${address}?download=1`);
    expect(saved.headers()['content-disposition']).toMatch(/^attachment/);
    await page.context().close();
  }, 60_000);

  it('leave the keyboard alone for whoever wants that', async () => {
    const page = await signedIn('/console', second);
    await page.getByRole('heading', { name: 'Today' }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('next line').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Close' }).click();
    await page.goto(`${visitors.installation.base}/console/me`);
    await page.getByLabel('Use single keys').uncheck();
    const kept = page.waitForEvent('load');
    await page.locator('form', { hasText: 'Use single keys' }).getByRole('button').click();
    await kept;
    await page.goto(`${visitors.installation.base}/console`);
    await page.keyboard.press('?');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.context().close();
  }, 60_000);
});

function isFocused(element: Element): boolean {
  return element === element.ownerDocument.activeElement;
}
