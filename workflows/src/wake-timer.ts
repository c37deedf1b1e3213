import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import { describeWake, type Wake } from '#libs/domain';

interface Armed {
  readonly at: number;
  readonly summary: string;
  readonly scope: CancellationScope;
}

/** The one timer of a case. Call `arm` inside a non-cancellable scope, which the timer inherits. */
export class WakeTimer {
  private armed: Armed | undefined;

  /** `ring` is called once each time an armed wake is reached. */
  constructor(private readonly ring: () => Promise<unknown>) {}

  /** Replaces the armed wake; the same instant with the same summary stays armed. */
  arm(wake: Wake | null): void {
    const summary = wake ? describeWake(wake) : '';
    if (wake && this.armed?.at === wake.at && this.armed.summary === summary) return;
    this.armed?.scope.cancel();
    this.armed = undefined;
    if (!wake) return;
    const armed: Armed = { at: wake.at, summary, scope: new CancellationScope() };
    this.armed = armed;
    void this.wait(armed);
  }

  private async wait(armed: Armed): Promise<void> {
    try {
      await armed.scope.run(() => sleep(Math.max(1, armed.at - Date.now()), { summary: armed.summary }));
    } catch (error) {
      if (isCancellation(error)) return;
      throw error;
    }
    // Re-armed in the very activation in which it fired: the other timer rings.
    if (this.armed !== armed) return;
    this.armed = undefined;
    await this.ring();
  }
}
