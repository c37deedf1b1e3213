import { Injectable } from '@nestjs/common';
import type { Instant } from '#libs/domain';
import { Comments, Documents } from '#libs/persistence';
import { documentView } from './document-view.js';
import { CasePresenter } from '../queries/presenter.js';
import type { DocumentView } from '../queries/views.js';

/** Files that came with a comment. */
export interface CommentFiles {
  readonly comment: string;
  readonly at: Instant;
  readonly by: string;
  readonly documents: readonly DocumentView[];
}

/** Papers that came with what people say about a case; whoever asks has seen to it that its reader may read comments. */
@Injectable()
export class CommentPapers {
  constructor(
    private readonly comments: Comments,
    private readonly documents: Documents,
    private readonly presenter: CasePresenter,
  ) {}

  /** Newest first. */
  async ofCase(reference: string): Promise<readonly CommentFiles[]> {
    const [files, comments] = await Promise.all([
      this.documents.ofComments(reference),
      this.comments.ofCase(reference),
    ]);
    const withFiles = comments.filter(({ id }) => files.some(({ comment }) => comment === id));
    const names = await this.presenter.names(withFiles.map(({ person }) => person));
    return withFiles
      .map(({ id, at, person }) => ({
        comment: id,
        at,
        by: names.get(person) ?? person,
        documents: files.filter(({ comment }) => comment === id).map(documentView),
      }))
      .reverse();
  }
}
