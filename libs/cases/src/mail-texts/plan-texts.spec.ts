import { describe, expect, it } from '@jest/globals';
import { planTexts, type EarlierText, type WantedText } from './plan-texts.js';

const standard = 'Kind regards,';
const standardOf = () => ({ language: 'en' as const, standard, host: 'parcours.example.org' });
const plan = (wanted: Omit<WantedText, 'key'>, earlier: readonly Omit<EarlierText, 'key'>[] = []) =>
  planTexts(
    [{ key: 'regards', ...wanted }],
    earlier.map((row) => ({ key: 'regards', ...row })),
    standardOf,
  );
const stored = (version: number, text: string | null, from = standard) => ({ version, text, standard: from });

describe('a wanted text', () => {
  it('is the next version, tidied, with the standard text of its time', () => {
    const { changes, stale, problems } = plan({ text: ' See you\r\n', version: 0 });
    expect(changes).toEqual([{ key: 'regards', version: 1, text: 'See you', standard }]);
    expect([stale, problems.size]).toEqual([[], 0]);
  });

  it('that is what holds already changes nothing', () => {
    expect(plan({ text: standard, version: 0 }).changes).toEqual([]);
    expect(plan({ text: 'See you', version: 1 }, [stored(1, 'See you')]).changes).toEqual([]);
    // Somebody else has written the same: nothing to ask about.
    expect(plan({ text: 'See you', version: 0 }, [stored(1, 'See you')])).toMatchObject({
      ...{ changes: [], stale: [] },
    });
  });

  it('that was not touched leaves what somebody else wrote', () => {
    const earlier = [stored(1, 'See you'), stored(2, 'Bye')];
    expect(plan({ text: 'See you', version: 1 }, earlier)).toMatchObject({ changes: [], stale: [] });
    expect(plan({ text: standard, version: 0 }, earlier)).toMatchObject({ changes: [], stale: [] });
  });

  it('that somebody else has changed to another one is stale', () => {
    expect(plan({ text: 'Mine', version: 1 }, [stored(1, 'See you'), stored(2, 'Bye')]).stale).toEqual([
      'regards',
    ]);
    expect(plan({ text: 'Mine', version: 2 }, [stored(2, 'Bye'), stored(1, 'See you')]).stale).toEqual([]);
  });

  it('goes back to the standard text, also by typing it', () => {
    const back = [{ key: 'regards', version: 2, text: null, standard }];
    expect(plan({ text: null, version: 1 }, [stored(1, 'Bye')]).changes).toEqual(back);
    expect(plan({ text: standard, version: 1 }, [stored(1, 'Bye')]).changes).toEqual(back);
    expect(plan({ text: null, version: 2 }, [stored(1, 'Bye'), stored(2, null)]).changes).toEqual([]);
  });

  it('stays beside a new standard text once somebody insists', () => {
    const earlier = [stored(1, 'Bye', 'Regards,')];
    expect(plan({ text: 'Bye', version: 1 }, earlier).changes).toEqual([]);
    expect(plan({ text: 'Bye', version: 1, insist: true }, earlier).changes).toEqual([
      { key: 'regards', version: 2, text: 'Bye', standard },
    ]);
    expect(plan({ text: 'Bye', version: 2, insist: true }, [...earlier, stored(2, 'Bye')]).changes).toEqual(
      [],
    );
  });

  it('that a caller insists on is stale also where it is what the caller saw', () => {
    const earlier = [stored(1, 'See you'), stored(2, 'Bye')];
    expect(plan({ text: 'See you', version: 1, insist: true }, earlier).stale).toEqual(['regards']);
  });

  it('says what is wrong with it', () => {
    expect(plan({ text: '<b>Bye</b>', version: 0 }).problems.get('regards')).toMatchObject([
      { code: 'html' },
    ]);
  });
});
