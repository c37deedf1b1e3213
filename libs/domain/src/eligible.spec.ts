import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canBeGiven, type Candidate, type VoiceDemand } from './eligible.js';

const of = (person: string, organisation: string | null = null): Candidate => ({ person, organisation });
const demand = (need: number, candidates: readonly Candidate[], distinct = false): VoiceDemand => ({
  need,
  candidates,
  distinct,
});

describe('voices that can all be given', () => {
  it('need as many people as voices', () => {
    expect(canBeGiven([])).toBe(true);
    expect(canBeGiven([demand(1, [])])).toBe(false);
    expect(canBeGiven([demand(2, [of('a')])])).toBe(false);
    expect(canBeGiven([demand(2, [of('a'), of('b')])])).toBe(true);
  });

  it('count nobody for two entries, and give way to whoever has no other entry', () => {
    expect(canBeGiven([demand(1, [of('a')]), demand(1, [of('a')])])).toBe(false);
    expect(canBeGiven([demand(1, [of('a'), of('b')]), demand(1, [of('a')])])).toBe(true);
    expect(canBeGiven([demand(1, [of('a'), of('b')]), demand(1, [of('a')]), demand(1, [of('b')])])).toBe(
      false,
    );
  });

  it('are of different organisations where the entry asks for it', () => {
    const two = [of('a', 'X'), of('b', 'X')];
    expect(canBeGiven([demand(2, two, true)])).toBe(false);
    expect(canBeGiven([demand(2, two)])).toBe(true);
    expect(canBeGiven([demand(2, [of('a', 'X'), of('b', 'Y')], true)])).toBe(true);
    expect(canBeGiven([demand(2, [of('a'), of('b')], true)])).toBe(true);
    expect(canBeGiven([demand(2, [of('a', 'X'), of('b', 'Y')], true), demand(1, [of('b', 'Y')])])).toBe(
      false,
    );
  });

  it('are those that trying every choice finds', () => {
    const candidate = fc.record({
      person: fc.constantFrom('a', 'b', 'c', 'd'),
      organisation: fc.constant(null),
    });
    const people: Readonly<Record<string, string>> = { a: 'X', b: 'X', c: 'Y', d: 'Z' };
    const entry = fc.record({
      need: fc.integer({ min: 1, max: 3 }),
      distinct: fc.boolean(),
      candidates: fc
        .uniqueArray(candidate, { selector: ({ person }) => person })
        .map((all) => all.map(({ person }) => of(person, people[person]))),
    });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 3 }), (demands) => {
        expect(canBeGiven(demands)).toBe(tryEvery(demands));
      }),
    );
  });
});

function tryEvery(demands: readonly VoiceDemand[], spoken: readonly string[] = []): boolean {
  const [first, ...rest] = demands;
  if (!first) return true;
  if (first.need === 0) return tryEvery(rest, spoken);
  return first.candidates.some(({ person, organisation }) => {
    if (spoken.includes(person)) return false;
    const left = first.candidates.filter(
      (other) => other.person !== person && !(first.distinct && other.organisation === organisation),
    );
    return tryEvery([{ ...first, need: first.need - 1, candidates: left }, ...rest], [...spoken, person]);
  });
}
