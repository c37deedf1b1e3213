import { Injectable } from '@nestjs/common';
import { approvalOutcomes, DomainError, type ActBody, type ApprovalOutcome } from '#libs/domain';
import { Acting } from '../acting/acting.js';
import type { Acted, Actor } from '../actor.js';
import { CaseAccess } from '../case-access.js';
import { optionalWords, requiredReason } from './reason.js';

export interface DecideApprovalInput {
  /** Approval id. */
  readonly item: string;
  /** One of `approvalOutcomes`. */
  readonly outcome: string;
  /** Required for return, reject and defer, and where the definition asks for one. */
  readonly reason?: string;
  /** Conditions of an approval: each becomes a task, due on its `date` (`YYYY-MM-DD`). */
  readonly conditions?: readonly ConditionInput[];
  /** Keys of the tasks to reopen on a return; the definition's own list unless told. */
  readonly reopens?: readonly string[];
  /** Place on the waiting list, from 1, with a deferral of an admission. */
  readonly rank?: number;
}

export interface ConditionInput {
  readonly text: string;
  readonly date: string;
}

/** Gives the actor's voice on an approval. */
@Injectable()
export class DecideApproval {
  constructor(
    private readonly acting: Acting,
    private readonly access: CaseAccess,
  ) {}

  async execute(actor: Actor, input: DecideApprovalInput, key: string): Promise<Acted> {
    const { item: approval } = input;
    return this.acting.perform(
      actor,
      { key, route: `approvals/${approval}/decisions`, sent: input },
      async () => {
        if (actor.link?.proven === false) throw codeNeeded(approval);
        const found = await this.access.itemToActOn(actor, approval, 'approval');
        const outcome = checkedOutcome(input.outcome);
        const reason = outcome === 'approve' ? optionalWords(input.reason) : requiredReason(input.reason);
        const conditions = (input.conditions ?? []).map(checkedCondition);
        return {
          reference: found.case.reference,
          programme: found.case.programme,
          organisation: found.case.organisation,
          body: bodyOf(input, outcome, reason !== undefined, conditions),
          item: approval,
          ...(reason === undefined ? {} : { reason }),
          ...(conditions.length === 0 ? {} : { answers: { conditions } }),
        };
      },
    );
  }
}

function bodyOf(
  { item, reopens = [], rank }: DecideApprovalInput,
  outcome: ApprovalOutcome,
  reasoned: boolean,
  conditions: readonly ConditionInput[],
): Extract<ActBody, { type: 'decide' }> {
  return {
    type: 'decide',
    approval: item,
    outcome,
    reopens,
    ...(reasoned ? { reasoned } : {}),
    ...(conditions.length === 0 ? {} : { conditions: conditions.map(({ date }) => ({ date })) }),
    ...(rank === undefined ? {} : { rank }),
  };
}

/** A forwarded link must decide nothing; every page and program passes here. */
function codeNeeded(approval: string): DomainError {
  return new DomainError('forbidden', 'link.code-needed', approval, {
    hint: 'Ask for a code: it is mailed to the address that the link was made for.',
  });
}

function checkedCondition({ text, date }: ConditionInput): ConditionInput {
  return { text: requiredReason(text), date };
}

function checkedOutcome(outcome: string): ApprovalOutcome {
  const known = approvalOutcomes.find((candidate) => candidate === outcome);
  if (!known)
    throw new DomainError('invalid', 'approval.outcome-unknown', outcome, {
      hint: `Use one of ${approvalOutcomes.join(', ')}.`,
    });
  return known;
}
