import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json.js';
import { hashAct } from './hash-act.js';
import { completion, director } from './recorded-case.fixture.js';

describe('canonical JSON', () => {
  it('has the same bytes for the same value in any order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('leaves out what is undefined, as JSON does', () => {
    expect(canonicalJson({ b: undefined, a: [undefined, 1] })).toBe('{"a":[null,1]}');
  });
});

describe('the hash of an act', () => {
  const act = { reference: 'R', request: 'q', actor: director, body: completion('R', 'application') };

  it('binds case, request, actor and facts', () => {
    const others = [
      act,
      { ...act, reference: 'S' },
      { ...act, request: 'p' },
      { ...act, actor: { ...director, person: 'P-002' } },
      { ...act, body: completion('R', 'other') },
    ];
    expect(new Set(others.map(hashAct)).size).toBe(others.length);
  });
});
