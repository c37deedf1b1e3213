import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { notYet } from '../not-yet.js';
import type { ItemView } from './views.js';

/** The page of one task or approval, for a signed-in viewer or a link. */
@Injectable()
export class ItemQueries {
  itemView(_actor: Actor, _item: string): Promise<ItemView> {
    return notYet();
  }
}
