import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { notYet } from '../not-yet.js';

export type LinkAnswer =
  | { readonly status: 'valid'; readonly actor: Actor; readonly item: string }
  /** `item` is given so that the page can offer a fresh link. */
  | { readonly status: 'expired' | 'revoked'; readonly item: string }
  | { readonly status: 'unknown' };

/** Turns a mail's link token into an actor who may act on the link's one item. Changes nothing (I2). */
@Injectable()
export class LinkActors {
  resolve(_token: string): Promise<LinkAnswer> {
    return notYet();
  }
}
