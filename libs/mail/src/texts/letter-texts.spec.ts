import { beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { languages } from '#libs/wording';
import { MailComposer } from '../mail-composer.js';
import { mailFacts } from '../mail-facts.fixture.js';
import { sampleMail, sampleNames } from '../samples/sample-mails.js';
import { sampleSetting } from '../samples/sample-setting.fixture.js';
import type { SampleSetting } from '../samples/sample-setting.js';
import { lettersWith, textsOfLetter } from './letter-texts.js';
import { ownTextsIn, type OwnTexts } from './own-texts.js';
import { textKeys } from './text-rules.js';

const composer = new MailComposer();
const everyKey: OwnTexts = new Map(textKeys.map((key) => [key, `own-${key.replaceAll('.', '-')}`]));
const letters = sampleNames.filter((name) => textsOfLetter(name).length > 0);
const others = sampleNames.filter((name) => textsOfLetter(name).length === 0);

beforeAll(() => Logger.overrideLogger(false));

describe.each(languages)('a programme’s own texts in %s', (language) => {
  it.each(letters)('stand in the mail %s, in both its parts, each of them', async (name) => {
    const { subject, text, html } = (await sampleMail(
      name,
      sampleSetting({ language, own: everyKey }),
      composer,
    ))!;
    // The subject of a copy holds that of the alert, for which the text itself leaves a place.
    const found = textsOfLetter(name).filter((key) => !(name === 'copy' && key === 'escalation.subject'));
    for (const key of found)
      for (const part of key.includes('subject') ? [subject] : [text, html])
        expect([key, part.includes(everyKey.get(key) ?? '?')]).toEqual([key, true]);
  });

  it('change no mail about no case', async () => {
    expect(others).toEqual(['account-invitation', 'password-reset', 'code', 'reply-refused']);
    for (const name of others)
      expect(await sampleMail(name, sampleSetting({ language, own: everyKey }), composer)).toEqual(
        await sampleMail(name, sampleSetting({ language, own: new Map() }), composer),
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
    'Youssef Exemple attend «\u00a0Vos factures d’énergie et d’eau\u00a0» pour le 12 mars. Dossier CCP-MA-2026-0007.',
  );
});

it('say the values of a visit, of a digest and of a week', async () => {
  const own = new Map([
    ['visit.lead-moved', '{name} vous verra le {day, date, day} : {organisation}.'],
    ['visit.lead-confirmed', 'À bientôt, le {day, date, full}.'],
    ['digest.subject', '{count, plural, one {un envoi} other {# envois}} pour {coordinator}'],
    ['monday.lead', '{companies} · {late} · {decisions} · {incidents} · {programme}'],
  ]);
  const said = async (name: string) => {
    const { subject, text } = (await sampleMail(name, sampleSetting({ own }), composer))!;
    return `${subject}\n${text.replaceAll('\n', ' ')}`;
  };
  expect(await said('visit-moved')).toContain(
    'Youssef Exemple vous verra le 18 février\u00a0: Conserves du Saïs.',
  );
  expect(await said('visit-confirmed')).toContain('À bientôt, le lundi 16 février 2026.');
  expect(await said('digest-daily')).toContain('[CCP-Maroc] 2 envois pour Youssef Exemple');
  expect(await said('monday')).toContain('1 · 1 · 1 · 1 · CCP-Maroc');
});

it('that name a company or a case have no place in a mail about several, which greets as usual', async () => {
  const greeting = { own: new Map([['greeting', 'Bonjour {name}, de {organisation} ({ reference }),']]) };
  const texts = async (own: Partial<SampleSetting>) =>
    Promise.all(
      ['invitation-task', 'digest-daily', 'monday'].map(
        async (name) => (await sampleMail(name, sampleSetting(own), composer))!.text,
      ),
    );
  const [invitation, ...several] = await texts(greeting);
  expect(invitation).toContain('Bonjour Samira Exemple, de Conserves du Saïs (CCP-MA-2026-0007),');
  expect(several).toEqual((await texts({})).slice(1));
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
