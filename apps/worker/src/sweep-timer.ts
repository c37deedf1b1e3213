import { setTimeout as pause } from 'node:timers/promises';
import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Sweep } from '#libs/cases';

const everyMs = 30_000;

/** A sweep under way may hang in SMTP; whatever it leaves is the next process's. */
const waitAtEndMs = 5_000;

/** Runs the sweep every 30 seconds of machine time, one run at a time. */
@Injectable()
export class SweepTimer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Sweep');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly sweep: Sweep) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.running = this.running.then(() => this.once());
    }, everyMs);
    this.timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await Promise.race([this.running, pause(waitAtEndMs, undefined, { ref: false })]);
  }

  private async once(): Promise<void> {
    try {
      const swept = await this.sweep.run();
      if (swept && swept.nudged.length > 0) this.logger.log(`Nudged ${swept.nudged.join(', ')}`);
    } catch (error) {
      this.logger.warn(
        `The sweep could not run, it tries again: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
}
