import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { searchQuery, searchWords } from './search-words.js';

/** As PostgreSQL matches a query of ours. */
function finds(typed: string, ...texts: readonly string[]): boolean {
  const words = searchWords(...texts);
  return (searchQuery(typed) ?? '')
    .split(' & ')
    .every((either) =>
      [...either.matchAll(/'([^']+)':\*/g)].some(([, beginning = '']) =>
        words.some((word) => word.startsWith(beginning)),
      ),
    );
}

describe('what a case is found by', () => {
  it.each([
    ['fes', 'Conserverie de Fès'],
    ['FÈS', 'conserverie de Fes'],
    ["l'huile olivier", 'Huilerie de l’Olivier'],
    ['oliv', 'Huilerie de l’Olivier'],
    ['coeur', 'Cœur de Meknès'],
    ['azúcar ñuñoa', 'Azucar de Nunoa'],
    ['CCP-MA-2026-0007', 'CCP-MA-2026-0007'],
    ['7 2026', 'CCP-MA-2026-0007'],
    ['olv07', 'OLV07'],
  ])('Latin letters: "%s" finds "%s"', (typed, text) => {
    expect(finds(typed, text)).toBe(true);
  });

  it.each([
    ['زيتون', 'معصرة الزيتون'],
    ['الزيتون', 'شركة زيتون فاس'],
    ['احمد', 'أحمد بن علي'],
    ['أحمد', 'احمد بن علي'],
    ['مكناسه', 'مكناسة'],
    ['مصطفي', 'مصطفى'],
    ['العـــربية', 'اَلْعَرَبِيَّةُ'],
    ['مسؤول', 'مسوول'],
    ['٢٠٢٦', 'CCP-MA-2026-0007'],
  ])('Arabic letters: "%s" finds "%s"', (typed, text) => {
    expect(finds(typed, text)).toBe(true);
  });

  it('wants every word, and none in the middle of another', () => {
    expect(finds('olives meknes', 'Olives de Fès')).toBe(false);
    expect(finds('lives', 'Olives de Fès')).toBe(false);
    expect(finds('0002', 'CCP-MA-2026-0001')).toBe(false);
    expect(searchQuery(" – '' & | ! ")).toBeUndefined();
  });

  it('finds a text by any of its words as typed, and says nothing that a query could be ended with', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const typed = text.split(/\s+/).slice(0, 12).join(' ');
        const query = searchQuery(typed);
        if (query === undefined) return;
        expect(finds(typed, text)).toBe(true);
        expect(query.replaceAll(/'[\p{L}\p{N}]+':\*/gu, '')).toMatch(/^[()&| ]*$/);
      }),
    );
  });

  it('changes nothing that is plain already', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const once = searchWords(text);
        expect(searchWords(once.join(' '))).toEqual(once);
      }),
    );
  });
});
