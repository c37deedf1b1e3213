import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import {
  decide,
  DomainError,
  initialState,
  type ActBody,
  type ActCommand,
  type ActorFacts,
  type CaseState,
} from '#libs/domain';
import { Acts, CaseViews, type StoreAnswer, type StoredAct } from '#libs/persistence';
import type { Acted, Actor, Declaration } from '../actor.js';
import { CaseStates } from '../case-states.js';
import { FactsOfActors } from './actor-facts.js';
import { declaration, declaredWords } from './declaration.js';
import { CaseEngine } from './case-engine.js';
import type { CaseStart } from './case-start.js';
import { refusalFor } from './refusals.js';
import { fingerprintOf, requestId, type ActRequest } from './request.js';

type OpenBody = Extract<ActBody, { type: 'open' }>;

/** An authorised and checked act, before it is stored. */
export interface PlannedAct {
  readonly reference: string;
  readonly programme: string;
  /** The case's organisation. */
  readonly organisation: string;
  readonly body: Exclude<ActBody, OpenBody>;
  /** Task, approval or incident it is about. */
  readonly item: string | null;
  readonly answers?: Readonly<Record<string, unknown>>;
  readonly reason?: string;
  /** Ids of uploads it attaches. */
  readonly documents?: readonly string[];
  /** Code of the contact whose words are taken down. */
  readonly saidBy?: string;
}

/** An authorised opening; its reference is allocated when it is stored. */
export interface PlannedOpening {
  readonly programme: string;
  readonly organisation: string;
  readonly country: string;
  /** Title for the Temporal UI. */
  readonly title: string;
  readonly answers?: Readonly<Record<string, unknown>>;
  readonly body: (reference: string) => OpenBody;
}

/**
 * The way of every human act (I1): its words are stored first, then the case decides with typed facts. A request seen before
 * is answered as before, whatever became of its case since (I11); `plan` runs for new requests only.
 */
@Injectable()
export class Acting {
  constructor(
    private readonly acts: Acts,
    private readonly facts: FactsOfActors,
    private readonly views: CaseViews,
    private readonly engine: CaseEngine,
    private readonly clock: CaseClock,
    private readonly states: CaseStates,
  ) {}

  /** The code under which the case would refuse the act as it stands now; null where it would not. Stores nothing. */
  async foresee(actor: Actor, planned: PlannedAct): Promise<string | null> {
    const { reference, body } = planned;
    const [state, facts] = await Promise.all([this.states.of(reference), this.actorFacts(actor, planned)]);
    return this.refusalOf(state, facts, body);
  }

  /** The same for an opening. */
  async foreseeOpening(
    actor: Actor,
    { programme, organisation, country, body }: PlannedOpening,
  ): Promise<string | null> {
    const scope = { programme, organisation, country };
    const facts = await this.facts.of(actor, scope, 'open', undefined);
    const reference = `${programme}-${new Date(this.clock.now()).getUTCFullYear()}-0000`;
    return this.refusalOf(initialState(reference), facts, body(reference));
  }

  private refusalOf(state: CaseState, actor: ActorFacts, body: ActBody): string | null {
    const command = { request: 'foreseen', act: { id: 'foreseen', hash: 'foreseen' }, actor, ...body };
    const decision = decide(state, command, this.clock.now());
    return decision.ok ? null : decision.rejection.code;
  }

  async perform(actor: Actor, request: ActRequest, plan: () => Promise<PlannedAct>): Promise<Acted> {
    const id = requestId(actor.viewer.person, request);
    const declared = declaredWords(actor);
    const fingerprint = fingerprintOf({ ...request, sent: said(request.sent, declared) });
    const earlier = await this.acts.findByRequest(id);
    if (earlier)
      return this.repeat(earlier, fingerprint, (command) => this.sendTo(earlier.reference, command));
    const planned = await plan();
    const { reference, body, item } = planned;
    const stored = await this.acts.store({
      id: randomUUID(),
      reference,
      request: id,
      fingerprint,
      actor: await this.actorFacts(actor, planned),
      body,
      item,
      answers: { ...planned.answers, ...(declared && { [declaration]: declared }) },
      reason: planned.reason ?? null,
      documents: planned.documents ?? [],
      link: actor.link?.id ?? null,
    });
    return this.settle(stored, (command) => this.sendTo(reference, command));
  }

  async performOpening(
    actor: Actor,
    request: ActRequest,
    plan: () => Promise<PlannedOpening>,
  ): Promise<Acted> {
    const id = requestId(actor.viewer.person, request);
    const fingerprint = fingerprintOf(request);
    const earlier = await this.acts.findByRequest(id);
    if (earlier)
      return this.repeat(earlier, fingerprint, (command) => this.engine.open(startOf(earlier), command));
    const planned = await plan();
    const { programme, organisation, country } = planned;
    const scope = { programme, organisation, country };
    const actorFacts = await this.facts.of(actor, scope, 'open', undefined);
    const stored = await this.acts.storeOpening({
      request: id,
      fingerprint,
      programme,
      year: new Date(this.clock.now()).getUTCFullYear(),
      act: (reference) => ({
        id: randomUUID(),
        actor: actorFacts,
        body: planned.body(reference),
        item: null,
        answers: planned.answers ?? {},
      }),
    });
    return this.settle(stored, (command, act) => this.engine.open(startOf(act), command));
  }

  private async actorFacts(actor: Actor, planned: PlannedAct): Promise<ActorFacts> {
    const { reference, body, item, saidBy } = planned;
    const [found, about] = await Promise.all([
      this.views.findCase(reference),
      item === null ? undefined : this.views.item(item),
    ]);
    if (!found) throw new DomainError('not-found', 'case.unknown', reference);
    const { programme, organisation, country } = found;
    const scope = { programme, organisation, country };
    return saidBy === undefined
      ? this.facts.of(actor, scope, body.type, about)
      : this.facts.takingDown(actor, scope, saidBy);
  }

  private sendTo(reference: string, command: ActCommand): Promise<number> {
    return command.type === 'reopen' || command.type === 'recover'
      ? this.engine.restart(reference, command)
      : this.engine.act(reference, command);
  }

  private async settle(
    answer: StoreAnswer,
    send: (command: ActCommand, act: StoredAct) => Promise<number>,
  ): Promise<Acted> {
    if (answer.status === 'request-reused') throw reused();
    return this.send(answer.act, send);
  }

  private async repeat(
    act: StoredAct,
    fingerprint: string,
    send: (command: ActCommand, act: StoredAct) => Promise<number>,
  ): Promise<Acted> {
    if (act.fingerprint !== fingerprint) throw reused();
    return this.send(act, send);
  }

  private async send(
    act: StoredAct,
    send: (command: ActCommand, act: StoredAct) => Promise<number>,
  ): Promise<Acted> {
    if (act.state === 'consumed' && act.seq !== null) return { reference: act.reference, seq: act.seq };
    if (act.state === 'refused') {
      const code = act.refusal ?? 'act.refused';
      throw refusalFor(code, act.item);
    }
    const { request, actor, body } = act;
    try {
      const seq = await send({ request, act: { id: act.id, hash: act.hash }, actor, ...body }, act);
      return { reference: act.reference, seq };
    } catch (error) {
      if (error instanceof DomainError && error.kind !== 'unavailable')
        await this.acts.refuse(act.id, error.code);
      throw error;
    }
  }
}

/** The same form from another hand is another request. */
function said(sent: unknown, declared: Declaration | undefined): unknown {
  return declared ? { sent, declared } : sent;
}

function reused(): DomainError {
  return new DomainError('invalid', 'request.reused', null, {
    hint: 'This Idempotency-Key was used for another request; make a new key for a new request.',
  });
}

function startOf({ reference, body }: StoredAct): CaseStart {
  if (body.type !== 'open') throw new Error(`Act of ${reference} is no opening.`);
  const { rules, settings } = body;
  return { reference, kind: rules.kind, settings, title: `${rules.title}, version ${rules.version}` };
}
