import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '#libs/config';
import { catalogueProblems } from '#libs/testing';
import { languages } from '#libs/wording';
import { wordCatalogue, wordsIn } from './words.js';

const source = readFileSync(join(projectRoot(), 'libs/attestations/src/attestation-page.ts'), 'utf8');

describe('the words of attestations', () => {
  it('say the same in every language, each of them somewhere', () => {
    const [fr, ar, en, es] = [
      wordCatalogue('fr'),
      wordCatalogue('ar'),
      wordCatalogue('en'),
      wordCatalogue('es'),
    ];
    expect(catalogueProblems({ fr, ar, en, es })).toEqual([]);
    expect(Object.keys(en).filter((key) => !source.includes(`'${key}'`))).toEqual([]);
  });

  it('can all be said', () => {
    const values = new Proxy({}, { get: () => 'x', has: () => true });
    for (const language of languages)
      for (const key of Object.keys(wordCatalogue(language)))
        expect(wordsIn(language)(key, values)).not.toBe('');
  });
});
