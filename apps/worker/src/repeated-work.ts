import { setTimeout as pause } from 'node:timers/promises';
import { Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';

/** Work under way may hang in SMTP; whatever it leaves is the next process's. */
const waitAtEndMs = 5_000;

/** Work that comes round by machine time, one run at a time; a run that fails is one that the next makes good. */
export abstract class RepeatedWork implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger: Logger;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly name: string,
    private readonly everyMs: number,
  ) {
    this.logger = new Logger(name);
  }

  /** One run; what it answers is logged, unless it is null. */
  protected abstract run(): Promise<string | null>;

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.running ??= this.once().finally(() => (this.running = undefined));
    }, this.everyMs);
    this.timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await Promise.race([this.running, pause(waitAtEndMs, undefined, { ref: false })]);
  }

  private async once(): Promise<void> {
    try {
      const done = await this.run();
      if (done !== null) this.logger.log(done);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.logger.warn(`${this.name} could not run, it tries again: ${reason}`);
    }
  }
}
