import { Injectable } from '@nestjs/common';
import { DomainError } from '#libs/domain';
import type { Acted, Actor } from '../actor.js';
import { DecideApproval, type DecideApprovalInput } from './decide-approval.js';

/** What became of one decision of many. */
export type DecisionReport =
  | ({ readonly item: string; readonly status: 'done' } & Acted)
  | {
      readonly item: string;
      readonly status: 'refused' | 'unavailable';
      readonly code: string;
      readonly subject: string | null;
      /** What to do about it. */
      readonly hint?: string;
    };

const mostAtOnce = 100;

/** Several decisions at once: each is its own act, and one that is refused keeps no other back. */
@Injectable()
export class DecideMany {
  constructor(private readonly decide: DecideApproval) {}

  /** In the order sent, so that a quota goes to those named first. Throws `decisions.too-many` or `decisions.twice`. */
  async execute(
    actor: Actor,
    decisions: readonly DecideApprovalInput[],
    key: string,
  ): Promise<readonly DecisionReport[]> {
    if (decisions.length === 0 || decisions.length > mostAtOnce)
      throw new DomainError('invalid', 'decisions.too-many', null, {
        hint: `Send 1 to ${mostAtOnce} decisions at once.`,
      });
    if (new Set(decisions.map(({ item }) => item)).size < decisions.length)
      throw new DomainError('invalid', 'decisions.twice', null, {
        hint: 'Decide each approval once.',
      });
    const reports: DecisionReport[] = [];
    for (const decision of decisions) reports.push(await this.one(actor, decision, key));
    return reports;
  }

  private async one(actor: Actor, decision: DecideApprovalInput, key: string): Promise<DecisionReport> {
    const { item } = decision;
    try {
      return { item, status: 'done', ...(await this.decide.execute(actor, decision, key)) };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const status = error.kind === 'unavailable' ? 'unavailable' : 'refused';
      const { code, subject, details } = error;
      return { item, status, code, subject, ...(details.hint !== undefined && { hint: details.hint }) };
    }
  }
}
