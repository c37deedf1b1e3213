/** Chance that a seed decides (mulberry32): the same seed gives the same case on every machine. */
export class Chance {
  private position: number;

  constructor(readonly seed: number) {
    this.position = seed >>> 0;
  }

  /** At least 0, less than 1. */
  next(): number {
    this.position = (this.position + 0x6d2b79f5) >>> 0;
    let mixed = this.position;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from 0, less than `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  /** True that often. */
  holds(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(values: readonly T[]): T {
    const value = values[this.below(values.length)];
    if (value === undefined) throw new RangeError('There is nothing to pick from.');
    return value;
  }

  /** Each of them that often, in their order. */
  some<T>(values: readonly T[], probability = 0.5): readonly T[] {
    return values.filter(() => this.holds(probability));
  }

  /** What it makes, that often; else nothing, to be spread into an object. */
  perhaps<T extends object>(probability: number, make: () => T): T | Record<string, never> {
    return this.holds(probability) ? make() : {};
  }
}
