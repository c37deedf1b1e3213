import { describe, expect, it } from '@jest/globals';
import { languages } from '#libs/wording';
import { noticeKinds } from '#libs/domain';
import { MailComposer } from '../mail-composer.js';
import { sampleMail, sampleNames } from './sample-mails.js';
import { sampleSetting } from './sample-setting.fixture.js';

const composer = new MailComposer();

/** They say what has happened and ask for nothing, or carry a link at each of several things. */
const withoutButton = [
  ...['receipt', 'outcome-approve', 'outcome-return', 'outcome-reject', 'outcome-defer'],
  ...['closing-completed', 'closing-withdrawn', 'closing-terminated', 'closing-other', 'message'],
  ...['visit-cancelled', 'visit-withdrawn', 'code', 'reply-refused'],
  ...['digest-single', 'digest-daily', 'digest-weekly', 'digest-informed'],
];

describe.each(languages)('every letter in %s', (language) => {
  const written = async (name: string) => (await sampleMail(name, sampleSetting({ language }), composer))!;
  const direction = language === 'ar' ? 'rtl' : 'ltr';

  it.each(sampleNames)('%s can be read whole, in both parts', async (name) => {
    const { subject, text, html } = await written(name);
    expect(subject).toMatch(/\S/);
    expect(text + html).not.toMatch(/\{\{|piece:|undefined|NaN|\[object/);
    expect(html.match(/<table[^>]*class="[^"]*cta|<td[^>]*class="[^"]*cta/g)?.length ?? 0).toBe(
      withoutButton.includes(name) ? 0 : 1,
    );
  });

  it.each(sampleNames)('%s keeps to what mail programs show', async (name) => {
    const { html, text } = await written(name);
    // Gmail shows 102 KB of a mail, and no rule of a style sheet beyond 16 KB.
    expect(Buffer.byteLength(html)).toBeLessThan(100_000);
    const sheets = [...html.matchAll(/<style[^>]*>([^]*?)<\/style>/g)].map(([, rules = '']) => rules);
    expect(Buffer.byteLength(sheets.join(''))).toBeLessThan(16_000);
    // Gmail keeps nothing of what stands outside of the body.
    const body = html.slice(html.indexOf('<body'));
    for (const part of [html, body])
      expect(part).toMatch(new RegExp(`<(html|div)[^>]*lang="${language}"[^>]*dir="${direction}"`));
    expect(body).not.toMatch(/<style|<script|<img|<form|position:|display:\s*(flex|grid)|var\(/);
    expect(html).toMatch(/<meta name="color-scheme" content="light dark"/);
    expect(html).toContain('charset=UTF-8');
    // Programs that keep no class show it in the same colours.
    for (const [cell] of body.matchAll(/<div[^>]*style="[^"]*font-family[^"]*"/g))
      expect(cell).toMatch(/color:#[\da-f]{6}/);
    const preheader = /<div style="display:none[^>]*>([^<]*)<\/div>/.exec(body)?.[1] ?? '';
    expect(preheader.length).toBeGreaterThan(40);
    expect(text.split('\n').filter((line) => line.length > 72 && !/https?:|\S{40}/.test(line))).toEqual([]);
  });
});

it('shows every kind of mail that a case sends, and none that does not exist', async () => {
  for (const kind of noticeKinds)
    expect(sampleNames.some((name) => name === kind || name.startsWith(`${kind}-`))).toBe(true);
  expect(await sampleMail('unknown', sampleSetting({}), composer)).toBeUndefined();
});
