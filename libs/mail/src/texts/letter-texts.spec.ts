import { beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { languages } from '#libs/wording';
import { MailComposer } from '../mail-composer.js';
import { mailFacts } from '../mail-facts.fixture.js';
import { sampleMail, sampleNames, type SampleSetting } from '../samples/sample-mails.js';
import { lettersWith, textsOfLetter } from './letter-texts.js';
import { ownTextsIn, type OwnTexts } from './own-texts.js';
import { textKeys } from './text-rules.js';

const composer = new MailComposer();
const item = { title: 'Energy bills', why: 'The expert needs a year.', help: null, minutes: 45 };
const setting = (language: string, own: OwnTexts): SampleSetting => ({
  ...{ language, timeZone: 'Africa/Casablanca', at: Date.UTC(2026, 1, 12, 9), programme: 'CCP-Maroc' },
  ...{ currency: 'MAD', partners: ['WEC', 'CGEM'], isSample: true, organisation: 'Conserves du Saïs' },
  coordinator: { name: 'Youssef Exemple', email: 'youssef@example.org', phone: '+212 500 000 000' },
  reader: { name: 'Samira Exemple', address: 'samira@example.org' },
  ...{ task: item, approval: item, stage: 'Action plan', publicUrl: 'https://parcours.example.org', own },
});
const everyKey: OwnTexts = new Map(textKeys.map((key) => [key, `own-${key.replaceAll('.', '-')}`]));
const letters = sampleNames.filter((name) => textsOfLetter(name).length > 0);
const others = sampleNames.filter((name) => textsOfLetter(name).length === 0);

beforeAll(() => Logger.overrideLogger(false));

describe.each(languages)('a programme’s own texts in %s', (language) => {
  it.each(letters)('stand in the mail %s, in both its parts, each of them', async (name) => {
    const { subject, text, html } = (await sampleMail(name, setting(language, everyKey), composer))!;
    // The subject of a copy holds that of the alert, for which the text itself leaves a place.
    const found = textsOfLetter(name).filter((key) => !(name === 'copy' && key === 'escalation.subject'));
    for (const key of found)
      for (const part of key.includes('subject') ? [subject] : [text, html])
        expect([key, part.includes(everyKey.get(key) ?? '?')]).toEqual([key, true]);
  });

  it('change no mail of several programmes or of none', async () => {
    expect(others).toEqual(
      expect.arrayContaining(['digest-single', 'monday', 'account-invitation', 'password-reset', 'code']),
    );
    for (const name of others)
      expect(await sampleMail(name, setting(language, everyKey), composer)).toEqual(
        await sampleMail(name, setting(language, new Map()), composer),
      );
  });
});

it('have a mail each, and say which', () => {
  for (const key of textKeys) {
    const mails = lettersWith(key);
    const found = letters.filter((name) => textsOfLetter(name).includes(key));
    expect(mails === 'every' ? letters : mails).toEqual(found);
  }
  expect(lettersWith('greeting')).toBe('every');
  expect(textsOfLetter('constructor')).toEqual([]);
});

it('say the values of their case', async () => {
  const own = new Map([
    ['greeting', 'Bonjour {name} ({organisation}, {programme}),'],
    [
      'invitation.lead-task',
      '{coordinator} attend « {title} » pour le {due, date, day}. Dossier {reference}.',
    ],
  ]);
  const { text } = await composer.compose(mailFacts(), own);
  expect(text).toContain('Bonjour Samira Exemple (Conserves du Saïs (exemple), CCP-Maroc),');
  expect(text.replaceAll('\n', ' ')).toContain(
    'Youssef Exemple attend « Vos factures d’énergie et d’eau » pour le 12 mars. Dossier CCP-MA-2026-0007.',
  );
});

it('are escaped in HTML, whoever wrote them into the database', async () => {
  const { html } = await composer.compose(mailFacts(), new Map([['regards', 'A & B "C"']]));
  expect(html).toContain('A &amp; B &quot;C&quot;');
});

describe('I4: a text that cannot be said', () => {
  it.each([
    ['is no message', '{title'],
    ['names a value that is gone', '{formerly}'],
    ['is empty', ' '],
    ['holds a tag', '<b>{title}</b>'],
  ])('%s gives way to the standard one', async (_, broken) => {
    const standard = await composer.compose(mailFacts());
    expect(await composer.compose(mailFacts(), new Map([['invitation.lead-task', broken]]))).toEqual(
      standard,
    );
  });

  it('never replaces what a mail has to say', async () => {
    const standard = await composer.compose(mailFacts());
    const own = new Map(
      ['footer.why', 'footer.who', 'link.personal', 'button.task'].map((key) => [key, 'x']),
    );
    expect(await composer.compose(mailFacts(), own)).toEqual(standard);
  });
});

it('are those of one language', () => {
  const rows = [
    { language: 'fr', key: 'regards', text: 'Bien à vous,' },
    { language: 'ar', key: 'regards', text: 'مع التحية،' },
    { language: 'fr', key: 'greeting', text: null },
  ];
  expect([...ownTextsIn(rows, 'fr')]).toEqual([['regards', 'Bien à vous,']]);
});
