import { Injectable } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import { DomainError, taskRule } from '#libs/domain';
import { LinkTokens } from '#libs/identity';
import { linkExpiry } from '#libs/mail';
import type { Actor } from '../actor.js';
import { CaseStates } from '../case-states.js';
import { CaseFiles } from '../queries/case-file.js';
import type { CaseOverview } from '../queries/views.js';

/**
 * From one mailed link to the other tasks of the same person on the same case. A forwarded mail must not grow: what only its
 * addressee may do (a signature, a decision) keeps the link of its own mail; a copied link, and one that a colleague got, open their
 * one task (decision 0013).
 */
@Injectable()
export class OwnLinks {
  constructor(
    private readonly files: CaseFiles,
    private readonly states: CaseStates,
    private readonly links: LinkTokens,
    private readonly clock: CaseClock,
  ) {}

  /** Tasks of the link's own case that its person may go on to, by id. Reads only. */
  async within(actor: Actor, file: Pick<CaseOverview, 'case' | 'items'>): Promise<readonly string[]> {
    if (actor.channel !== 'link' || actor.link === null || actor.declared) return [];
    const { item: own } = actor.link;
    const { rules, tasks } = (await this.states.at(file.case)).state;
    return file.items.flatMap(({ id, kind, status, mayAct }) => {
      const task = tasks[id];
      if (id === own || kind !== 'task' || status !== 'open' || !mayAct || !rules || !task) return [];
      return taskRule(rules, task)?.personal ? [] : id;
    });
  }

  /** The token of the person's own link to one of them. Throws `item.unknown` for anything else. */
  async open(actor: Actor, item: string): Promise<string> {
    const reference = actor.link?.reference ?? '';
    const file = await this.files.overview(actor.viewer, reference);
    const found = file.items.find(({ id }) => id === item);
    if (!found || !(await this.within(actor, file)).includes(item))
      throw new DomainError('not-found', 'item.unknown', item);
    const subject = { reference, item, person: actor.viewer.person };
    const { token } = await this.links.issue(subject, linkExpiry(found.due, this.clock.now()));
    return token;
  }
}
