import type { Client } from '@temporalio/client';
import { CaseEngine, type CaseStart, type CasesOptions } from '#libs/cases';
import { actUpdate, type CaseInput } from '#libs/contracts';
import type { ActCommand } from '#libs/domain';
import type { CaseLog } from '#libs/persistence';
import { benchQueue } from './installation.js';

/** Opens cases that run on the hand-written workflow; every later act finds it by reference, through the product's own way. */
export class HandWrittenEngine extends CaseEngine {
  constructor(
    private readonly temporal: Client,
    options: CasesOptions,
    log: CaseLog,
  ) {
    super(temporal, options, log);
  }

  override async open(start: CaseStart, command: ActCommand): Promise<number> {
    const handle = await this.temporal.workflow.start<(input: CaseInput) => Promise<void>>(
      'handWrittenCase',
      {
        workflowId: start.reference,
        taskQueue: benchQueue,
        args: [{ reference: start.reference }],
        staticSummary: `${start.settings.organisation}: ${start.title}`,
      },
    );
    const { seq } = await handle.executeUpdate(actUpdate, { args: [command, 0], updateId: command.request });
    return seq;
  }
}
