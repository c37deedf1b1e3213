import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { browserPath } from './browser.js';
import { Visitors } from './visitors.js';

const executable = browserPath();
const inBrowser = executable === undefined ? describe.skip : describe;

inBrowser("the Temporal UI inside the console's address", () => {
  let visitors: Visitors;
  let reference: string;
  const address = (path: string) => `${visitors.installation.base}/console/temporal${path}`;

  beforeAll(async () => {
    visitors = await Visitors.open(executable ?? '');
    reference = await visitors.openCase('OLV-01');
  }, 180_000);

  afterAll(() => visitors.close());

  it('shows an administrator the case as it runs, without a button that changes it, and refuses every write', async () => {
    const page = await visitors.signIn(`/console/cases/${reference}`);
    const refused: string[] = [];
    page.on('console', (message) => {
      if (/Content.Security.Policy/i.test(message.text())) refused.push(message.text());
    });
    await page.goto(address(`/namespaces/default/workflows/${reference}`));
    await page.getByText('technicalAssistanceCase').first().waitFor();
    expect(await page.getByRole('button', { name: 'Request Cancellation' }).isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: 'More Actions' }).isDisabled()).toBe(true);
    // The case file is what the workflow answers to a query, which the UI posts.
    const asked = page.waitForResponse(
      (answer) => answer.request().method() === 'POST' && answer.url().includes('/query/'),
    );
    await page
      .getByRole('link', { name: 'User Metadata' })
      .or(page.getByText('User Metadata'))
      .first()
      .click();
    expect((await asked).status()).toBe(200);
    const posted = await page.evaluate(
      async (url) => (await fetch(url, { method: 'POST', body: '{}' })).status,
      address(`/api/v1/namespaces/default/workflows/${reference}/terminate`),
    );
    expect(posted).toBe(403);
    expect(refused).toEqual([]);
    await page.frameLocator('#user-metadata-current-details').getByText('Stage 1 of 7').waitFor();
    await page.goto(`${visitors.installation.base}/console/cases/${reference}`);
    await page.locator(`a[href$="/workflows/${reference}"]`).waitFor();
    await page.context().close();
  }, 120_000);

  it('is closed to everybody else', async () => {
    const anonymous = await fetch(address(`/api/v1/namespaces/default/workflows/${reference}`), {
      headers: { accept: 'application/json' },
    });
    expect(anonymous.status).toBe(401);
    const page = await visitors.signIn('/console', await visitors.account('P-001'));
    expect(await page.getByRole('link', { name: 'Temporal UI' }).count()).toBe(0);
    const answer = await page.goto(address('/'));
    expect(answer?.status()).toBe(403);
    await page.context().close();
  }, 60_000);
});
