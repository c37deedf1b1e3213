import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import type { MailActivities } from '#libs/contracts';
import { DomainError, taskRule } from '#libs/domain';
import { belongsTo } from '#libs/identity';
import { Handovers, People, type AskedMail, type Handover, type SentHandover } from '#libs/persistence';
import { refusalFor } from '../acting/refusals.js';
import { fingerprintOf, requestId } from '../acting/request.js';
import type { Actor } from '../actor.js';
import { CaseAccess, type ItemInCase } from '../case-access.js';
import { CaseStates } from '../case-states.js';
import { CASE_MAILER } from '../tokens.js';
import { checkedColleague, type ColleagueInput } from './colleague.js';

export interface HandOverInput extends ColleagueInput {
  /** Task id. */
  readonly task: string;
}

/** A task is no mailing list. */
const mostHandovers = 5;

/**
 * Passes a task on to a colleague, who gets a link of their own by mail. It opens this task alone, and what comes back through it is
 * of a declared hand (decision 0013): the colleague signs nothing and passes nothing on. The person's own link works as before.
 */
@Injectable()
export class HandOver {
  private readonly logger = new Logger(HandOver.name);

  constructor(
    private readonly access: CaseAccess,
    private readonly states: CaseStates,
    private readonly people: People,
    private readonly handovers: Handovers,
    @Inject(CASE_MAILER) private readonly mailer: MailActivities,
    private readonly clock: CaseClock,
  ) {}

  /** The same request answers the same handover for ever and mails nobody twice (I11). Throws `handover.*`, `task.personal`, `task.not-open`. */
  async execute(actor: Actor, input: HandOverInput, key: string): Promise<Handover> {
    const { task, ...sent } = input;
    const request = { key, route: `tasks/${task}/handover`, sent };
    const id = requestId(actor.viewer.person, request);
    const fingerprint = fingerprintOf(request);
    const earlier = await this.handovers.byRequest(id);
    if (earlier) return repeated(earlier, fingerprint);
    const found = await this.access.itemToActOn(actor, task, 'task');
    await this.requireOwnTask(actor, found);
    const { item, case: row } = found;
    const [own, coordinator] = await Promise.all([
      this.people.person(actor.viewer.person),
      this.people.person(row.coordinator),
    ]);
    const known = { own: own?.email ?? null, coordinator: coordinator?.email ?? null };
    const colleague = checkedColleague(input, known);
    const { reference, seq } = row;
    const [person, at] = [actor.viewer.person, this.clock.now()];
    const handover = { id: randomUUID(), reference, item: task, person, at, request: id, fingerprint };
    const mail: AskedMail = {
      id: `${task}:handover:${handover.id}:${item.revision}:${person}`,
      ...{ reference, seq, notice: 'handover', item: task, revision: item.revision, person, at },
    };
    const stored = await this.handovers.store({ ...handover, ...colleague }, mail, (before) => {
      checkRoom(before, { item: task, email: colleague.email });
    });
    if (stored.id !== handover.id) return repeated(stored, fingerprint);
    await this.deliver(reference, seq);
    return stored;
  }

  /** Of whom the task is asked, by their own link or signed in; never what only they may do. */
  private async requireOwnTask(actor: Actor, { item, case: row }: ItemInCase): Promise<void> {
    if (item.status !== 'open') throw refusalFor('task.not-open', item.id);
    const { rules, tasks } = await this.states.of(row.reference);
    const state = tasks[item.id];
    if (!rules || !state || taskRule(rules, state)?.personal) throw refusalFor('task.personal', item.id);
    if (!mayHandOver(actor, { item, case: row }))
      throw new DomainError('forbidden', 'handover.not-yours', item.id);
  }

  /** What cannot leave now stays queued, and the sweep goes on with it (I4). */
  private async deliver(reference: string, seq: number): Promise<void> {
    try {
      await this.mailer.deliver(reference, seq);
    } catch (error) {
      this.logger.warn(`A handover of ${reference} waits for the sweep: ${String(error)}`);
    }
  }
}

/** A company's task in the hands of whom it is asked of: a copied link and a colleague's own pass nothing on. */
export function mayHandOver({ viewer, channel, declared }: Actor, { item, case: row }: ItemInCase): boolean {
  return (
    channel !== 'copied-link' &&
    declared === undefined &&
    item.parties.every((party) => 'contact' in party) &&
    item.parties.some((party) => belongsTo(viewer, party, row))
  );
}

function checkRoom(before: readonly SentHandover[], { item, email }: Pick<Handover, 'item' | 'email'>): void {
  const isSame = (one: Handover) => one.email.toLowerCase() === email.toLowerCase();
  if (before.some((one) => isSame(one) && one.endedAt === null && !cameBack(one)))
    throw new DomainError('conflict', 'handover.twice', item);
  if (before.length >= mostHandovers) throw new DomainError('conflict', 'handover.too-many', item);
}

/** Its mail reached nobody: the address may be tried again. */
function cameBack({ mail }: SentHandover): boolean {
  return mail === 'refused' || mail === 'bounced';
}

function repeated(handover: Handover, fingerprint: string): Handover {
  if (handover.fingerprint !== fingerprint)
    throw new DomainError('invalid', 'request.reused', null, {
      hint: 'This Idempotency-Key was used for another request. Take a new one.',
    });
  return handover;
}
