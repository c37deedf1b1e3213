import { CancellationScope } from '@temporalio/workflow';

/** Runs tasks one after another, each to its end; a failing task fails only its own caller. */
export class Fifo {
  private tail: Promise<unknown> = Promise.resolve();
  private count = 0;

  /** Nothing runs or waits. */
  get idle(): boolean {
    return this.count === 0;
  }

  run<T>(task: () => Promise<T>): Promise<T> {
    this.count++;
    // Handlers live in the root scope: without an own one, a cancellation in the UI would stop a commit half-way.
    const result = this.tail
      .then(() => CancellationScope.nonCancellable(task))
      .finally(() => {
        this.count--;
      });
    this.tail = result.catch(() => undefined);
    return result;
  }
}
