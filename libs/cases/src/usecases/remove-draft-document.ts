import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { notYet } from '../not-yet.js';

/** Takes back an upload that no act has listed yet. */
@Injectable()
export class RemoveDraftDocument {
  execute(_actor: Actor, _document: string): Promise<void> {
    return notYet();
  }
}
