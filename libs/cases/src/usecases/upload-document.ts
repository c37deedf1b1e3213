import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { notYet } from '../not-yet.js';
import type { DocumentView } from '../queries/views.js';

export interface UploadDocumentInput {
  /** Task id. */
  readonly item: string;
  /** Key of a `files` field of its form. */
  readonly field: string;
  readonly name: string;
  readonly content: Readable | Uint8Array;
}

/** Keeps an upload as a draft until an act lists it. */
@Injectable()
export class UploadDocument {
  execute(_actor: Actor, _input: UploadDocumentInput): Promise<DocumentView> {
    return notYet();
  }
}
