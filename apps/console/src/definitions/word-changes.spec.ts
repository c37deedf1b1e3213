import { describe, expect, it } from '@jest/globals';
import { wordChanges, type Run } from './word-changes.js';

const marked = (runs: readonly Run[]) =>
  runs.map(({ text, isKept }) => (isKept ? text : `[${text}]`)).join('');

describe('what changed in a text', () => {
  it.each([
    [
      'a sentence more',
      'Sign online.',
      'Sign online. Only you can.',
      'Sign online.',
      'Sign online. [Only you can.]',
    ],
    [
      'another number',
      'in 20 working days',
      'in 25 working days',
      'in [20 ]working days',
      'in [25 ]working days',
    ],
    ['a word less', 'the whole year', 'the year', 'the [whole ]year', 'the year'],
    ['another order', 'a b c', 'b c a', '[a ]b c', 'b c [a]'],
    ['Arabic words', 'بكتابة اسمكم', 'بكتابة اسمكم وصفتكم', 'بكتابة اسمكم', 'بكتابة اسمكم [وصفتكم]'],
    ['nothing', 'the same', 'the same', 'the same', 'the same'],
  ])('is marked on either side: %s', (_what, before, after, was, is) => {
    const changes = wordChanges(before, after);
    expect([marked(changes.before), marked(changes.after)]).toEqual([was, is]);
  });

  it('is left unmarked where little is alike', () => {
    const changes = wordChanges('Waived without an answer', 'Escalated to the coordinator');
    expect([marked(changes.before), marked(changes.after)]).toEqual([
      'Waived without an answer',
      'Escalated to the coordinator',
    ]);
  });

  it('keeps every letter of both texts', () => {
    const [before, after] = ['  Two  spaces\nand a line', 'Two spaces, and another line '];
    const changes = wordChanges(before, after);
    const joined = (runs: readonly Run[]) => runs.map(({ text }) => text).join('');
    expect([joined(changes.before), joined(changes.after)]).toEqual([before, after]);
  });
});
