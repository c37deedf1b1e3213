import { describe, expect, it } from '@jest/globals';
import { typedWords } from './typed-words.js';

describe('what was typed on a form', () => {
  it('is every word of it, and nothing that the page put there itself', () => {
    const typed = { reason: ' La récolte commence. ', 'options.0.title': 'Rinçage', bills: ['a', '', 'b'] };
    const ours = { seal: 'n.m', key: 'k', version: '3', do: 'submit', 'shown.consumption': '2026-01' };
    expect(typedWords({ ...ours, ...typed, 'choose.town': 'stored', until: '' })).toEqual([
      ...['La récolte commence.', 'Rinçage', 'a', 'b'],
    ]);
    expect(typedWords({ ...ours, _for: 'P-001 n.m', _who: 'addressee', 'colleague-language': 'ar' })).toEqual(
      [],
    );
  });
});
