import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileMessage, languages, pluralForms } from '#libs/wording';
import { Messages } from '../messages.js';
import { foreignLinks } from './foreign-links.js';
import { textProblems, tidied, waysToSay } from './check-text.js';
import {
  isCount,
  isMoment,
  isTextKey,
  longestText,
  textKeys,
  textRules,
  valuesOf,
  type Meaning,
  type TextKey,
} from './text-rules.js';

const host = 'parcours.example.org';
const messages = new Messages();
const codesOf = (key: TextKey, text: string, language = 'en') =>
  textProblems(key, text, { language, host }).map(({ code }) => code);

const sample = (name: string, meaning: Meaning) =>
  isMoment(meaning) ? Date.UTC(2026, 2, 12, 17) : isCount(meaning) ? 3 : `«${name}»`;
const said = (key: TextKey, text: string, language: string) =>
  compileMessage(
    text,
    language,
    'Africa/Casablanca',
    'mail',
  )(
    Object.fromEntries(Object.entries(valuesOf(key)).map(([name, meaning]) => [name, sample(name, meaning)])),
  );

const keys = fc.constantFrom(...textKeys);
const anyLanguage = fc.constantFrom(...languages);
/** Words without a sign that means something to ICU, to HTML or to a mail program. */
const plainWords = fc
  .array(fc.constantFrom('Bonjour', 'à', 'vous', 'الرسالة', 'plan d’action', 'año', '42', '(merci)'), {
    minLength: 1,
    maxLength: 8,
  })
  .map((words) => words.join(' '));

describe.each(languages)('every standard text in %s', (language) => {
  it.each(textKeys)('%s would be accepted as it is', (key) => {
    const standard = messages.source(language, key);
    expect(tidied(key, standard)).toBe(standard);
    expect(textProblems(key, standard, { language, host })).toEqual([]);
  });
});

describe('a text', () => {
  it('made of words and of the values it may name is accepted, and can be said', () => {
    fc.assert(
      fc.property(keys, anyLanguage, fc.array(plainWords, { maxLength: 3 }), (key, language, words) => {
        const values = Object.entries(valuesOf(key)).map(([name, meaning]) => waysToSay(name, meaning)[0]);
        const text = tidied(key, [...words, ...values].join(' '));
        fc.pre(text.length <= longestText[textRules[key].part]);
        expect(textProblems(key, text, { language, host })).toEqual([]);
        expect(said(key, text, language)).toMatch(/\S/);
      }),
    );
  });

  it('whatever it is: it is refused with a reason, or it can be said', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '{title}',
      '{due, date, full}',
      '{days, plural, one {#} other {#}}',
      "'",
      '#',
      '<b>',
      'x',
      ' ',
      '\n',
      '{organisation}',
      '{name}',
      'https://evil.example',
      '\u202e',
    );
    const typed = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 12 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(keys, anyLanguage, typed, (key, language, raw) => {
        const text = tidied(key, raw);
        expect(tidied(key, text)).toBe(text);
        if (textProblems(key, text, { language, host }).length > 0) return;
        const words = said(key, text, language);
        expect(words).toMatch(/\S/);
        expect(words).not.toMatch(/<[a-z/]|\u202e/i);
        expect(foreignLinks(words, host)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('that leaves out what its mail is about is refused by the name of it', () => {
    for (const key of textKeys)
      for (const name of textRules[key].required) {
        const way = waysToSay(name, valuesOf(key)[name])[0];
        expect(textProblems(key, 'Words alone', { language: 'en', host })).toContainEqual({
          code: 'missing-value',
          values: { name: way },
        });
      }
  });

  it('names known values only, each as it can be said', () => {
    expect(codesOf('reminder.lead', 'By {due, date, full}, {nobody}')).toEqual(['unknown-value']);
    for (const way of ['{due}', '{due, date}', '{due, date, long}', '{due, number}', '{due, date, ::yMMM}'])
      expect([way, codesOf('reminder.lead', `By ${way}`)]).toEqual([way, ['wrong-form']]);
    expect(codesOf('reminder.lead', 'By {due, date, day}, {due, time, short}')).toEqual([]);
    expect(codesOf('noted.subject', '{title, plural, other {#}}')).toEqual(['wrong-form']);
    expect(codesOf('noted.subject', '{title} {organisation, select, other {x}}')).toEqual(['wrong-form']);
    expect(codesOf('escalation.subject', '{organisation}: {title}, {days}')).toEqual([]);
    expect(codesOf('visit.lead-moved', '{name}: {day, date, day}, {day, time, short}')).toEqual([]);
    expect(codesOf('visit.lead-moved', '{name}: {day}')).toEqual(['wrong-form']);
    expect(codesOf('visit.lead-cancelled', '{day, date, day}')).toEqual(['unknown-value']);
    expect(codesOf('digest.lead', '{count} for {coordinator}: {organisation}')).toEqual(['unknown-value']);
    expect(codesOf('monday.subject', '{late} {decisions, number} {coordinator}')).toEqual(['unknown-value']);
  });

  it('has a form for every number that its language tells apart', () => {
    const all = pluralForms('ar');
    const withForms = (forms: readonly string[]) =>
      `{organisation} {title} {days, plural, ${forms.map((form) => `${form} {#}`).join(' ')}}`;
    expect(codesOf('escalation.subject', withForms(all), 'ar')).toEqual([]);
    for (const left of all.filter((form) => form !== 'other'))
      expect(
        textProblems('escalation.subject', withForms(all.filter((form) => form !== left)), {
          ...{ language: 'ar', host },
        }),
      ).toEqual([{ code: 'lacking-form', values: { name: '{days}', forms: left } }]);
    expect(codesOf('escalation.subject', withForms(['one', 'other']), 'fr')).toEqual([]);
    expect(codesOf('digest.subject', '{count, plural, one {#} other {#}}', 'ar')).toEqual(['lacking-form']);
  });

  it('is plain words without HTML, without signs nobody sees, and not too long', () => {
    for (const html of ['<b>now</b>', '<br>', '</p>', '<!-- x -->', 'a&nbsp;b', '&#60;b&#62;'])
      expect([html, codesOf('noted.lead', html)]).toEqual([html, ['html']]);
    expect(codesOf('noted.lead', 'less < more, Q&A, R & D')).toEqual([]);
    for (const hidden of ['a\u0007b', 'a\u202eb', 'a\u2066b'])
      expect([hidden, codesOf('noted.lead', hidden)]).toEqual([hidden, ['unreadable-signs']]);
    expect(codesOf('greeting', 'x'.repeat(longestText.greeting))).toEqual([]);
    expect(codesOf('greeting', 'x'.repeat(longestText.greeting + 1))).toEqual(['too-long']);
    expect(codesOf('greeting', '')).toEqual(['empty']);
  });

  it('that cannot be read says near which words', () => {
    expect(textProblems('noted.lead', 'We noted {title for you.', { language: 'en', host })).toEqual([
      { code: 'braces', values: { near: expect.stringContaining('{title') } },
    ]);
    expect(textProblems('noted.lead', 'We noted {title}} for you', { language: 'en', host })).toEqual([
      { code: 'braces', values: { near: '} for you' } },
    ]);
  });

  it('keeps the value behind a typed apostrophe, which ICU would take for words', () => {
    const text = tidied('noted.lead', "Le parcours d'{organisation}\r\n\r\n\r\n\r\ncontinue.  \n");
    expect(text).toBe('Le parcours d’{organisation}\n\ncontinue.');
    expect(said('noted.lead', text, 'fr')).toContain('d’«organisation»');
    expect(tidied('noted.subject', 'Un\nobjet')).toBe('Un objet');
  });
});

describe('links', () => {
  it.each([
    ['https://evil.example/x', 'https://evil.example/x'],
    ['see HTTP://EVIL.example', 'HTTP://EVIL.example'],
    [`https://${host}@evil.example`, `https://${host}@evil.example`],
    [`https://${host}.evil.example`, `https://${host}.evil.example`],
    [`https://${host}{name}`, `https://${host}{name}`],
    ['www.evil.example', 'www.evil.example'],
    ['evil.com/x', 'evil.com/x'],
    ['(example.ma)', 'example.ma'],
    ['javascript:alert(1)', 'javascript:alert(1)'],
    ['ftp://files.example.org', 'ftp://files.example.org'],
  ])('lead elsewhere: %s', (text, link) => {
    expect(foreignLinks(text, host)).toEqual([link]);
  });

  it.each([
    `https://${host}/console`,
    host,
    'Écrivez à contact@example.org.',
    'M. Exemple, S.A.R.L., le 12.03.2026 à 9.30',
    'Merci.Nous lisons tout.',
    'Note: rien à faire',
  ])('lead nowhere else: %s', (text) => {
    expect(foreignLinks(text, host)).toEqual([]);
  });
});

it('knows its keys, and nothing that only looks like one', () => {
  expect(textKeys.every(isTextKey)).toBe(true);
  for (const other of ['footer.why', 'footer.who', 'link.personal', 'button.task', 'constructor', 7])
    expect(isTextKey(other)).toBe(false);
});
