import { describe, expect, it } from '@jest/globals';
import type { Reader } from '#libs/identity';
import type { MeasureView } from '../queries/views.js';
import { measuresInPlace } from './attestations.js';

const measure = (key: string, outcome: MeasureView['outcome'], yearlySaving: number | null): MeasureView => ({
  ...{ key, title: `Measure ${key}`, outcome, yearlySaving, chosen: true },
  ...{ theme: null, arc: null, cost: null, plannedFor: null, budget: null, financing: null },
});

const reader = (...open: readonly string[]): Reader => ({
  all: false,
  reads: (path) => open.includes(path),
  readsAnyOf: () => open.length > 0,
});

describe('what an attestation says of measures', () => {
  const measures = [
    measure('m1', 'implemented', 100),
    measure('m2', 'done-before', null),
    measure('m3', 'partly', 5),
    measure('m4', 'abandoned', 7),
    measure('m5', null, 9),
  ];

  it('is what is in place, with its saving where that is known', () => {
    expect(measuresInPlace(reader('measures.title', 'measures.outcome'), measures)).toEqual([
      { title: 'Measure m1', yearlySaving: 100 },
      { title: 'Measure m2', yearlySaving: null },
    ]);
  });

  it('is nothing for whom its title or its fate is closed', () => {
    expect(measuresInPlace(reader('measures.title'), measures)).toEqual([]);
    expect(measuresInPlace(reader('measures.outcome', 'measures.yearlySaving'), measures)).toEqual([]);
    expect(measuresInPlace(reader('measures.title', 'measures.outcome'), null)).toEqual([]);
  });
});
