import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { simpleParser } from 'mailparser';
import type { Page } from 'playwright-core';
import { workingDayIn } from '../../libs/testing/src/working-days.js';
import { browserPath, violations } from './browser.js';
import { focusComesTo, tabTo, tabToWords } from './keyboard.js';
import { Visitors, type SignIn } from './visitors.js';

const executable = browserPath();
const inBrowser = executable === undefined ? describe.skip : describe;

interface Summary {
  readonly id: string;
  readonly to: readonly string[];
}

/** A calendar part as a mail program reads it. */
interface Invitation {
  readonly subject: string;
  readonly method: string;
  readonly uid: string;
  readonly sequence: number;
  readonly start: string;
  readonly attendees: readonly string[];
  /** Beside the words, where programs offer to answer it, and as a file for those that do not. */
  readonly parts: readonly string[];
}

const day = 86_400_000;

/** The Sunday after it. */
function sunday(date: string): string {
  const at = Date.parse(date);
  return new Date(at + (7 - new Date(at).getUTCDay()) * day).toISOString().slice(0, 10);
}

inBrowser('a visit, in a browser', () => {
  let visitors: Visitors;
  let base: string;
  let reference: string;
  let expert: SignIn & { readonly token: string };
  let page: Page;
  const [first, last] = [workingDayIn(21), workingDayIn(28)];

  beforeAll(async () => {
    visitors = await Visitors.open(executable ?? '');
    ({ base } = visitors.installation);
    reference = await visitors.openCase('OLV-03');
    expert = await visitors.account('P-011');
    page = await visitors.signIn(`/console/cases/${reference}/visits`, expert, false);
  }, 180_000);

  afterAll(() => visitors.close());

  /** The newest mail with a calendar part to somebody, once its sequence is as wanted. */
  async function invitation(person: string, sequence: number): Promise<Invitation> {
    const { inbox } = visitors.installation;
    for (let attempt = 0; attempt < 200; attempt++) {
      const mails = (await (await fetch(`${inbox}/api/messages`)).json()) as readonly Summary[];
      for (const { id } of mails.filter(({ to }) => to.some((each) => each.startsWith(`${person}@`)))) {
        const raw = await (await fetch(`${inbox}/messages/${id}/raw`)).arrayBuffer();
        const found = await read(Buffer.from(raw));
        if (found?.sequence === sequence) return found;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`No invitation ${sequence} came to ${person}.`);
  }

  async function read(raw: Buffer): Promise<Invitation | null> {
    const mail = await simpleParser(raw);
    const parts = mail.attachments.filter(({ contentType }) => /calendar|ics/.test(contentType));
    const text = parts[0]?.content.toString('utf8').replaceAll(/\r\n[ \t]/g, '');
    if (text === undefined) return null;
    const of = (name: string) => new RegExp(`^${name}(?:;[^:\\r]*)?:(.*)\\r?$`, 'm').exec(text)?.[1] ?? '';
    return {
      ...{ subject: mail.subject ?? '', method: of('METHOD'), uid: of('UID') },
      ...{ sequence: Number(of('SEQUENCE')), start: of('DTSTART') },
      attendees: [...text.matchAll(/^ATTENDEE.*mailto:(.*?)\r?$/gim)].map(([, address]) => address ?? ''),
      parts: parts.map(({ contentType }) => contentType).sort(),
    };
  }

  async function fillSlot(index: number, date: string, from: string, to: string): Promise<void> {
    await page.locator(`[name="slots.${index}.day"]`).fill(date);
    await page.locator(`[name="slots.${index}.from"]`).fill(from);
    await page.locator(`[name="slots.${index}.to"]`).fill(to);
  }

  it('is proposed from the case, after a second look at a day off', async () => {
    await page.getByRole('link', { name: 'Propose a visit' }).click();
    await page.getByRole('heading', { name: 'Propose a visit' }).waitFor();
    await fillSlot(0, first, '09:00', '12:00');
    await fillSlot(1, sunday(first), '14:00', '16:00');
    await page.getByLabel('Place').fill('Fès, lot 12 – المدخل الرئيسي');
    await page.getByLabel('To prepare').fill('Les factures.');
    await page.getByRole('button', { name: 'Send the dates' }).click();
    await page.getByText('Date 2: a day off').waitFor();
    expect(await page.getByLabel('Place').inputValue()).toContain('المدخل الرئيسي');
    await page.getByRole('button', { name: 'Send the dates' }).click();
    await page.getByText('Everybody concerned is told by e-mail.').waitFor();
    await page.waitForLoadState();
    expect(await page.locator('h2 .chip').allTextContents()).toEqual(['Proposed', 'The company’s turn']);
  }, 60_000);

  it('is agreed on by one touch on the link, in Arabic; a colleague who looked before is shown it', async () => {
    const pages = await Promise.all(
      ['director.olv-03', 'technical.olv-03'].map(async (person) => {
        const [path] = await visitors.mailed(person, /\/t\/[\w.-]{60,}\/visits\/[\w-]{36}/);
        const { page: phone } = await visitors.phone({ width: 360 });
        await phone.goto(`${base}${path}`);
        return phone;
      }),
    );
    const [director, technical] = pages as [Page, Page];
    const { page: inspected } = await visitors.phone({ javaScriptEnabled: true, width: 360 });
    await inspected.goto(director.url());
    expect(await violations(inspected)).toEqual([]);
    expect(await director.locator('html').getAttribute('dir')).toBe('rtl');
    const dates = director.locator('.slot-choices button');
    expect(await dates.count()).toBe(2);
    await dates.first().click();
    await director.getByText('تم تحديد الموعد.').waitFor();
    await technical.locator('.slot-choices button').last().click();
    await technical.getByText('تغيرت الزيارة في هذه الأثناء: هذا وضعها الآن.').waitFor();
    await technical.getByText('تم تحديد الموعد.').waitFor();

    const [theirs, ours] = await Promise.all([
      invitation('director.olv-03', 1),
      invitation(nameOf(expert), 1),
    ]);
    expect(theirs).toMatchObject({ method: 'REQUEST', uid: ours.uid, start: ours.start });
    expect(theirs.start.startsWith(first.replaceAll('-', ''))).toBe(true);
    expect([...theirs.attendees].sort()).toEqual(
      ['director.olv-03@example.org', 'technical.olv-03@example.org', expert.email].sort(),
    );
    expect(theirs.parts).toEqual(['application/ics', 'text/calendar']);
  }, 90_000);

  it('is moved and called off, and each calendar follows under the same id', async () => {
    const { uid } = await invitation('director.olv-03', 1);
    await page.goto(`${base}/console/visits?mine=yes`);
    await page.getByRole('link', { name: /Olives Exemple 03/ }).click();
    await page.locator('summary', { hasText: 'Move the visit' }).click();
    const move = page.locator('form', { has: page.getByRole('button', { name: 'Move and tell everybody' }) });
    await move.getByLabel('Day').fill(last);
    await move.getByLabel('From').fill('10:00');
    await move.getByLabel('To').fill('11:30');
    await move.getByLabel('Reason').fill('Coupure d’eau.');
    await move.getByRole('button').click();
    await page.getByText('Everybody concerned is told by e-mail.').waitFor();
    const moved = await invitation('director.olv-03', 2);
    expect(moved).toMatchObject({ method: 'REQUEST', uid });
    expect(moved.start.startsWith(last.replaceAll('-', ''))).toBe(true);

    const [path] = await visitors.mailed('director.olv-03', /\/t\/[\w.-]{60,}\/visits\/[\w-]{36}/);
    const { page: phone } = await visitors.phone({ width: 360 });
    await phone.goto(`${base}${path}?lang=en`);
    await phone.locator('summary', { hasText: 'Call off the visit' }).click();
    await phone.getByLabel('Reason').fill('Le directeur est malade.');
    await phone.getByRole('button', { name: 'Call off and tell everybody' }).click();
    await phone.getByText('The visit was called off by').waitFor();
    const [theirs, ours] = await Promise.all([
      invitation('director.olv-03', 3),
      invitation(nameOf(expert), 3),
    ]);
    expect([theirs.method, ours.method]).toEqual(['CANCEL', 'CANCEL']);
    expect([theirs.uid, ours.uid]).toEqual([uid, uid]);
    await page.reload();
    await page.getByText('Le directeur est malade.').first().waitFor();
  }, 90_000);

  it('leaves no button when the link is opened again, and a GET has never changed it', async () => {
    const [path] = await visitors.mailed('technical.olv-03', /\/t\/[\w.-]{60,}\/visits\/[\w-]{36}/);
    const { page: phone } = await visitors.phone({ width: 320 });
    await phone.goto(`${base}${path}?lang=en`);
    expect(await phone.locator('main button').count()).toBe(0);
    const { items } = await visitors.api<{ items: readonly { sequence: number; state: string }[] }>(
      `cases/${reference}/visits`,
      undefined,
      expert.token,
    );
    expect(items).toMatchObject([{ sequence: 3, state: 'cancelled' }]);
  }, 60_000);

  it('is written anew and agreed on by keyboard alone, with the focus where each act is answered', async () => {
    const proposal = {
      ...{ slots: [{ day: last, from: '14:00', to: '15:00' }], place: 'Fès, lot 12' },
      ...{ functions: ['director'], note: 'Les factures.' },
    };
    const asked = `cases/${reference}/visits`;
    const { id } = await visitors.api<{ id: string }>(asked, proposal, expert.token);
    const desk = await visitors.signIn(`/console/visits/${id}`, expert);
    expect(await tabToWords(desk, 'Change the place or what to prepare')).toBe(true);
    await desk.keyboard.press('Enter');
    expect(await tabTo(desk, '#place')).toBe(true);
    await desk.keyboard.press('Control+A');
    await desk.keyboard.type('Casablanca');
    expect(await tabToWords(desk, 'Change and tell everybody')).toBe(true);
    await desk.keyboard.press('Enter');
    await desk.getByText('Everybody concerned is told by e-mail.').waitFor();
    await focusComesTo(desk, { words: 'Everybody concerned is told by e-mail.' });
    expect(await desk.locator('.rewriting').allInnerTexts()).toEqual([
      expect.stringMatching(/^Place\s+Before\s+Fès, lot 12\s+Now\s+Casablanca$/),
    ]);

    const [path] = await visitors.mailed('director.olv-03', new RegExp(`/t/[\\w.-]{60,}/visits/${id}`));
    const { page: phone } = await visitors.phone({ javaScriptEnabled: true, width: 360 });
    await phone.goto(`${base}${path}?lang=en`);
    expect(await tabTo(phone, '.slot-choices button')).toBe(true);
    await phone.keyboard.press('Enter');
    await phone.getByText('The date is agreed.').waitFor();
    await focusComesTo(phone, { words: 'The date is agreed.' });
    expect(await tabToWords(phone, 'Call off the visit')).toBe(true);
    await phone.keyboard.press('Enter');
    expect(await tabTo(phone, '#reason')).toBe(true);
    await phone.keyboard.type('Panne.');
    expect(await tabToWords(phone, 'Call off and tell everybody')).toBe(true);
    await phone.keyboard.press('Enter');
    await phone.getByText('The visit was called off by').waitFor();
    await focusComesTo(phone, { words: 'The visit was called off by' });
  }, 90_000);

  const nameOf = ({ email }: SignIn) => email.slice(0, email.indexOf('@'));
});
