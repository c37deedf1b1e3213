import { describe, expect, it } from '@jest/globals';
import { languages } from '#libs/wording';
import { noticeKinds } from '#libs/domain';
import { MailComposer } from '../mail-composer.js';
import { sampleMail, sampleNames, type SampleSetting } from './sample-mails.js';

const composer = new MailComposer();

const item = { title: 'Energy bills', why: 'The expert needs a year.', help: null, minutes: 45 };
const setting = (language: string): SampleSetting => ({
  ...{ language, timeZone: 'Africa/Casablanca', at: Date.UTC(2026, 1, 12, 9), programme: 'CCP-Maroc' },
  ...{ currency: 'MAD', partners: ['WEC', 'CGEM'], isSample: true, organisation: 'Conserves du Saïs' },
  coordinator: { name: 'Youssef Exemple', email: 'youssef@example.org', phone: '+212 500 000 000' },
  reader: { name: 'Samira Exemple', address: 'samira@example.org' },
  ...{ task: item, approval: item, stage: 'Action plan', publicUrl: 'https://parcours.example.org' },
});

describe.each(languages)('every letter in %s', (language) => {
  it.each(sampleNames)('%s can be read whole, in both parts', async (name) => {
    const { subject, text, html } = (await sampleMail(name, setting(language), composer))!;
    expect(subject).toMatch(/\S/);
    expect(text + html).not.toMatch(/\{\{|piece:|undefined|NaN|\[object/);
    expect(html).toContain(`dir="${language === 'ar' ? 'rtl' : 'ltr'}"`);
    expect(html).toContain('color-scheme');
    expect(html.match(/class="[^"]*cta/g)?.length ?? 0).toBeLessThanOrEqual(1);
    expect(Buffer.byteLength(html)).toBeLessThan(100_000);
  });
});

it('shows every kind of mail that a case sends, and none that does not exist', async () => {
  for (const kind of noticeKinds)
    expect(sampleNames.some((name) => name === kind || name.startsWith(`${kind}-`))).toBe(true);
  expect(await sampleMail('unknown', setting('fr'), composer)).toBeUndefined();
});
