import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DocumentStore } from '#libs/documents';
import { DomainError } from '#libs/domain';
import { isPartyTo } from '#libs/identity';
import { CaseViews, Documents, type DocumentRow } from '#libs/persistence';
import type { Actor } from '../actor.js';
import { CaseAccess } from '../case-access.js';
import { CaseReadings } from '../queries/case-reading.js';
import { mayOpen } from '../queries/disclosure.js';
import { documentView } from './document-view.js';
import { ItemQueries } from '../queries/item-queries.js';
import type { DocumentView } from '../queries/views.js';

/** Opens a document for whoever may see the item it was handed in with, an item that shows it, or the comment it came with. */
@Injectable()
export class ReadDocument {
  constructor(
    private readonly access: CaseAccess,
    private readonly documents: Documents,
    private readonly store: DocumentStore,
    private readonly items: ItemQueries,
    private readonly readings: CaseReadings,
    private readonly views: CaseViews,
  ) {}

  /** A link reads the documents of its own page only: those of its item and those shown beside it. */
  async execute(
    actor: Actor,
    document: string,
  ): Promise<{ readonly document: DocumentView; readonly content: Readable }> {
    const row = await this.documents.get(document);
    if (!row) throw new DomainError('not-found', 'document.unknown', document);
    if (actor.link) await this.requireOnPage(actor, actor.link.item, row.id);
    else if (row.comment !== null) await this.access.case(actor.viewer, 'comment', row.reference);
    else await this.requireOpen(actor, row);
    return { document: documentView(row), content: await this.store.open(row.sha256) };
  }

  private async requireOpen(actor: Actor, document: DocumentRow): Promise<void> {
    const row = await this.access.case(actor.viewer, 'view-case', document.reference);
    const items = await this.views.itemsOf(row.reference);
    const item = items.find(({ id }) => id === document.item);
    const sight = await this.readings.sightOf(actor.viewer, row, item);
    if (sight.reader.all || (document.seq !== null && mayOpen(sight, document))) return;
    // Whoever a step is for opens what stands beside it, e.g. the text that is to be signed.
    const own = document.seq === null ? [] : items.filter((each) => isPartyTo(each, row, actor.viewer));
    for (const { id } of own) if (await this.isOnPage(actor, id, document.id)) return;
    throw new DomainError('forbidden', 'action.forbidden', 'view-answers');
  }

  private async requireOnPage(actor: Actor, item: string, document: string): Promise<void> {
    if (!(await this.isOnPage(actor, item, document)))
      throw new DomainError('not-found', 'document.unknown', document);
  }

  private async isOnPage(actor: Actor, item: string, document: string): Promise<boolean> {
    const page = await this.items.itemView(actor, item);
    const shown = [...page.documents, ...page.prerequisites.flatMap(({ documents }) => documents)];
    return shown.some(({ id }) => id === document);
  }
}
