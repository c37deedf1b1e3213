import { expect, it } from '@jest/globals';
import { letterHtml } from './letter-html.js';
import type { Letter } from './letter.js';

const letter: Letter = {
  language: 'ar',
  direction: 'rtl',
  subject: 'موضوع',
  preview: 'آخر أجل: 12 مارس',
  programme: 'CCP-Maroc',
  notice: { text: 'تذكير', late: true },
  heading: 'فواتير الطاقة',
  greeting: 'السيدة سميرة،',
  paragraphs: ['نحتاج إلى جوابكم.'],
  facts: [{ label: 'آخر أجل', value: '12 مارس', line: 'آخر أجل: 12 مارس' }],
  quote: { lead: 'الأسباب:', words: 'ينقص شهر.', by: null },
  sections: [
    {
      heading: 'المطلوب',
      lines: ['آخر اتصال'],
      entries: [{ title: 'خطة', lines: ['متأخرة'], late: true, link: null }],
    },
  ],
  list: { lead: 'للمراجعة:', entries: ['خطة', 'فاتورة'] },
  button: { label: 'افتح', url: 'https://parcours.example.org/t/x?a=1&b=2' },
  remarks: ['هذا الرابط شخصي.'],
  regards: 'مع التحية،',
  signature: ['يوسف'],
  footer: ['لماذا هذه الرسالة'],
  choice: null,
};

it('writes right to left where the language does', async () => {
  const html = await letterHtml(letter);
  expect(html).toMatch(/<html lang="ar" dir="rtl"/);
  expect(html).toContain('<div dir="rtl">نحتاج إلى جوابكم.</div>');
  expect(html).not.toContain('dir="ltr"');
});

it('lets what somebody wrote run in its own direction', async () => {
  const quote = { lead: 'الأسباب:', words: 'Préparez les factures.', by: null };
  expect(await letterHtml({ ...letter, quote })).toContain('<div dir="auto">Préparez les factures.</div>');
});

it('repeats a piece for each entry and leaves out those that a letter has not', async () => {
  const whole = await letterHtml(letter);
  expect(whole).toContain('• خطة');
  expect(whole).toContain('• فاتورة');
  const bare = await letterHtml({
    ...letter,
    button: null,
    quote: null,
    list: null,
    sections: [],
    notice: null,
    remarks: [],
  });
  expect(bare).not.toMatch(/<a\s|•|تذكير|ينقص/);
});

it('keeps a reference on one line in what is read, and bare in the title', async () => {
  const reference = 'CCP-MA-2026-0007';
  const html = await letterHtml({
    ...letter,
    subject: `[${reference}] موضوع`,
    paragraphs: [`ملف ${reference}.`],
  });
  expect(html).toContain(`ملف <span style="white-space:nowrap">${reference}</span>.`);
  expect(html).toContain(`<title>[${reference}] موضوع</title>`);
});

it('puts what the recipient may choose last, as a link in the colour of the words around it', async () => {
  const choice = { label: 'اختيار', url: 'https://parcours.example.org/t/x/mail' };
  const html = await letterHtml({ ...letter, choice });
  expect(html).toContain(`<a href="${choice.url}" style="color:inherit">اختيار</a>`);
});

it('loads nothing, runs nothing and tracks nobody', async () => {
  const html = await letterHtml(letter);
  expect(html).not.toMatch(/<img|<script|<link|@import|src=/i);
  expect(html.match(/https?:\/\/(?!parcours\.example\.org|www\.w3\.org)[^"\s]+/g)).toBeNull();
  expect(html).toContain('href="https://parcours.example.org/t/x?a=1&amp;b=2"');
});
