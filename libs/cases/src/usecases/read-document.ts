import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DocumentStore } from '#libs/documents';
import { DomainError } from '#libs/domain';
import { Documents, type DocumentRow } from '#libs/persistence';
import type { Actor } from '../actor.js';
import { CaseAccess } from '../case-access.js';
import { DefinitionLibrary } from '../definition-library.js';
import { mayOpen } from '../queries/disclosure.js';
import { documentView } from '../queries/document-view.js';
import { Readers } from '../readers.js';
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
    private readonly readers: Readers,
    private readonly library: DefinitionLibrary,
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
    const { item, case: row } = await this.access.item(actor, document.item);
    const [reader, definition] = await Promise.all([
      this.readers.ofItem(actor.viewer, row, item),
      this.library.of(row),
    ]);
    const isOpen = reader.all || (document.seq !== null && mayOpen({ reader, definition }, document));
    if (!isOpen) throw new DomainError('forbidden', 'action.forbidden', 'view-answers');
  }

  private async requireOnPage(actor: Actor, item: string, document: string): Promise<void> {
    const page = await this.items.itemView(actor, item);
    const shown = [...page.documents, ...page.prerequisites.flatMap(({ documents }) => documents)];
    if (!shown.some(({ id }) => id === document))
      throw new DomainError('not-found', 'document.unknown', document);
  }
}
