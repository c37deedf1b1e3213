import { CancellationScope, condition } from '@temporalio/workflow';

/**
 * Runs tasks one after another, each to its end; a failing task fails only its own caller. Make it in the workflow's main
 * function: what runs in a handler's own context marks every event it causes with the update's id, 5 % of all history.
 */
export class Fifo {
  private readonly waiting: (() => Promise<void>)[] = [];
  private count = 0;

  constructor() {
    // Handlers live in the root scope: without an own one, a cancellation in the UI would stop a commit half-way.
    void CancellationScope.nonCancellable(() => this.serve());
  }

  /** Nothing runs or waits. */
  get idle(): boolean {
    return this.count === 0;
  }

  run<T>(task: () => Promise<T>): Promise<T> {
    this.count++;
    return new Promise((resolve, reject) => {
      this.waiting.push(async () => {
        try {
          resolve(await task());
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        } finally {
          this.count--;
        }
      });
    });
  }

  private async serve(): Promise<never> {
    for (;;) {
      await condition(() => this.waiting.length > 0);
      await this.waiting.shift()?.();
    }
  }
}
