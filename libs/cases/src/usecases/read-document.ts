import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { notYet } from '../not-yet.js';
import type { DocumentView } from '../queries/views.js';

/** Opens a document for whoever may see the item's answers. */
@Injectable()
export class ReadDocument {
  execute(
    _actor: Actor,
    _document: string,
  ): Promise<{ readonly document: DocumentView; readonly content: Readable }> {
    return notYet();
  }
}
