import { describe, expect, it } from '@jest/globals';
import { SettableClock } from './index.js';

describe('case time in the demo', () => {
  it('stands still until it is moved, and never goes back', () => {
    const clock = new SettableClock(1_000);
    expect(clock.now()).toBe(1_000);
    clock.advance(500);
    expect(clock.now()).toBe(1_500);
    clock.set(2_000);
    expect(() => clock.set(1_999)).toThrow(RangeError);
    expect(() => clock.advance(Number.NaN)).toThrow(RangeError);
    expect(clock.now()).toBe(2_000);
  });
});
