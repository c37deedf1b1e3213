import { Injectable } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import { LostWorkflows } from '#libs/persistence';
import { CaseEngine } from '../acting/case-engine.js';

/**
 * Finds cases that are open here and that Temporal does not have: terminated by hand, or gone with a server that was restored
 * from an older backup (I13). A list may lag behind, so each suspicion is confirmed by the workflow itself.
 */
@Injectable()
export class FindLost {
  constructor(
    private readonly lost: LostWorkflows,
    private readonly engine: CaseEngine,
    private readonly clock: CaseClock,
  ) {}

  /** All open cases but those of the last minutes, which may be opening or closing. Answers those lost. */
  async among(olderThanMs: number): Promise<readonly string[]> {
    const settled = await this.lost.settledCases(olderThanMs);
    if (settled.length === 0) return [];
    const running = await this.engine.listRunning();
    const suspects = new Set([...(await this.lost.list()), ...settled.filter((each) => !running.has(each))]);
    const lost: string[] = [];
    for (const reference of suspects) if (await this.check(reference)) lost.push(reference);
    return lost;
  }

  /** Marks an open case whose workflow does not run, or takes the mark away. */
  async check(reference: string): Promise<boolean> {
    const running = await this.engine.isRunning(reference);
    const open = !running && (await this.lost.isOpen(reference));
    if (open) await this.lost.mark(reference, this.clock.now());
    else await this.lost.clear(reference);
    return open;
  }
}
