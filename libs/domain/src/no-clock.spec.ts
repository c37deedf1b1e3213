import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { CaseJourney } from '#libs/testing';
import { describeCase, fold, initialState, nextWake, project } from './index.js';

function forbidden(): never {
  throw new Error('the core asked for the clock, for chance or for ICU');
}

/** Runs the work in a world where the clock, chance and ICU throw; the test framework itself needs them again afterwards. */
function withoutThem<T>(work: () => T): T {
  const { now } = Date;
  const { random } = Math;
  const { Intl: icu } = globalThis;
  Date.now = forbidden;
  Math.random = forbidden;
  Reflect.deleteProperty(globalThis, 'Intl');
  try {
    return work();
  } finally {
    Date.now = now;
    Math.random = random;
    globalThis.Intl = icu;
  }
}

describe('I10: no wall clock, no ICU, no randomness in the core', () => {
  it('travels, folds, projects and describes a case without any of them', () => {
    const { journey, folded, rows, file } = withoutThem(() => {
      const journey = CaseJourney.opened();
      for (
        let wake = nextWake(journey.state);
        wake && journey.log.length < 12;
        wake = nextWake(journey.state)
      )
        journey.passTo(wake.at);
      const folded = journey.log.reduce(fold, initialState(journey.reference));
      return { journey, folded, rows: project(folded).items.length, file: describeCase(folded) };
    });
    expect(journey.log.length).toBeGreaterThan(3);
    expect(folded).toEqual(journey.state);
    expect(rows).toBeGreaterThan(0);
    expect(file).toContain(journey.reference);
    expect(() => withoutThem(() => Date.now())).toThrow('the core asked');
  });

  it.each([
    ['libs/domain/src/probe.ts', ['Intl', 'random', '"now"']],
    ['workflows/src/probe.ts', ['Intl', 'random']],
  ])('is held to it by lint: %s', (file, words) => {
    const args = ['node_modules/eslint/bin/eslint.js', '--print-config', file];
    const config = execFileSync(process.execPath, args, { encoding: 'utf8' });
    const { rules } = JSON.parse(config) as { rules: Readonly<Record<string, unknown>> };
    const restricted = JSON.stringify([
      rules['no-restricted-globals'],
      rules['no-restricted-syntax'],
      rules['no-restricted-properties'],
    ]);
    for (const word of words) expect(restricted).toContain(word);
  });
});
