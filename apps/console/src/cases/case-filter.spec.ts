import { describe, expect, it } from '@jest/globals';
import { askedFilter, listQuery, typedFilter } from './case-filter.js';

const today = '2027-03-01';

describe('the address of the case list', () => {
  it('shows what is open, most urgent first, and everything once words are looked for', () => {
    expect(askedFilter(typedFilter({}), today)).toEqual({ status: 'open', sort: 'due' });
    expect(askedFilter(typedFilter({ q: ' olives ' }), today)).toEqual({ q: 'olives', sort: 'due' });
    expect(askedFilter(typedFilter({ status: 'all' }), today)).toEqual({ sort: 'due' });
  });

  it('turns days from now into days, and leaves out what is none', () => {
    expect(askedFilter(typedFilter({ within: '14' }), today)).toMatchObject({
      dueFrom: today,
      dueTo: '2027-03-15',
    });
    const odd = askedFilter(typedFilter({ from: '31/12', to: ['x'], sort: 'size', within: '-1' }), today);
    expect(odd).toEqual({ status: 'open', sort: 'due' });
  });

  it('keeps everything but the page when something changes', () => {
    const typed = typedFilter({ q: 'huile & sel', stage: 'diagnostic', cursor: 'abc' });
    expect(listQuery(typed, { view: 'overdue' })).toBe('q=huile+%26+sel&stage=diagnostic&view=overdue');
    expect(typedFilter(Object.fromEntries(new URLSearchParams(listQuery(typed, { cursor: 'n' }))))).toEqual({
      ...typed,
      cursor: 'n',
    });
  });
});
