import { Injectable } from '@nestjs/common';
import { DomainError } from '#libs/domain';
import { Documents } from '#libs/persistence';
import type { Actor } from '../actor.js';
import { CaseAccess } from '../case-access.js';
import { requireUploader } from './upload-document.js';

/** Takes back an upload that no act has listed yet; its content goes with the next sweep of orphans. */
@Injectable()
export class RemoveDraftDocument {
  constructor(
    private readonly access: CaseAccess,
    private readonly documents: Documents,
  ) {}

  async execute(actor: Actor, document: string): Promise<void> {
    const row = await this.documents.get(document);
    if (!row) throw new DomainError('not-found', 'document.unknown', document);
    const found = await this.access.itemToActOn(actor, row.item, 'task');
    requireUploader(actor, found, row.field);
    if (!(await this.documents.removeDraft(document)))
      throw new DomainError('conflict', 'document.attached', document);
  }
}
