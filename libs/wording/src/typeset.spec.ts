import { describe, expect, it } from '@jest/globals';
import { compileMessage } from './message.js';
import { typeset } from './typeset.js';

describe('words as they are set', () => {
  it.each([
    ['Où en est cette mesure ?', 'Où en est cette mesure\u00a0?'],
    ['Pas de connexion ; réessayez !', 'Pas de connexion\u00a0; réessayez\u00a0!'],
    ['« Oui » : notez-le.', '«\u00a0Oui\u00a0»\u00a0: notez-le.'],
    ['De 9:30 à 12:00, un simple mot.', 'De 9:30 à 12:00, un simple mot.'],
  ])('keep French signs with their word: %s', (written, set) => {
    expect(typeset(written, 'fr')).toBe(set);
  });

  it.each([
    ["L'usine n'a pas d'eau.", 'fr', 'L’usine n’a pas d’eau.'],
    ["The company's own words", 'en', 'The company’s own words'],
    ["5' 30, {name} and '{'", 'en', "5' 30, {name} and '{'"],
  ])('have round apostrophes between letters: %s', (written, language, set) => {
    expect(typeset(written, language)).toBe(set);
  });

  it('are left alone in other languages', () => {
    for (const language of ['en', 'es', 'ar'])
      expect(typeset('So ? Yes : « no »', language)).toBe('So ? Yes : « no »');
  });

  it('are so in messages, whose syntax and values stay as they are', () => {
    const text = '{count, plural, one {Un fichier :} many {# fichiers :} other {# fichiers :}} {name} ?';
    const say = compileMessage(text, 'fr', 'UTC', 'page');
    expect(say({ count: 2, name: 'Ça va : oui' })).toBe('2 fichiers\u00a0: Ça va : oui\u00a0?');
    expect(compileMessage('{rate, number, ::percent}', 'fr', 'UTC', 'page')({ rate: 0.5 })).toMatch(/^50/);
  });
});
