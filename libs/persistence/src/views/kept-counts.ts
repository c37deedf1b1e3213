/**
 * Machine milliseconds. Counting among 20,000 cases takes a while: what was counted is counted again once it is older than the first,
 * while whoever asks is answered with the earlier numbers; nobody is answered with what is older than the second.
 */
export const [freshMs, keptMs] = [20_000, 60_000];
const mostKept = 500;

interface Counted<T> {
  readonly at: number;
  readonly counts: T;
}

/** Numbers that may be some seconds old, by what was counted. */
export class KeptCounts<T> {
  private readonly kept = new Map<string, Counted<T>>();
  private readonly underWay = new Map<string, Promise<T>>();

  /** What is soon counted is not worth keeping; `now` is a monotonic clock in milliseconds. */
  constructor(
    private readonly isWorthKeeping: (counts: T) => boolean,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Never older than `keptMs`; whoever asks for the same while it is being counted waits for the same answer. */
  async of(key: string, count: () => Promise<T>): Promise<T> {
    const before = this.kept.get(key);
    const age = before ? this.now() - before.at : Number.POSITIVE_INFINITY;
    if (before && age < freshMs) return before.counts;
    const counting = this.underWay.get(key) ?? this.count(key, count);
    if (!before || age >= keptMs) return counting;
    // Whoever asks next finds out what went wrong, or the new numbers.
    counting.catch(() => undefined);
    return before.counts;
  }

  private count(key: string, count: () => Promise<T>): Promise<T> {
    const at = this.now();
    const counting = count()
      .then((counts) => {
        if (this.kept.size >= mostKept) this.kept.clear();
        if (this.isWorthKeeping(counts)) this.kept.set(key, { at, counts });
        else this.kept.delete(key);
        return counts;
      })
      .finally(() => this.underWay.delete(key));
    this.underWay.set(key, counting);
    return counting;
  }
}
