import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError, type ActorFacts } from '#libs/domain';
import { Acts, LostWorkflows } from '#libs/persistence';
import { Acting } from '../acting/acting.js';
import { CaseEngine } from '../acting/case-engine.js';
import type { Actor } from '../actor.js';
import { CaseAccess } from '../case-access.js';

export interface Recovered {
  readonly reference: string;
  /** False when the workflow was running already. */
  readonly started: boolean;
}

/** Whoever has the installation in hand: the command line has nobody signed in, and the trail claims nobody's name. */
const operator: ActorFacts = {
  person: 'operator',
  organisation: null,
  roles: ['administrator'],
  partners: [],
  functions: [],
  channel: 'signed-in',
  onBehalfOf: null,
};

/**
 * Starts a lost workflow again from its log, at the right place and with no mail repeated; the act that says who did it is
 * the first thing its new run hears (I13). Harmless while the workflow runs.
 */
@Injectable()
export class RecoverCase {
  constructor(
    private readonly acting: Acting,
    private readonly access: CaseAccess,
    private readonly acts: Acts,
    private readonly engine: CaseEngine,
    private readonly lost: LostWorkflows,
  ) {}

  /** Throws `case.closed`: a closed case needs no workflow. */
  async execute(actor: Actor, reference: string, key: string): Promise<Recovered> {
    return this.unlessRunning(reference, () =>
      this.acting.perform(
        actor,
        { key, route: `cases/${reference}/recovery`, sent: { reference } },
        async () => {
          const found = await this.access.caseToActOn(actor, 'recover-case', reference);
          await this.requireLost(reference, found.status);
          const { programme, organisation } = found;
          return { reference, programme, organisation, body: { type: 'recover' }, item: null };
        },
      ),
    );
  }

  /** The same for the operator's command line. */
  async restart(reference: string): Promise<Recovered> {
    return this.unlessRunning(reference, async () => {
      await this.requireLost(reference);
      const [request, body] = [randomUUID(), { type: 'recover' } as const];
      const fingerprint = createHash('sha256').update(request).digest('hex');
      const stored = await this.acts.store({
        ...{ id: randomUUID(), reference, request, fingerprint, body, actor: operator },
      });
      if (stored.status === 'request-reused') throw new Error(`Request ${request} was used before.`);
      const { id, hash } = stored.act;
      await this.engine.restart(reference, { ...body, request, act: { id, hash }, actor: operator });
    });
  }

  /** Every case that the sweep has found lost. */
  async restartAll(): Promise<readonly Recovered[]> {
    const recovered: Recovered[] = [];
    for (const reference of await this.lost.list()) recovered.push(await this.restart(reference));
    return recovered;
  }

  private async requireLost(reference: string, status?: 'open' | 'closed'): Promise<void> {
    if (status === 'closed') throw new DomainError('conflict', 'case.closed', reference);
    if (await this.engine.isRunning(reference)) throw new DomainError('conflict', 'case.running', reference);
  }

  private async unlessRunning(reference: string, recover: () => Promise<unknown>): Promise<Recovered> {
    try {
      await recover();
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'case.running') throw error;
      await this.lost.clear(reference);
      return { reference, started: false };
    }
    await this.lost.clear(reference);
    return { reference, started: true };
  }
}
