import { Inject, Injectable } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import { Accounts, hasDeviceProof, LinkTokens } from '#libs/identity';
import { Handovers } from '#libs/persistence';
import type { Actor } from '../actor.js';
import { CASES_OPTIONS, type CasesOptions } from '../tokens.js';

export type LinkAnswer =
  | { readonly status: 'valid'; readonly actor: Actor; readonly item: string }
  /** An expired one can be renewed by mail (`FreshLink`); `item` and `reference` are for the page's words. */
  | { readonly status: 'expired' | 'revoked'; readonly item: string; readonly reference: string }
  | { readonly status: 'unknown' };

/**
 * Turns the token of a mailed or copied link into an actor who may act on the link's one item; a colleague whom the task was handed to
 * stands for its person, and declares to be somebody else. Changes nothing (I2).
 */
@Injectable()
export class LinkActors {
  constructor(
    private readonly links: LinkTokens,
    private readonly accounts: Accounts,
    private readonly handovers: Handovers,
    private readonly clock: CaseClock,
    @Inject(CASES_OPTIONS) private readonly options: CasesOptions,
  ) {}

  /** `cookie` is the proof that `LinkCodes` gave the browser, if it sent one. */
  async resolve(token: string, cookie?: string): Promise<LinkAnswer> {
    const now = this.clock.now();
    const { status, link } = await this.links.verify(token, now);
    if (status === 'unknown') return { status };
    const { id, reference, item } = link;
    if (status !== 'valid') return { status, item, reference };
    const viewer = await this.accounts.viewer(link.person);
    if (!viewer) return { status: 'unknown' };
    const via = link.via === '' ? null : link.via;
    const channel = via === null ? 'link' : 'copied-link';
    const proven = hasDeviceProof(this.options.secret, cookie, link.person, now);
    const actor: Actor = { viewer, channel, link: { id, reference, item, via, proven } };
    if (link.handover === '') return { status: 'valid', item, actor };
    const colleague = await this.handovers.get(link.handover);
    if (!colleague) return { status: 'unknown' };
    const { name, function: held, language } = colleague;
    return {
      status: 'valid',
      item,
      actor: { ...actor, viewer: { ...viewer, language }, declared: { name, function: held } },
    };
  }
}
