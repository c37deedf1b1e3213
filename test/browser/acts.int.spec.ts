import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { notification } from '../../libs/mail/src/bounces/bounce.fixture.js';
import { browserPath, violations } from './browser.js';
import { Visitors, type SignIn } from './visitors.js';

const executable = browserPath();
const inBrowser = executable === undefined ? describe.skip : describe;

const photo = {
  name: 'note.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
};

/** Everything here goes without scripts, the pages' comfort. */
inBrowser('what people do on the pages', () => {
  let visitors: Visitors;
  let coordinator: SignIn & { readonly token: string };

  beforeAll(async () => {
    visitors = await Visitors.open(executable ?? '');
    coordinator = await visitors.account('P-001');
  }, 180_000);

  afterAll(() => visitors.close());

  async function openLink(person: string): Promise<Page> {
    const [address, { page }] = await Promise.all([visitors.linkOf(person), visitors.phone()]);
    await page.goto(`${address}?lang=en`);
    return page;
  }

  async function fillApplication(page: Page): Promise<void> {
    await page.getByLabel('Town or industrial zone').fill('Fès');
    await page.getByLabel('Main products').fill('Olives');
    await page.getByLabel('Permanent employees').fill('42');
    await page.getByLabel('Output of the last season').fill('120');
    await page.getByLabel('Electricity').check();
    await page.getByLabel('What you expect').fill('A lower water bill');
    await page.getByLabel('I confirm that this information').check();
  }

  /** The company signs nothing then, and the file goes to the committee at once. */
  async function askForAdmission(reference: string): Promise<void> {
    const answers = { eligible: 'no', unmet: 'No bills.', quota: 'free' };
    await visitors.api(`tasks/${reference}.eligibility.1/completion`, { answers }, coordinator.token);
  }

  async function trailOf(reference: string): Promise<Page> {
    const page = await visitors.signIn(`/console/cases/${reference}`, coordinator, false);
    await page.getByRole('heading', { name: 'Trail' }).waitFor();
    return page;
  }

  /** The page as it stands, typed words and all, given to a browser with scripts: axe needs them. */
  async function expectAccessible(page: Page): Promise<void> {
    const { page: scripted, context } = await visitors.phone({ javaScriptEnabled: true, width: 1000 });
    await page.waitForLoadState();
    const body = await page.content();
    await scripted.route('**/as-it-stands', (route) => route.fulfill({ contentType: 'text/html', body }));
    await scripted.goto(`${visitors.installation.base}/as-it-stands`);
    expect(await violations(scripted)).toEqual([]);
    await context.close();
  }

  it('lets a colleague hand a step in, who says so, and tells the director', async () => {
    const reference = await visitors.openCase('OLV-02');
    const page = await openLink('director.olv-02');
    await fillApplication(page);
    await page.getByLabel('Somebody else of the company').check();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.waitForLoadState();
    expect(await page.getByRole('alert').getByText('Give your name').count()).toBe(2);
    expect(await page.getByLabel('Main products').inputValue()).toBe('Olives');
    await page.getByLabel('First and last name').fill('Brahim Amrani');
    await page.getByLabel('Function').fill('foreman');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByRole('heading', { name: 'Received, thank you' }).waitFor();
    const trail = await trailOf(reference);
    await trail.getByText(/through the link of .*, by Brahim Amrani, foreman \(declared\)/).waitFor();
    await trail.getByText(/Receipt sent to the director/).waitFor();
    await Promise.all([page.context().close(), trail.context().close()]);
  }, 120_000);

  it('takes down for a company, which confirms and is the author from then on', async () => {
    const reference = await visitors.openCase('OLV-03');
    const desk = await visitors.signIn(
      `/console/items/${reference}.application.1/transcription`,
      coordinator,
      false,
    );
    await desk.getByRole('button', { name: 'Take down and ask to confirm' }).click();
    await desk.getByRole('alert').getByText('Choose how it reached you').waitFor();
    await desk.getByLabel('How').selectOption('phone');
    await fillApplication(desk);
    await desk.locator('input[type=file]').first().setInputFiles(photo);
    await expectAccessible(desk);
    await desk.getByRole('button', { name: 'Take down and ask to confirm' }).click();
    await desk.getByRole('heading', { name: 'Taken down, waiting' }).waitFor();

    const page = await openLink('director.olv-03');
    await page.getByRole('heading', { name: 'We noted this for you' }).waitFor();
    await page.getByRole('link', { name: 'note.png' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Yes, this is right' }).click();
    await page.getByRole('heading', { name: 'Received, thank you' }).waitFor();
    const trail = await trailOf(reference);
    await trail.getByText('What had been taken down was confirmed: Application').waitFor();
    for (const each of [desk, page, trail]) await each.context().close();
  }, 120_000);

  it('grants the time that a company asks for through its link', async () => {
    const reference = await visitors.openCase('OLV-04');
    const page = await openLink('director.olv-04');
    await page.getByText('Do you need more time?').click();
    const latest = (await page.locator('#until').getAttribute('max')) ?? '';
    await page.locator('#until').fill('2001-01-01');
    await page.locator('#reason').fill('The harvest has begun');
    await page.getByRole('button', { name: 'Ask for more time' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.locator('#reason').inputValue()).toBe('The harvest has begun');
    await page.locator('#until').fill(latest);
    await page.getByRole('button', { name: 'Ask for more time' }).click();
    await page.getByText('More time was asked for').waitFor();

    const desk = await visitors.signIn(
      `/console/items/${reference}.extension-application.1`,
      coordinator,
      false,
    );
    await desk.getByText('The harvest has begun').waitFor();
    await desk.getByLabel('Grant the time asked for').check();
    await expectAccessible(desk);
    await desk.getByRole('button', { name: 'Review before deciding' }).click();
    await desk.getByRole('button', { name: 'Confirm the decision' }).click();
    await desk.getByRole('heading', { name: 'Decision recorded' }).waitFor();
    const trail = await trailOf(reference);
    await trail.getByText(/More time granted: Application, until/).waitFor();
    for (const each of [desk, page, trail]) await each.context().close();
  }, 120_000);

  it('decides through a forwarded link only with the code that its owner was mailed, and several at once', async () => {
    const references = [await visitors.openCase('OLV-05'), await visitors.openCase('OLV-06')];
    for (const [index, reference] of references.entries()) {
      const page = await openLink(`director.olv-0${5 + index}`);
      await fillApplication(page);
      await page.getByRole('button', { name: 'Send', exact: true }).click();
      await page.getByRole('heading', { name: 'Received, thank you' }).waitFor();
      await page.context().close();
      await askForAdmission(reference);
    }
    const page = await openLink('committee.1');
    await page.getByLabel(/^Approve/).check();
    await page.getByRole('textbox', { name: 'Explanation' }).fill('Convincing figures');
    await page.getByRole('button', { name: 'Review before deciding' }).click();
    await page.getByRole('button', { name: 'Confirm the decision' }).click();
    await page.getByRole('heading', { name: 'A code from your mailbox' }).waitFor();
    await expectAccessible(page);
    const [, code = ''] = await visitors.mailed('committee.1', /Your code: (\d{3} \d{3})/);
    await page.getByLabel('Code').fill(code === '000 000' ? '111 111' : '000 000');
    await page.getByRole('button', { name: 'Confirm the decision' }).click();
    await page.getByRole('alert').getByText('This code is not the right one').waitFor();
    await page.getByText('Convincing figures').waitFor();
    await page.getByLabel('Code').fill(code);
    await page.getByRole('button', { name: 'Confirm the decision' }).click();
    await page.getByText('You have already given your voice').waitFor();

    const member = await visitors.account('P-032');
    const desk = await visitors.signIn('/console', member, false);
    for (const box of await desk.getByRole('checkbox').all()) await box.check();
    await desk.getByRole('button', { name: 'Decide the ticked ones together' }).click();
    await desk.getByRole('button', { name: 'Record these 2 decisions' }).click();
    await desk.getByRole('alert').getByText('Choose a decision').waitFor();
    await desk.getByLabel('Approve').check();
    await expectAccessible(desk);
    await desk.getByRole('button', { name: 'Record these 2 decisions' }).click();
    await desk.getByText('2 were recorded').waitFor();
    await expectAccessible(desk);
    // Two decided together, and the one of the link, whose mail left first.
    const approvals = await Promise.all(
      references.map((reference) =>
        visitors.api<{ voices: readonly object[] }>(`approvals/${reference}.admission.1`),
      ),
    );
    expect(approvals.flatMap(({ voices }) => voices).length).toBe(3);
    for (const each of [desk, page]) await each.context().close();
  }, 180_000);

  it('stops a clock, logs a contact, lets the director leave, and reopens the case', async () => {
    const reference = await visitors.openCase('OLV-07');
    const desk = await visitors.signIn(`/console/cases/${reference}/logContact`, coordinator, false);
    const goTo = (action: string) =>
      desk.goto(`${visitors.installation.base}/console/cases/${reference}/${action}?lang=en`);
    await desk.getByLabel('How').selectOption('phone');
    await desk.getByLabel('What was said').fill('The bills are with the accountant');
    await expectAccessible(desk);
    await desk.getByRole('button', { name: 'Log a contact' }).click();
    await desk.getByRole('heading', { name: 'Contact log' }).waitFor();
    await goTo('suspend');
    await desk.getByLabel('Until the day').fill('2001-01-01');
    await desk.getByLabel('Explanation').fill('A fire in the plant');
    await desk.getByRole('button', { name: 'Stop the clock' }).click();
    await desk.getByRole('alert').waitFor();
    expect(await desk.getByLabel('Explanation').inputValue()).toBe('A fire in the plant');
    await desk.getByLabel('Until the day').fill('');
    await desk.getByRole('button', { name: 'Stop the clock' }).click();
    await desk.getByText('The clock of this case stands.').waitFor();
    await expectAccessible(desk);
    await goTo('resume');
    await desk.getByRole('button', { name: 'Let the clock run again' }).click();
    await desk.getByText('The case’s clock runs again').waitFor();

    const page = await openLink('director.olv-07');
    await page.getByRole('link', { name: 'Leave the program' }).click();
    await page.getByLabel('Why do you leave?').fill('We close the plant');
    await page.getByRole('button', { name: 'Go on' }).click();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Yes, leave the program' }).click();
    await page.getByRole('heading', { name: 'Your company has left' }).waitFor();
    await goTo('reopen');
    await desk.getByLabel('At which stage').selectOption('enrolment');
    await desk.getByLabel('Explanation').fill('They changed their mind');
    await desk.getByRole('button', { name: 'Reopen the case' }).click();
    await desk.getByText('Case reopened, from the stage: Enrollment').waitFor();
    for (const each of [desk, page]) await each.context().close();
  }, 180_000);

  it('sends mail that came back again, and takes words for how an incident was settled', async () => {
    await visitors.openCase('OLV-08');
    const [, messageId = ''] = await visitors.mailed('director.olv-08', /Message-ID:\s*(<[^>]+>)/i);
    const { base, administrator } = visitors.installation;
    const { token } = await visitors.api<{ token: string }>('sessions', administrator);
    const bounce = notification({ messageId, recipient: 'director.olv-08@example.org' });
    const taken = await fetch(`${base}/api/v1/mails/bounces`, {
      method: 'POST',
      headers: { 'content-type': 'message/rfc822', authorization: `Bearer ${token}` },
      body: new Uint8Array(bounce),
    });
    expect(await taken.json()).toEqual({ recognised: true });
    const desk = await visitors.signIn('/console/incidents', coordinator, false);
    const again = desk.getByRole('button', { name: 'Send the mail again' });
    // The case raises its incident a moment later.
    while ((await again.count()) === 0) await desk.goto(`${base}/console/incidents?lang=en`);
    await expectAccessible(desk);
    await again.click();
    await desk.getByText('One mail sent.').waitFor();
    expect(await again.count()).toBe(0);
    await desk.getByLabel('How it was settled').fill('The mailbox was full; she has emptied it');
    await desk.getByRole('button', { name: 'Mark as resolved' }).click();
    await desk.getByText('No open incident').waitFor();
    await desk.context().close();
  }, 120_000);
});
