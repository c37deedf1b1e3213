import { Inject, Injectable } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import { Accounts, hasDeviceProof, LinkTokens } from '#libs/identity';
import { Handovers, People, type Handover } from '#libs/persistence';
import type { Actor } from '../actor.js';
import { CASES_OPTIONS, type CasesOptions } from '../tokens.js';

export type LinkAnswer =
  | { readonly status: 'valid'; readonly actor: Actor; readonly item: string }
  | EndedLink
  | TakenBackLink
  | { readonly status: 'unknown' };

/** An expired one can be renewed by mail (`FreshLink`); the rest is for the page's words. */
export interface EndedLink {
  readonly status: 'expired' | 'revoked';
  readonly item: string;
  readonly reference: string;
  /** What its person is written to in; undefined where nobody knows them any more. */
  readonly language: string | undefined;
}

/** Of a colleague whom the step was handed to and then taken from; names, for the page's words. */
export interface TakenBackLink {
  readonly status: 'taken-back';
  readonly item: string;
  readonly reference: string;
  /** Whose step it is, who handed it over. */
  readonly giver: string;
  /** Who took it back, where that was somebody else. */
  readonly by: string | null;
  /** What the colleague is written to in. */
  readonly language: string;
}

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
    private readonly people: People,
    private readonly clock: CaseClock,
    @Inject(CASES_OPTIONS) private readonly options: CasesOptions,
  ) {}

  /** `cookie` is the proof that `LinkCodes` gave the browser, if it sent one. */
  async resolve(token: string, cookie?: string): Promise<LinkAnswer> {
    const now = this.clock.now();
    const { status, link } = await this.links.verify(token, now);
    if (status === 'unknown') return { status };
    const { id, reference, item } = link;
    const colleague = link.handover === '' ? null : await this.handovers.get(link.handover);
    if (colleague && colleague.endedAt !== null) return this.takenBack(colleague);
    if (status !== 'valid') {
      const reader = colleague ?? (await this.people.persons([link.person])).get(link.person);
      return { status, item, reference, language: reader?.language };
    }
    const viewer = await this.accounts.viewer(link.person);
    if (!viewer) return { status: 'unknown' };
    const via = link.via === '' ? null : link.via;
    const channel = via === null ? 'link' : 'copied-link';
    const proven = hasDeviceProof(this.options.secret, cookie, link.person, now);
    const handover = colleague?.id ?? null;
    const actor: Actor = { viewer, channel, link: { id, reference, item, via, handover, proven } };
    if (colleague === null) return { status: 'valid', item, actor };
    if (!colleague) return { status: 'unknown' };
    const { name, function: held, language } = colleague;
    return {
      status: 'valid',
      item,
      actor: { ...actor, viewer: { ...viewer, language }, declared: { name, function: held } },
    };
  }

  private async takenBack({ item, reference, person, endedBy, language }: Handover): Promise<TakenBackLink> {
    const ender = endedBy === null || endedBy === person ? null : endedBy;
    const names = await this.people.persons([person, ...(ender === null ? [] : [ender])]);
    const nameOf = (id: string) => names.get(id)?.name ?? id;
    const by = ender === null ? null : nameOf(ender);
    return { status: 'taken-back', item, reference, giver: nameOf(person), by, language };
  }
}
