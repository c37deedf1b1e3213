import { Injectable } from '@nestjs/common';
import type { JSX } from 'preact';
import { CommentQueries } from '#libs/cases';
import { may, type CaseScope } from '#libs/identity';
import { newFormKey } from '../http/tokens.js';
import type { Visit } from '../http/visit.js';
import type { Speech } from '../text/messages.js';
import { emptyComment, type CommentState } from './comment-desk.js';
import { Comments } from './comments.view.js';

/** The comments of a case, on a page of their own and under its items. */
@Injectable()
export class CommentPages {
  constructor(private readonly queries: CommentQueries) {}

  /** Null for whoever does not read comments. */
  async section(
    visit: Visit,
    file: CaseScope & { readonly reference: string },
    speech: Speech,
    item: string | null,
    state: CommentState = newComment(),
  ): Promise<JSX.Element | null> {
    const { viewer } = visit;
    if (!may(viewer, 'comment', file)) return null;
    const { reference } = file;
    const [comments, readers] = await Promise.all([
      this.queries.ofCase(viewer, reference),
      this.queries.readers(viewer, reference),
    ]);
    return <Comments {...{ visit, speech, reference, comments, readers, state, item }} />;
  }
}

/** An empty form. */
export function newComment(): CommentState {
  return { typed: emptyComment, notice: null, key: newFormKey() };
}
