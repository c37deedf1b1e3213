import { Injectable } from '@nestjs/common';
import { approvalOutcomes, DomainError, type ApprovalOutcome } from '#libs/domain';
import { Acting } from '../acting/acting.js';
import type { Acted, Actor } from '../actor.js';
import { CaseAccess } from '../case-access.js';
import { optionalWords, requiredReason } from './reason.js';

export interface DecideApprovalInput {
  /** Approval id. */
  readonly item: string;
  /** One of `approvalOutcomes`. */
  readonly outcome: string;
  /** Required for return, reject and defer. */
  readonly reason?: string;
  /** Conditions of an approval. */
  readonly conditions?: string;
  /** Keys of the tasks to reopen on a return; the definition's own list unless told. */
  readonly reopens?: readonly string[];
}

/** Decides an approval. */
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
        const found = await this.access.itemToActOn(actor, approval, 'approval');
        const outcome = checkedOutcome(input.outcome);
        const reason = outcome === 'approve' ? optionalWords(input.reason) : requiredReason(input.reason);
        const conditions = optionalWords(input.conditions);
        return {
          reference: found.case.reference,
          programme: found.case.programme,
          organisation: found.case.organisation,
          body: { type: 'decide', approval, outcome, reopens: input.reopens ?? [] },
          item: approval,
          ...(reason === undefined ? {} : { reason }),
          ...(conditions === undefined ? {} : { answers: { conditions } }),
        };
      },
    );
  }
}

function checkedOutcome(outcome: string): ApprovalOutcome {
  const known = approvalOutcomes.find((candidate) => candidate === outcome);
  if (!known)
    throw new DomainError('invalid', 'approval.outcome-unknown', outcome, {
      hint: `Use one of ${approvalOutcomes.join(', ')}.`,
    });
  return known;
}
