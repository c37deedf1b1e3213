import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { prefills } from '#libs/definitions';
import { visitStates } from '#libs/persistence';
import { suggestedMoment } from './visit-suggestions.js';

const [now, day] = [Date.UTC(2026, 2, 10, 9), 86_400_000];
const item = 'CCP-MA-2026-0007.visit.1';
const agreed = (days: number, of: string | null = null) => ({
  ...{ item: of, state: 'confirmed' as const },
  startsAt: now + days * day,
});
const around = { item, now };

describe('the visit whose day a form offers', () => {
  it('is the last one that has begun, where the form tells of it', () => {
    const visits = [agreed(-20), agreed(-3), agreed(4)];
    expect(suggestedMoment('past-visit', visits, around)).toBe(now - 3 * day);
    expect(suggestedMoment('past-visit', [agreed(4)], around)).toBeNull();
  });

  it('is the next one, else the last, where the form notes what was agreed', () => {
    expect(suggestedMoment('agreed-visit', [agreed(9), agreed(4), agreed(-3)], around)).toBe(now + 4 * day);
    expect(suggestedMoment('agreed-visit', [agreed(-9), agreed(-3)], around)).toBe(now - 3 * day);
  });

  it('is one for the very task before any other', () => {
    const visits = [agreed(-20, item), agreed(-3), agreed(-1, 'CCP-MA-2026-0007.report.1')];
    expect(suggestedMoment('past-visit', visits, around)).toBe(now - 20 * day);
    expect(suggestedMoment('past-visit', [agreed(-3), agreed(4, item)], around)).toBe(now - 3 * day);
  });

  it('is an agreed one, and has begun where it must have', () => {
    const visit = fc.record({
      item: fc.constantFrom(null, item, 'other'),
      state: fc.constantFrom(...visitStates),
      startsAt: fc.option(fc.integer({ min: -30, max: 30 }).map((days) => now + days * day)),
    });
    fc.assert(
      fc.property(fc.array(visit), fc.constantFrom(...prefills), (visits, prefill) => {
        const at = suggestedMoment(prefill, visits, around);
        const possible = visits.filter(
          ({ state, startsAt }) =>
            state === 'confirmed' && startsAt !== null && (prefill === 'agreed-visit' || startsAt <= now),
        );
        expect(at !== null).toBe(possible.length > 0);
        if (at !== null) expect(possible.map(({ startsAt }) => startsAt)).toContain(at);
      }),
    );
  });
});
