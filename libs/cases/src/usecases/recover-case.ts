import { Injectable } from '@nestjs/common';
import { DomainError } from '#libs/domain';
import type { Viewer } from '#libs/identity';
import { CaseLog } from '#libs/persistence';
import { CaseEngine } from '../acting/case-engine.js';
import { isClosed, startOfLog } from '../acting/case-start.js';
import { CaseAccess } from '../case-access.js';

/** Starts a case's workflow again from its log; harmless while it still runs. */
@Injectable()
export class RecoverCase {
  constructor(
    private readonly access: CaseAccess,
    private readonly engine: CaseEngine,
    private readonly log: CaseLog,
  ) {}

  /** `started` is false when the workflow was running already. Throws `case.closed`: a closed case needs none. */
  async execute(
    viewer: Viewer,
    reference: string,
  ): Promise<{ readonly reference: string; readonly started: boolean }> {
    await this.access.case(viewer, 'recover-case', reference);
    return this.restart(reference);
  }

  /** The same for the operator's command line, which has nobody signed in. */
  async restart(reference: string): Promise<{ readonly reference: string; readonly started: boolean }> {
    const log = await this.log.load(reference);
    const start = startOfLog(reference, log);
    if (!start) throw new DomainError('not-found', 'case.unknown', reference);
    if (isClosed(log)) throw new DomainError('conflict', 'case.closed', reference);
    return { reference, started: await this.engine.recover(start) };
  }
}
