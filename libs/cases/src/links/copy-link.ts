import { Inject, Injectable } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import { DomainError, taskRule } from '#libs/domain';
import { LinkTokens } from '#libs/identity';
import { People } from '#libs/persistence';
import { refusalFor } from '../acting/refusals.js';
import type { Actor } from '../actor.js';
import { CaseAccess } from '../case-access.js';
import { CaseStates } from '../case-states.js';
import { CASES_OPTIONS, type CasesOptions } from '../tokens.js';

export interface CopyLinkInput {
  /** Task id. */
  readonly task: string;
  /** Code of the contact it is for; the only one there is unless told. */
  readonly person?: string;
}

export interface CopiedLink {
  readonly url: string;
  readonly person: string;
  /** Case time, epoch ms. */
  readonly expiresAt: number;
}

/** Long enough for one request by messenger: whoever reads the chat later finds a dead link. */
const livesFor = 14 * 86_400_000;

/** Hands out a link to one task of a company for a messenger. It opens no approval and no signature, and names who copied it. */
@Injectable()
export class CopyLink {
  constructor(
    private readonly access: CaseAccess,
    private readonly states: CaseStates,
    private readonly people: People,
    private readonly links: LinkTokens,
    private readonly clock: CaseClock,
    @Inject(CASES_OPTIONS) private readonly options: CasesOptions,
  ) {}

  async execute(actor: Actor, { task, person }: CopyLinkInput): Promise<CopiedLink> {
    const { item, case: row } = await this.access.itemToActOn(actor, task, 'task');
    const { reference } = row;
    await this.access.caseToActOn(actor, 'copy-link', reference);
    if (item.status !== 'open') throw refusalFor('task.not-open', task);
    const { rules, tasks } = await this.states.of(reference);
    const state = tasks[task];
    if (!rules || !state || taskRule(rules, state)?.personal) throw refusalFor('task.personal', task);
    const contacts = item.parties.every((party) => 'contact' in party)
      ? await this.people.resolveParty({ ...row, parties: item.parties, coordinator: null })
      : [];
    const chosen = person === undefined ? contacts[0] : contacts.find(({ id }) => id === person);
    if (!chosen)
      throw new DomainError('invalid', 'link.no-contact', person ?? task, {
        hint: 'Only a task of the company can be handed on, to a contact whose task it is.',
      });
    const subject = { reference, item: task, person: chosen.id, via: actor.viewer.person };
    const { token, link } = await this.links.issue(subject, this.clock.now() + livesFor);
    return {
      url: `${this.options.publicUrl}/t/${token}`,
      person: chosen.id,
      expiresAt: link.expiresAt,
    };
  }
}
