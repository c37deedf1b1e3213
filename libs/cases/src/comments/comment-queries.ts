import { Injectable } from '@nestjs/common';
import type { Instant } from '#libs/domain';
import { may, reachOf, type Viewer } from '#libs/identity';
import {
  CaseViews,
  Comments,
  Documents,
  People,
  type CaseListRow,
  type CommentRow,
  type CommentSource,
  type ProgrammePart,
  type RoleHolder,
} from '#libs/persistence';
import { CaseAccess } from '../case-access.js';
import { commentReaders } from './add-comment.js';
import { documentView } from '../documents/document-view.js';
import { CasePresenter } from '../queries/presenter.js';
import type { DocumentView } from '../queries/views.js';

/** Somebody a comment calls on. */
export interface MentionView {
  readonly person: string;
  readonly name: string;
  /** Has opened it. */
  readonly seen: boolean;
}

export interface CommentView {
  readonly id: string;
  readonly reference: string;
  readonly item: string | null;
  /** Title of the item it is about, null for the case as a whole. */
  readonly itemTitle: string | null;
  readonly person: string;
  readonly personName: string;
  readonly source: CommentSource;
  /** Plain text. */
  readonly text: string;
  /** All of the mail it came by; null where that is no more than `text`. */
  readonly whole: string | null;
  /** Last transition of the case when it was written. */
  readonly seq: number;
  readonly at: Instant;
  readonly mentions: readonly MentionView[];
  readonly documents: readonly DocumentView[];
}

/** A comment that calls on the viewer and was not opened yet. */
export interface WaitingMention {
  readonly comment: string;
  readonly reference: string;
  readonly programme: string;
  readonly organisationName: string;
  readonly personName: string;
  readonly text: string;
  readonly at: Instant;
  readonly timeZone: string;
}

/** What people say about a case among themselves. */
@Injectable()
export class CommentQueries {
  constructor(
    private readonly access: CaseAccess,
    private readonly views: CaseViews,
    private readonly comments: Comments,
    private readonly documents: Documents,
    private readonly people: People,
    private readonly presenter: CasePresenter,
  ) {}

  /** Oldest first; of one item where it is named. */
  async ofCase(viewer: Viewer, reference: string, item?: string): Promise<readonly CommentView[]> {
    const row = await this.access.case(viewer, 'comment', reference);
    const found = await this.comments.ofCase(reference, item);
    if (found.length === 0) return [];
    const [mentioned, files, items, names] = await Promise.all([
      this.comments.mentionsOf(found.map(({ id }) => id)),
      this.documents.ofComments(reference),
      this.views.itemsOf(reference),
      this.presenter.names(found.map(({ person }) => person)),
    ]);
    const about = items.filter(({ id }) => found.some((comment) => comment.item === id));
    const titles = await this.presenter.items(viewer, row, about, new Map());
    return found.map(({ storedAt: _storedAt, request: _request, messageId: _messageId, ...comment }) => ({
      ...comment,
      personName: names.get(comment.person) ?? comment.person,
      itemTitle: titles.find(({ id }) => id === comment.item)?.title ?? null,
      mentions: mentioned
        .filter((mention) => mention.comment === comment.id)
        .map(({ person, name, seenAt }) => ({ person, name, seen: seenAt !== null })),
      documents: files.filter((file) => file.comment === comment.id).map(documentView),
    }));
  }

  /** Whom a comment on the case can call on: everybody who can read it, but the viewer. */
  async readers(viewer: Viewer, reference: string): Promise<readonly RoleHolder[]> {
    const row = await this.access.case(viewer, 'comment', reference);
    const holders = await this.people.holding(commentReaders, row);
    return holders.filter(({ person }) => person !== viewer.person);
  }

  /** What calls on the viewer and was not opened, newest first, at most 50; what may not be read any more is left out. */
  async mentions(viewer: Viewer, part?: ProgrammePart): Promise<readonly WaitingMention[]> {
    const waiting = await this.waitingFor(viewer, part);
    if (waiting.length === 0) return [];
    const [names, zoneOf] = await Promise.all([
      this.presenter.names(waiting.map(({ comment }) => comment.person)),
      this.presenter.timeZones(waiting.map(({ row }) => row)),
    ]);
    return waiting.map(({ comment: { id, reference, person, text, at }, row }) => ({
      ...{ comment: id, reference, programme: row.programme, text, at },
      organisationName: row.organisationName ?? row.organisation,
      personName: names.get(person) ?? person,
      timeZone: zoneOf(row),
    }));
  }

  /** How many they are. */
  async mentionCount(viewer: Viewer, part?: ProgrammePart): Promise<number> {
    return (await this.waitingFor(viewer, part)).length;
  }

  private async waitingFor(
    viewer: Viewer,
    part: ProgrammePart | undefined,
  ): Promise<readonly { readonly comment: CommentRow; readonly row: CaseListRow }[]> {
    const reach = reachOf(viewer, 'comment');
    const waiting = await this.comments.waitingFor({
      person: viewer.person,
      ...(reach !== 'every' && { reach }),
      ...(part && { part }),
    });
    const rows = await this.views.cases([...new Set(waiting.map(({ reference }) => reference))]);
    const readable = new Map(
      rows.filter((row) => may(viewer, 'comment', row)).map((row) => [row.reference, row]),
    );
    return waiting.flatMap((comment) => {
      const row = readable.get(comment.reference);
      return row === undefined ? [] : [{ comment, row }];
    });
  }
}
