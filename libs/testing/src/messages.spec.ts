import { describe, expect, it } from '@jest/globals';
import { catalogueProblems } from './messages.js';

const steps = {
  fr: '{count, plural, one {# étape de {name}} other {# étapes de {name}}}',
  ar: '{count, plural, zero {لا خطوة} one {خطوة} two {خطوتان} few {# خطوات} many {# خطوة} other {# خطوة}}، {name}',
  en: '{count, plural, one {# step of {name}} other {# steps of {name}}}',
  es: '{count, plural, one {# paso de {name}} other {# pasos de {name}}}',
};
const catalogues = (changed: Partial<typeof steps>) => {
  const all = { ...steps, ...changed };
  return { fr: { steps: all.fr }, ar: { steps: all.ar }, en: { steps: all.en }, es: { steps: all.es } };
};

describe('the check of catalogues', () => {
  it('finds nothing where all is said', () => {
    expect(catalogueProblems(catalogues({}))).toEqual([]);
    // Zero may be said by its number, and so may one.
    expect(
      catalogueProblems(catalogues({ en: '{count, plural, =1 {a step} other {# steps}} of {name}' })),
    ).toEqual([]);
  });

  it.each([
    [
      'a British spelling',
      { en: '{count, plural, one {# step of the programme} other {# steps}} {name}' },
      'en steps: “programme” is not spelled as in the United States',
    ],
    ['a message left out', { es: '' }, 'es steps: missing'],
    ['a value left out', { en: '{count, plural, one {#} other {#}} steps' }, 'en steps: {name} is left out'],
    [
      'a value nobody gives',
      { es: '{count, plural, one {#} other {#}} pasos de {nombre} {name}' },
      'es steps: {nombre} is unknown in French',
    ],
    [
      'a form of Arabic left out',
      { ar: steps.ar.replace(/two \{[^}]*\} /, '') },
      'ar steps: {count} has no form "two"',
    ],
    [
      'zero in French, which is singular',
      { fr: '{count, plural, =1 {étape de {name}} other {# étapes de {name}}}' },
      'fr steps: {count} has no form "one"',
    ],
    ['a message not translated', { ar: steps.fr }, 'ar steps: {count} has no form "zero"'],
    ['a sentence copied', { es: steps.en }, 'es steps: the same sentence as en'],
    [
      'a comma of another script',
      { ar: steps.ar.replace('،', ',') },
      'ar steps: punctuation of another script',
    ],
  ])('finds %s', (_, changed, problem) => {
    expect(catalogueProblems(catalogues(changed))).toContain(problem);
  });

  it('finds words in another script', () => {
    const said = { fr: { a: 'Fait' }, ar: { a: 'Done' }, en: { a: 'Done' }, es: { a: 'تم' } };
    expect(catalogueProblems(said)).toEqual(['ar a: no Arabic letter', 'es a: Arabic letters']);
  });
});
