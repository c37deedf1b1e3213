import { Injectable } from '@nestjs/common';
import { DomainError } from '#libs/domain';
import { may, type Viewer } from '#libs/identity';
import { CaseLog, CaseViews, type DocumentRow } from '#libs/persistence';
import { CaseAccess } from '../case-access.js';
import { CaseReadings } from '../queries/case-reading.js';
import { CommentPapers, type CommentFiles } from './comment-papers.js';
import { documentsFor, type Sight } from '../queries/disclosure.js';
import { documentGroups, type DocumentGroup } from './document-versions.js';
import { CasePresenter } from '../queries/presenter.js';

export interface CaseDocuments {
  readonly groups: readonly DocumentGroup[];
  /** Empty for whoever reads no comments. */
  readonly comments: readonly CommentFiles[];
  /** Tasks whose file papers can be added to; empty for whoever files none. */
  readonly tasks: readonly { readonly item: string; readonly title: string }[];
}

/** Every paper of a case, in versions. */
@Injectable()
export class DocumentQueries {
  constructor(
    private readonly access: CaseAccess,
    private readonly readings: CaseReadings,
    private readonly views: CaseViews,
    private readonly log: CaseLog,
    private readonly presenter: CasePresenter,
    private readonly comments: CommentPapers,
  ) {}

  /** As far as the programme opens them to the viewer. */
  async ofCase(viewer: Viewer, reference: string): Promise<CaseDocuments> {
    const row = await this.access.case(viewer, 'view-case', reference);
    const [sight, rows, items] = await Promise.all([
      this.readings.sightOf(viewer, row),
      this.views.documentsOf(reference),
      this.views.itemsOf(reference),
    ]);
    const opened = documentsFor(sight, rows);
    if (!opened) throw new DomainError('forbidden', 'action.forbidden', 'view-answers');
    const open = new Set(opened.map(({ id }) => id));
    const shown = rows.filter(({ id }) => open.has(id));
    const tasks = items.filter(({ kind }) => kind === 'task');
    const summaries = may(viewer, 'file-documents', row)
      ? await this.presenter.items(viewer, row, tasks, new Map())
      : [];
    return {
      groups: await this.groupsOf(reference, shown, sight, viewer.language),
      comments: may(viewer, 'comment', row) ? await this.comments.ofCase(reference) : [],
      tasks: summaries.map(({ id, title }) => ({ item: id, title })),
    };
  }

  private async groupsOf(
    reference: string,
    rows: readonly DocumentRow[],
    sight: Sight,
    language: string,
  ): Promise<readonly DocumentGroup[]> {
    if (rows.length === 0) return [];
    const [moments, names] = await Promise.all([
      this.log.moments(reference),
      this.presenter.names(rows.map(({ person }) => person)),
    ]);
    return documentGroups(rows, { sight, language, moments, names });
  }
}
