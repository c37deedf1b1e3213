import { Injectable } from '@nestjs/common';
import { Sweep } from '#libs/cases';
import { RepeatedWork } from './repeated-work.js';

/** Runs the sweep every 30 seconds of machine time. */
@Injectable()
export class SweepTimer extends RepeatedWork {
  constructor(private readonly sweep: Sweep) {
    super('Sweep', 30_000);
  }

  protected async run(): Promise<string | null> {
    const swept = await this.sweep.run();
    return swept && swept.nudged.length > 0 ? `Nudged ${swept.nudged.join(', ')}` : null;
  }
}
