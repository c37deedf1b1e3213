import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '#libs/config';
import { catalogueProblems } from '#libs/testing';
import { languages } from '#libs/wording';
import { answerProblemCodes, answerProblemText } from './answers/problems.js';
import { ownWords } from './own-words.js';

describe('the own words of definitions', () => {
  it('say the same in every language, with every plural form it has', () => {
    const [fr, ar, en, es] = [ownWords.of('fr'), ownWords.of('ar'), ownWords.of('en'), ownWords.of('es')];
    expect(catalogueProblems({ fr, ar, en, es })).toEqual([]);
  });

  it('are all used', () => {
    const folder = join(projectRoot(), 'libs/definitions/src');
    const code = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.includes('.spec.'))
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('\n');
    const used = (key: string) =>
      code.includes(`'${key}'`) || answerProblemCodes.some((code) => key === `answer.${code}`);
    expect(Object.keys(ownWords.of('fr')).filter((key) => !used(key))).toEqual([]);
  });

  it.each(answerProblemCodes)('tell that an answer is wrong: %s', (code) => {
    const params = { length: 201, min: 2, max: 3, decimals: 2, before: '1', after: '2' };
    for (const language of languages)
      expect(answerProblemText({ path: 'a', code, params }, language)).not.toMatch(/\{|^$/);
  });
});
