import { Injectable } from '@nestjs/common';
import { DomainError } from '#libs/domain';
import type { Organisation } from '#libs/persistence';
import { Acting } from '../acting/acting.js';
import type { Acted, Actor } from '../actor.js';
import { CatchUp } from '../calendars/catch-up.js';
import { CaseAccess } from '../case-access.js';
import { OpeningPlans, type OpenCaseInput } from './opening-plans.js';

/** Opens a case; the reference is in the answer. */
@Injectable()
export class OpenCase {
  constructor(
    private readonly acting: Acting,
    private readonly access: CaseAccess,
    private readonly plans: OpeningPlans,
    private readonly catchUp: CatchUp,
  ) {}

  async execute(actor: Actor, input: OpenCaseInput, key: string): Promise<Acted> {
    const acted = await this.acting.performOpening(actor, { key, route: 'cases', sent: input }, async () => {
      this.authorise(actor, input);
      return this.plans.of(actor, input);
    });
    // Somebody may have changed the company's calendar since it was read; what goes wrong here is the sweep's.
    await this.catchUp.run({ organisation: input.organisation }).catch(() => undefined);
    return acted;
  }

  /** The code under which it would be refused; null where it would not. `organisation` need not stand yet. Opens nothing. */
  async foresee(actor: Actor, input: OpenCaseInput, organisation: Organisation): Promise<string | null> {
    try {
      this.authorise(actor, input);
      return await this.acting.foreseeOpening(actor, await this.plans.foreseen(actor, input, organisation));
    } catch (error) {
      if (error instanceof DomainError && error.kind !== 'unavailable') return error.code;
      throw error;
    }
  }

  private authorise({ link, viewer }: Actor, { programme }: OpenCaseInput): void {
    if (link) throw new DomainError('forbidden', 'link.other-item');
    this.access.programme(viewer, 'open-case', programme);
  }
}
