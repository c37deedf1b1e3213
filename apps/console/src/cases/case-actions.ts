import { Injectable } from '@nestjs/common';
import { OpenCase, RecoverCase, ReportIncident, TerminateCase, WithdrawCase, type Actor } from '#libs/cases';
import { DomainError } from '#libs/domain';
import { isAway, statusOf } from '../http/faults.js';
import { requestKey } from '../work/task-desk.js';
import type { CaseAction } from './action.view.js';

/** Done, or a page that says what to change; `notice` is a message key. */
export type ActionAnswer =
  | { readonly ok: true; readonly reference: string }
  | { readonly ok: false; readonly status: number; readonly notice: string };

/** What is done to a whole case, from the posted forms of the console. */
@Injectable()
export class CaseActions {
  constructor(
    private readonly opening: OpenCase,
    private readonly withdraw: WithdrawCase,
    private readonly terminate: TerminateCase,
    private readonly report: ReportIncident,
    private readonly recover: RecoverCase,
  ) {}

  async open(actor: Actor, body: Readonly<Record<string, unknown>>): Promise<ActionAnswer> {
    const { programme, organisation, definition } = body;
    const input = {
      programme: text(programme),
      organisation: text(organisation),
      ...(text(definition) && { definition: text(definition) }),
    };
    return answered(() => this.opening.execute(actor, input, requestKey(body['key'], input)));
  }

  async act(
    actor: Actor,
    reference: string,
    action: CaseAction,
    body: Readonly<Record<string, unknown>>,
  ): Promise<ActionAnswer> {
    const reason = text(body['reason']);
    const key = requestKey(body['key'], reason);
    return answered(() => {
      switch (action) {
        case 'withdraw':
          return this.withdraw.execute(actor, { reference, reason }, key);
        case 'terminate':
          return this.terminate.execute(actor, { reference, reason }, key);
        case 'reportIncident':
          return this.report.execute(actor, { reference, reason }, key);
        case 'recover':
          return this.recover.execute(actor.viewer, reference);
      }
    });
  }
}

/** Turns an expected refusal into the notice of the page it came from. */
export async function answered(act: () => Promise<{ readonly reference: string }>): Promise<ActionAnswer> {
  try {
    return { ok: true, reference: (await act()).reference };
  } catch (error) {
    if (isAway(error)) return { ok: false, status: 503, notice: 'notice.unavailable' };
    if (error instanceof DomainError && ['invalid', 'conflict', 'forbidden'].includes(error.kind))
      return { ok: false, status: statusOf[error.kind], notice: `refusal.${error.code}` };
    throw error;
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
