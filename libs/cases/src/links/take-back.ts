import { Injectable } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import { DomainError } from '#libs/domain';
import { may } from '#libs/identity';
import { Handovers, type Handover } from '#libs/persistence';
import type { Actor } from '../actor.js';
import { CaseAccess, type ItemInCase } from '../case-access.js';
import { mayHandOver } from './hand-over.js';

export interface TakeBackInput {
  /** Task id. */
  readonly task: string;
  /** Id of the handover. */
  readonly handover: string;
}

/**
 * Takes a task back from a colleague: their link says so from now on, and opens nothing more. What they saved stays on the task's
 * form. Nobody is mailed: whoever takes back a thing says so themselves.
 */
@Injectable()
export class TakeBack {
  constructor(
    private readonly access: CaseAccess,
    private readonly handovers: Handovers,
    private readonly clock: CaseClock,
  ) {}

  /** A second time answers as the first. Throws `handover.unknown` and `handover.not-yours`. */
  async execute(actor: Actor, { task, handover }: TakeBackInput): Promise<Handover> {
    const found = await this.access.itemToActOn(actor, task, 'task');
    if (!mayTakeBack(actor, found)) throw new DomainError('forbidden', 'handover.not-yours', task);
    const row = (await this.handovers.ofItem(task)).find(({ id }) => id === handover);
    if (!row) throw new DomainError('not-found', 'handover.unknown', handover);
    return (await this.handovers.end(row.id, { at: this.clock.now(), by: actor.viewer.person })) ?? row;
  }
}

/** Of whom the task is asked, and who looks after the case. */
export function mayTakeBack(actor: Actor, found: ItemInCase): boolean {
  return mayHandOver(actor, found) || (actor.link === null && may(actor.viewer, 'end-handover', found.case));
}
