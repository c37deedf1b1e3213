import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import type { MailActivities } from '#libs/contracts';
import { DocumentStore } from '#libs/documents';
import { DomainError } from '#libs/domain';
import { Accounts, mayView, permissions } from '#libs/identity';
import {
  CaseViews,
  Comments,
  People,
  type CaseListRow,
  type CommentFile,
  type CommentSource,
} from '#libs/persistence';
import { requestId } from '../acting/request.js';
import type { Actor } from '../actor.js';
import { CaseAccess } from '../case-access.js';
import { CASE_MAILER } from '../tokens.js';
import { optionalWords } from '../usecases/reason.js';
import { cleanName } from '../documents/upload-document.js';

/** A file as it comes; what it is, its content says. */
export interface IncomingFile {
  readonly name: string;
  readonly content: Readable | Uint8Array;
}

export interface AddCommentInput {
  readonly reference: string;
  /** Task or approval it is about; the case as a whole unless told. */
  readonly item?: string;
  readonly text: string;
  /** Person codes of those it calls on. */
  readonly mentions?: readonly string[];
  readonly files?: readonly IncomingFile[];
}

/** What somebody answered to a mail of a case. Whoever calls has checked the sender and the thread. */
export interface MailedComment extends Omit<AddCommentInput, 'mentions'> {
  /** Person code of the sender. */
  readonly person: string;
  /** All of the mail, where what it quotes was left out of `text`. */
  readonly whole?: string | null;
  /** The same mail twice adds one comment. */
  readonly messageId: string;
}

export interface AddedComment {
  readonly id: string;
  readonly reference: string;
  /** False where it had come before. */
  readonly isNew: boolean;
  /** Files of a mail that are kept nowhere, with the code that says why. */
  readonly refused: readonly { readonly name: string; readonly code: string }[];
}

const mostFiles = 20;
const mostMentions = 20;

/** Adds words to a case, internal to those who run and judge it. No act: nothing of the case moves by it. */
@Injectable()
export class AddComment {
  private readonly logger = new Logger(AddComment.name);

  constructor(
    private readonly access: CaseAccess,
    private readonly views: CaseViews,
    private readonly accounts: Accounts,
    private readonly people: People,
    private readonly store: DocumentStore,
    private readonly comments: Comments,
    @Inject(CASE_MAILER) private readonly mailer: MailActivities,
    private readonly clock: CaseClock,
  ) {}

  /** Everybody mentioned gets one mail and an entry on the own page; the same `key` again adds nothing. */
  async execute(
    actor: Actor,
    input: AddCommentInput,
    key: string,
    source: Exclude<CommentSource, 'mail'> = 'console',
  ): Promise<AddedComment> {
    const { person } = actor.viewer;
    const request = requestId(person, { key, route: `cases/${input.reference}/comments`, sent: input });
    // What is added stands, whatever has become since of the case or of those it calls on (I11).
    const earlier = await this.comments.byRequest(request);
    if (earlier) return { id: earlier.id, reference: earlier.reference, isNew: false, refused: [] };
    const file = await this.access.caseToActOn(actor, 'comment', input.reference);
    const mentioned = await this.mentionable(file, input.mentions ?? [], person);
    const { files } = await this.keep(input.files ?? []);
    return this.add(file, input, { person, source, request, messageId: null, files, mentioned });
  }

  /**
   * What came by mail, from whoever may see the case: the company as well, which reads no comments. It calls on the case's
   * coordinator. Files that are refused are named and left out; the words come in any case.
   */
  async fromMail(input: MailedComment): Promise<AddedComment> {
    const { reference, person, messageId } = input;
    const [file, sender] = await Promise.all([this.views.findCase(reference), this.accounts.viewer(person)]);
    if (!file || !sender || !mayView(file, sender))
      throw new DomainError('not-found', 'case.unknown', reference);
    const readers = await this.people.holding(commentReaders, file);
    const called = readers.filter((reader) => reader.person === file.coordinator && reader.person !== person);
    const mentioned = called.map((reader) => reader.person);
    const { files, refused } = await this.keep(input.files ?? [], 'leave out what is refused');
    const added = await this.add(file, input, {
      ...{ person, source: 'mail', request: null, messageId, files, mentioned },
    });
    return { ...added, refused };
  }

  private async add(
    file: CaseListRow,
    { item, text, whole }: Pick<AddCommentInput, 'item' | 'text'> & Pick<MailedComment, 'whole'>,
    by: {
      readonly person: string;
      readonly source: CommentSource;
      readonly request: string | null;
      readonly messageId: string | null;
      readonly files: readonly CommentFile[];
      readonly mentioned: readonly string[];
    },
  ): Promise<AddedComment> {
    const { files, mentioned, ...origin } = by;
    const { reference, seq } = file;
    const words = optionalWords(text);
    if (words === undefined && files.length === 0)
      throw new DomainError('invalid', 'comment.empty', reference);
    const { comment, isNew } = await this.comments.add(
      {
        ...{ id: randomUUID(), reference, item: await this.itemOf(reference, item), text: words ?? '' },
        whole: whole ?? null,
        ...{ ...origin, seq, at: this.clock.now() },
      },
      files,
      mentioned,
    );
    if (isNew && mentioned.length > 0) await this.deliver(reference, seq);
    return { id: comment.id, reference, isNew, refused: [] };
  }

  private async itemOf(reference: string, item: string | undefined): Promise<string | null> {
    if (item === undefined) return null;
    if ((await this.views.item(item))?.reference !== reference)
      throw new DomainError('not-found', 'item.unknown', item);
    return item;
  }

  /** Throws `comment.mention` for somebody who could not read it; nobody calls on themselves. */
  private async mentionable(
    file: CaseListRow,
    persons: readonly string[],
    author: string,
  ): Promise<readonly string[]> {
    const asked = [...new Set(persons)].filter((person) => person !== author);
    if (asked.length === 0) return [];
    if (asked.length > mostMentions) throw new DomainError('invalid', 'comment.mentions', file.reference);
    const readers = await this.people.holding(commentReaders, file);
    const unknown = asked.find((person) => !readers.some((reader) => reader.person === person));
    if (unknown !== undefined) throw new DomainError('invalid', 'comment.mention', unknown);
    return asked;
  }

  private async keep(
    incoming: readonly IncomingFile[],
    refusals?: 'leave out what is refused',
  ): Promise<{ readonly files: readonly CommentFile[]; readonly refused: AddedComment['refused'] }> {
    if (incoming.length > mostFiles && refusals === undefined)
      throw new DomainError('invalid', 'document.too-many', null);
    const files: CommentFile[] = [];
    const refused: { readonly name: string; readonly code: string }[] = [];
    for (const [index, { name, content }] of incoming.entries()) {
      const clean = cleanName(name);
      try {
        if (index >= mostFiles) throw new DomainError('invalid', 'document.too-many', clean);
        files.push({ id: randomUUID(), name: clean, ...(await this.store.put(content, clean)) });
      } catch (error) {
        // A full disk refuses nothing: the mail comes again.
        if (refusals === undefined || !(error instanceof DomainError) || error.kind === 'unavailable')
          throw error;
        refused.push({ name: clean, code: error.code });
      }
    }
    return { files, refused };
  }

  private async deliver(reference: string, seq: number): Promise<void> {
    try {
      await this.mailer.deliver(reference, seq);
    } catch (error) {
      // The rows stay queued, and the sweep delivers them (I4).
      this.logger.warn(`Mail about a comment on ${reference} waits for the sweep: ${String(error)}`);
    }
  }
}

/** Roles that read comments, the one to call on first in front. */
export const commentReaders = permissions.comment.flatMap((reader) =>
  reader === 'contact' || reader === 'director' ? [] : [reader],
);
