import { Injectable } from '@nestjs/common';
import {
  RecoverCase,
  ReopenCase,
  ReportIncident,
  TerminateCase,
  WithdrawCase,
  type Actor,
} from '#libs/cases';
import type { CaseAction } from './case-action.js';

/** What ends a case, goes on with it or calls for help: a reason and nothing more. */
@Injectable()
export class CaseEndings {
  constructor(
    private readonly withdraw: WithdrawCase,
    private readonly terminate: TerminateCase,
    private readonly reopen: ReopenCase,
    private readonly report: ReportIncident,
    private readonly recover: RecoverCase,
  ) {}

  async act(
    actor: Actor,
    { stage, ...said }: { readonly reference: string; readonly reason: string; readonly stage: string },
    action: Exclude<CaseAction, 'suspend' | 'resume' | 'extend' | 'logContact'>,
    key: string,
  ): Promise<{ readonly reference: string }> {
    switch (action) {
      case 'withdraw':
        return this.withdraw.execute(actor, said, key);
      case 'terminate':
        return this.terminate.execute(actor, said, key);
      case 'reopen':
        return this.reopen.execute(actor, { ...said, stage }, key);
      case 'reportIncident':
        return this.report.execute(actor, said, key);
      case 'recover':
        return this.recover.execute(actor, said.reference, key);
    }
  }
}
