import { and, asc, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Database, Tx } from './database.js';
import type { DocumentRow } from './documents.js';
import { cases, comments, documents, mails, mentions, people } from './schema/index.js';
import { isUuid } from './uuid.js';
import { isOfPart, isWithin, type CaseReach, type ProgrammePart } from './views/case-filter.js';

export type CommentRow = typeof comments.$inferSelect;
export type NewComment = Omit<CommentRow, 'storedAt'>;

/** A file that comes with a comment; its content is in the store already. */
export type CommentFile = Pick<DocumentRow, 'id' | 'sha256' | 'name' | 'mediaType' | 'size'>;

export interface Mentioned {
  readonly comment: string;
  readonly person: string;
  readonly name: string;
  readonly seenAt: number | null;
}

/** Whose mentions, and of which cases. */
export interface MentionQuestion {
  readonly person: string;
  /** Where the person may read comments; undefined means everywhere. */
  readonly reach?: readonly CaseReach[];
  /** Of some programmes alone; of all unless told. */
  readonly part?: ProgrammePart;
}

/** Form field under which files of comments stand. */
const commentFiles = '_comment';

/** Words beside the case, with whom they call on and what came with them. */
export class Comments {
  constructor(private readonly database: Database) {}

  /** Adds it with its files, its mentions and a mail for each of them, at once; the comment that is there when it came before. */
  async add(
    comment: NewComment,
    files: readonly CommentFile[],
    mentioned: readonly string[],
  ): Promise<{ readonly comment: CommentRow; readonly isNew: boolean }> {
    return this.database.db.transaction(async (tx) => {
      const [added] = await tx.insert(comments).values(comment).onConflictDoNothing().returning();
      if (!added) return { comment: await earlier(tx, comment), isNew: false };
      const { id, reference, item, person, seq, at } = added;
      if (files.length > 0)
        await tx.insert(documents).values(
          files.map((file, index) => ({
            ...file,
            ...{ reference, person, item: item ?? reference, field: commentFiles, comment: id },
            // Within one transaction it is always the same moment: without this, nobody could tell their order.
            uploadedAt: sql`now() + ${index} * interval '1 microsecond'`,
          })),
        );
      if (mentioned.length > 0) {
        await tx.insert(mentions).values(mentioned.map((whom) => ({ comment: id, person: whom })));
        await tx.insert(mails).values(
          mentioned.map((whom) => ({
            id: mentionMailId(reference, id, whom),
            ...{ reference, seq, at, notice: 'mention' as const, person: whom },
            ...{ of: 0, revision: 0, state: 'queued' as const },
          })),
        );
      }
      return { comment: added, isNew: true };
    });
  }

  async get(id: string): Promise<CommentRow | undefined> {
    if (!isUuid(id)) return undefined;
    const [row] = await this.database.db.select().from(comments).where(eq(comments.id, id));
    return row;
  }

  async byRequest(request: string): Promise<CommentRow | undefined> {
    const [row] = await this.database.db.select().from(comments).where(eq(comments.request, request));
    return row;
  }

  /** Oldest first; of one item where it is named. */
  async ofCase(reference: string, item?: string): Promise<readonly CommentRow[]> {
    return this.database.db
      .select()
      .from(comments)
      .where(and(eq(comments.reference, reference), item === undefined ? undefined : eq(comments.item, item)))
      .orderBy(asc(comments.at), asc(comments.storedAt), asc(comments.id));
  }

  async mentionsOf(ids: readonly string[]): Promise<readonly Mentioned[]> {
    if (ids.length === 0) return [];
    const rows = await this.database.db
      .select({
        ...{ comment: mentions.comment, person: mentions.person, seenAt: mentions.seenAt },
        name: people.name,
      })
      .from(mentions)
      .leftJoin(people, eq(people.id, mentions.person))
      .where(inArray(mentions.comment, [...ids]))
      .orderBy(asc(people.name), asc(mentions.person));
    return rows.map(({ name, ...row }) => ({ ...row, name: name ?? row.person }));
  }

  /** Comments that call on the person and were not opened yet, newest first; at most 50 of those asked for. */
  async waitingFor({ person, reach, part }: MentionQuestion): Promise<readonly CommentRow[]> {
    const rows = await this.database.db
      .select({ comment: comments })
      .from(mentions)
      .innerJoin(comments, eq(comments.id, mentions.comment))
      .innerJoin(cases, eq(cases.reference, comments.reference))
      .where(
        and(eq(mentions.person, person), isNull(mentions.seenAt), reach && isWithin(reach), isOfPart(part)),
      )
      .orderBy(desc(comments.at), desc(comments.storedAt), desc(comments.id))
      .limit(50);
    return rows.map(({ comment }) => comment);
  }

  /** The person knows of it. `now` is case time; false where nothing waited. */
  async markSeen(comment: string, person: string, now: number): Promise<boolean> {
    if (!isUuid(comment)) return false;
    const rows = await this.database.db
      .update(mentions)
      .set({ seenAt: now })
      .where(and(eq(mentions.comment, comment), eq(mentions.person, person), isNull(mentions.seenAt)))
      .returning({ person: mentions.person });
    return rows.length > 0;
  }
}

/** Id of the mail that tells somebody of a comment: one a comment and person, for ever. */
function mentionMailId(reference: string, comment: string, person: string): string {
  return `${reference}:mention:${comment}:0:${person}`;
}

/** The comment that such a mail tells of; undefined for the id of another mail. */
export function commentOfMail(id: string): string | undefined {
  return /^[^:]+:mention:([^:]+):/.exec(id)?.[1];
}

async function earlier(tx: Tx, { request, messageId }: NewComment): Promise<CommentRow> {
  const [row] = await tx
    .select()
    .from(comments)
    .where(
      or(
        request === null ? undefined : eq(comments.request, request),
        messageId === null ? undefined : eq(comments.messageId, messageId),
      ),
    );
  if (!row) throw new Error('A comment was refused as known, and is not known.');
  return row;
}
