/**
 * Case time: the moments that events, due dates, link expiry and a mail's Date speak of. Machine time (leases, the sweep,
 * sessions, rate limits) is not read here. Abstract class rather than interface, so that Nest can inject by it.
 */
export abstract class CaseClock {
  /** Milliseconds since 1970-01-01T00:00Z. */
  abstract now(): number;
}

/** Case time is the machine's: everywhere but in the demo and in tests. */
export class SystemClock extends CaseClock {
  now(): number {
    return Date.now();
  }
}

/** Case time that stands still until it is moved: the demo's virtual time, for all cases in lockstep. */
export class SettableClock extends CaseClock {
  constructor(private moment: number) {
    super();
  }

  now(): number {
    return this.moment;
  }

  /** Throws when the moment lies in the past: events of a case never go back in time. */
  set(moment: number): void {
    if (!(moment >= this.moment))
      throw new RangeError(`Case time cannot go back from ${this.moment} to ${moment}.`);
    this.moment = moment;
  }

  /** Moves on by a number of milliseconds. */
  advance(milliseconds: number): void {
    this.set(this.moment + milliseconds);
  }
}
