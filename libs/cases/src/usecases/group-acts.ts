import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { checkedGroup, inTurns, reportOn, type CaseReport } from './group.js';
import { LogContact } from './log-contact.js';
import { SuspendCase } from './suspend-case.js';

/** What can be done to several cases at once. */
export const groupActs = ['suspend', 'resume', 'log-contact'] as const;
export type GroupAct = (typeof groupActs)[number];

export interface GroupActInput {
  readonly act: GroupAct;
  readonly references: readonly string[];
  /** Why; of a contact, what was said. A resumption needs none. */
  readonly reason?: string;
  /** Of a suspension: the day on which the clocks start again by themselves. */
  readonly until?: string;
  /** Of a contact: how, and the day for which the companies promised something. */
  readonly medium?: string;
  readonly promised?: string;
}

/** One act on many cases: each is an act of its own (I1), under its own rules, with its own line in the answer. */
@Injectable()
export class GroupActs {
  constructor(
    private readonly suspension: SuspendCase,
    private readonly contacts: LogContact,
  ) {}

  /** In the order named. Throws `group.size` or `group.twice`. */
  async execute(actor: Actor, input: GroupActInput, key: string): Promise<readonly CaseReport[]> {
    return inTurns(checkedGroup(input.references), (reference) =>
      reportOn(reference, () => this.one(actor, reference, input, key)),
    );
  }

  private async one(actor: Actor, reference: string, input: GroupActInput, key: string): Promise<void> {
    const { act, reason = '', until, medium = '', promised } = input;
    if (act === 'suspend')
      await this.suspension.execute(actor, { reference, reason, ...(until !== undefined && { until }) }, key);
    else if (act === 'resume')
      await this.suspension.resume(actor, { reference, ...(reason !== '' && { reason }) }, key);
    else
      await this.contacts.execute(
        actor,
        { reference, medium, note: reason, ...(promised !== undefined && { promised }) },
        key,
      );
  }
}
