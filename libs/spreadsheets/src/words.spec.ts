import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '#libs/config';
import { contactFunctions, milestoneOutcomes, roles } from '#libs/domain';
import { catalogueProblems } from '#libs/testing';
import { languages } from '#libs/wording';
import { hasWords, wordCatalogue, wordsIn } from './words.js';

const root = projectRoot();
const sources = ['libs/spreadsheets/src', 'libs/cases/src', 'apps/console/src', 'apps/standalone/src/cli']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !name.includes('.spec.'))
      .map((name) => readFileSync(join(root, folder, name), 'utf8')),
  )
  .join('\n');
/** Keys that are put together from a beginning and a name that the code has elsewhere: `column.${key}`. */
const prefixes = new Set([...sources.matchAll(/`([a-z-]+\.)\$\{/g)].map(([, prefix]) => prefix ?? ''));

describe('the words of spreadsheets', () => {
  it('say the same in every language, with every plural form it has', () => {
    const [fr, ar, en, es] = (['fr', 'ar', 'en', 'es'] as const).map(wordCatalogue);
    expect(catalogueProblems({ fr: fr!, ar: ar!, en: en!, es: es! })).toEqual([]);
  });

  it('are all said somewhere', () => {
    const keys = Object.keys(wordCatalogue('en'));
    const unused = keys.filter(
      (key) => !sources.includes(`'${key}'`) && ![...prefixes].some((prefix) => key.startsWith(prefix)),
    );
    expect(unused).toEqual([]);
  });

  it('can be said, with whatever they name', () => {
    const values = new Proxy({}, { get: () => 1, has: () => true });
    for (const language of languages)
      for (const key of Object.keys(wordCatalogue(language)))
        expect(wordsIn(language)(key, values)).not.toBe('');
  });

  it('name sheets as Excel allows', () => {
    for (const language of languages)
      for (const [key, name] of Object.entries(wordCatalogue(language)))
        if (key.startsWith('sheet.')) expect(name).toMatch(/^[^[\]:*?/\\]{1,31}$/);
  });

  it.each([
    ...roles.map((role) => `party.${role}`),
    ...contactFunctions.map((held) => `party.${held}`),
    ...milestoneOutcomes.map((outcome) => `outcome.${outcome}`),
  ])('know %s', (key) => {
    expect(hasWords(key)).toBe(true);
  });
});
