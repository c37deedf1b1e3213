import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { SavingMonth } from '#libs/persistence';
import { leastCompanies, soFar, tellingNobodys } from './savings.js';

const month = (name: string, planned: readonly string[], verified: readonly string[] = []): SavingMonth => ({
  month: name,
  planned: planned.length,
  verified: verified.length,
  plannedBy: planned,
  verifiedBy: verified,
});

/** All months as one. */
const togetherOf = (months: readonly SavingMonth[]): SavingMonth => {
  const all = (by: 'plannedBy' | 'verifiedBy') => [...new Set(months.flatMap((one) => one[by]))];
  return month('all', all('plannedBy'), all('verifiedBy'));
};

describe('savings over time', () => {
  it('add up month after month', () => {
    expect(soFar([month('2027-01', ['a', 'b']), month('2027-03', ['c'], ['a'])])).toEqual([
      { month: '2027-01', planned: 2, verified: 0 },
      { month: '2027-03', planned: 3, verified: 1 },
    ]);
  });

  it('I15: are told in steps of several companies to whoever sees no company’s figures', () => {
    const months = [
      month('2027-01', ['a', 'b']),
      month('2027-02', ['c']),
      month('2027-03', ['a', 'b', 'd'], ['a']),
      month('2027-04', [], ['b', 'c']),
      month('2027-05', ['e']),
    ];
    expect(
      tellingNobodys(months).map(({ month: name, planned, verified }) => [name, planned, verified]),
    ).toEqual([
      ['2027-02', 3, 0],
      ['2027-05', 4, 3],
    ]);
    expect(tellingNobodys([month('2027-01', ['a', 'b'])])).toEqual([]);
  });

  it('I15: never take a step of fewer companies, and lose nothing', () => {
    const companies = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 4 });
    const some = fc.array(fc.tuple(companies, companies), { maxLength: 12 });
    fc.assert(
      fc.property(some, (steps) => {
        const months = steps.map(([planned, verified], index) => month(String(index), planned, verified));
        const told = tellingNobodys(months);
        for (const { plannedBy, verifiedBy } of told)
          for (const { length } of [plannedBy, verifiedBy])
            expect(length === 0 || length >= leastCompanies).toBe(true);
        if (told.length > 0) expect(soFar(told).at(-1)).toEqual(soFar(months).at(-1));
        // All of it together is told, where that is of many.
        const everybody = months.length > 0 && tellingNobodys([togetherOf(months)]).length > 0;
        expect(told.length > 0).toBe(everybody);
      }),
    );
  });
});
