import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '#libs/domain';
import { browserPath, violations } from './browser.js';
import { Visitors } from './visitors.js';

const executable = browserPath();
const inBrowser = executable === undefined ? describe.skip : describe;

const day = (days: number) => addDays(new Date().toISOString().slice(0, 10), days);

/** Everything of a path but the director's consent lies behind the company. */
const almostDone = {
  stage: 'dissemination',
  stages: [
    { key: 'enrolment', enteredOn: day(-400), leftOn: day(-380), tasks: [] },
    { key: 'diagnostic', enteredOn: day(-380), leftOn: day(-300), tasks: [] },
    { key: 'action-plan', enteredOn: day(-300), leftOn: day(-250), tasks: [] },
    { key: 'implementation', enteredOn: day(-250), leftOn: day(-60), tasks: [] },
    { key: 'results', enteredOn: day(-60), leftOn: day(-20), tasks: [] },
  ],
  tasks: [{ key: 'sheet', completedOn: day(-10) }],
};

/** An owner of a cannery with a phone, in Arabic. */
inBrowser('a company on its phone', () => {
  let visitors: Visitors;

  beforeAll(async () => {
    visitors = await Visitors.open(executable ?? '');
  }, 180_000);

  afterAll(() => visitors.close());

  it('hands a step over to a colleague, who has a page of their own, and is written to in Arabic from then on', async () => {
    await visitors.openCase('OLV-02');
    const { page, context } = await visitors.phone({ javaScriptEnabled: true, width: 360 });
    await page.goto(`${await visitors.linkOf('director.olv-02')}?lang=ar`);
    await page.getByRole('button', { name: 'راسلوني بالعربية من الآن فصاعدا' }).click();
    await page.getByRole('status').getByText('سنراسلكم بالعربية').waitFor();
    await page.getByText('تكليف زميل بهذه الخطوة').click();
    await page.getByLabel('اسم الزميل').fill('Karim Alaoui');
    await page.getByLabel('صفة الزميل').fill('مسؤول الصيانة');
    await page.getByLabel('بريده الإلكتروني').fill('karim@exemple.org');
    await page.getByRole('button', { name: 'الإرسال إلى هذا الزميل' }).click();
    await page.getByRole('alert').getByText('لا ينتهي هذا العنوان').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await page.getByLabel('اسم الزميل').inputValue()).toBe('Karim Alaoui');
    await page.getByLabel('بريده الإلكتروني').fill('karim@example.org');
    await page.getByRole('button', { name: 'الإرسال إلى هذا الزميل' }).click();
    await page.getByRole('status').getByText('توصل زميلكم برابط').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);

    await page.goto(await visitors.linkOf('karim'));
    await page.getByText('كلفكم').waitFor();
    expect(await page.getByRole('link', { name: 'ملفكم كاملا' }).count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    await context.close();
  }, 120_000);

  it('saves its attestation once the path is done, and anybody may check it', async () => {
    const director = await visitors.account('P-107');
    const { reference } = await visitors.api<{ reference: string }>('cases', {
      ...{ programme: 'CCP-MA', organisation: 'OLV-03', definition: 'sme-cleaner-production' },
      earlier: almostDone,
    });
    const address = await visitors.linkOf('director.olv-03');
    const signature = { name: 'Directrice exemple', function: 'Directrice', agreed: true };
    const answers = { consent: 'none', signature };
    await visitors.api(`tasks/${reference}.consent.1/completion`, { answers }, director.token);
    const { page, context } = await visitors.phone({ javaScriptEnabled: true, width: 360 });
    await page.goto(`${address}/file?lang=ar`);
    await page.getByRole('heading', { name: 'شهادة المشاركة' }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'تنزيل الشهادة' }).click(),
    ]);
    expect(saved.suggestedFilename()).toBe(`attestation-${reference}.pdf`);
    const pdf = await readFile(await saved.path(), 'latin1');
    expect(pdf).toContain('/Lang (ar)');
    const check = /\/URI \((https?:[^)]+)\)/.exec(pdf)?.[1] ?? '';
    await page.goto(`${visitors.installation.base}${new URL(check).pathname}?lang=ar`);
    await page.getByRole('heading', { name: 'هذه الشهادة صحيحة' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await context.close();
  }, 120_000);
});
