import { Injectable } from '@nestjs/common';
import { DomainError } from '#libs/domain';
import { mayActOn } from '#libs/identity';
import { Documents } from '#libs/persistence';
import type { Actor } from '../actor.js';
import { CaseAccess } from '../case-access.js';

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
    if (!mayActOn(found.item, found.case, actor.viewer))
      throw new DomainError('forbidden', 'actor.not-assigned', row.item);
    if (!(await this.documents.removeDraft(document)))
      throw new DomainError('conflict', 'document.attached', document);
  }
}
