import { describe, expect, it } from '@jest/globals';
import { pageAfter } from './page-after.js';

describe('where the choice of a programme leads', () => {
  it.each([
    ['/console', '/console'],
    [
      '/console/cases?q=moulin+%C3%A0+huile&programme=CCP-MA&cursor=abc',
      '/console/cases?q=moulin+%C3%A0+huile',
    ],
    ['/console/calendar?month=2027-03&view=agenda', '/console/calendar?month=2027-03&view=agenda'],
    ['/console/programmes/CCP-MA', '/console/programmes'],
    ['/console/cases/CCP-MA-2026-0007', '/console/cases/CCP-MA-2026-0007'],
  ])('from %s to %s', (back, next) => {
    expect(pageAfter(back)).toBe(next);
  });

  it.each([
    undefined,
    ['/console'],
    '//elsewhere.example/console',
    'https://elsewhere.example/console',
    '/consoles',
    'http://[',
  ])('to no page of others: %p', (back) => {
    expect(pageAfter(back)).toBe('/console');
  });
});
