import { and, asc, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { Database } from './database.js';
import { documents } from './schema/index.js';
import { isUuid } from './uuid.js';

export type DocumentRow = typeof documents.$inferSelect;
export type NewDocument = Omit<DocumentRow, 'seq' | 'comment' | 'uploadedAt'>;

/** Of an item's own file: what came with a comment belongs to it once an act has listed it. */
export const isOfFile = or(isNull(documents.comment), isNotNull(documents.seq));

const isDraft = and(isNull(documents.seq), isNull(documents.comment));

/** Rows of uploads; the bytes lie in a content-addressed store, under `sha256`. */
export class Documents {
  constructor(private readonly database: Database) {}

  /** Adds a draft. */
  async add(document: NewDocument): Promise<DocumentRow> {
    const [row] = await this.database.db.insert(documents).values(document).returning();
    if (!row) throw new Error(`Document ${document.id} was not stored.`);
    return row;
  }

  /** Undefined for an unknown id, and for what is no uuid at all. */
  async get(id: string): Promise<DocumentRow | undefined> {
    if (!isUuid(id)) return undefined;
    const [row] = await this.database.db.select().from(documents).where(eq(documents.id, id));
    return row;
  }

  async byIds(ids: readonly string[]): Promise<readonly DocumentRow[]> {
    const known = ids.filter(isUuid);
    if (known.length === 0) return [];
    return this.database.db
      .select()
      .from(documents)
      .where(inArray(documents.id, known))
      .orderBy(asc(documents.uploadedAt), asc(documents.id));
  }

  /** Drafts and attached ones, in the order of upload; what came with a comment only once it was filed. */
  async ofItem(item: string): Promise<readonly DocumentRow[]> {
    return this.database.db
      .select()
      .from(documents)
      .where(and(eq(documents.item, item), isOfFile))
      .orderBy(asc(documents.uploadedAt), asc(documents.id));
  }

  /** Those of a case's comments, in the order of upload. */
  async ofComments(reference: string): Promise<readonly (DocumentRow & { readonly comment: string })[]> {
    const rows = await this.database.db
      .select()
      .from(documents)
      .where(and(eq(documents.reference, reference), isNotNull(documents.comment)))
      .orderBy(asc(documents.uploadedAt), asc(documents.id));
    return rows.flatMap((row) => (row.comment === null ? [] : [{ ...row, comment: row.comment }]));
  }

  /** Removes a draft; false when it is attached or unknown. */
  async removeDraft(id: string): Promise<boolean> {
    if (!isUuid(id)) return false;
    const { rowCount } = await this.database.db.delete(documents).where(and(eq(documents.id, id), isDraft));
    return rowCount === 1;
  }

  /** Removes drafts uploaded more than `days` ago (machine time), and tells which contents no row names any more. */
  async removeOrphans(days: number): Promise<readonly string[]> {
    return this.database.db.transaction(async (tx) => {
      const removed = await tx
        .delete(documents)
        .where(and(isDraft, sql`${documents.uploadedAt} < now() - ${days} * interval '1 day'`))
        .returning({ sha256: documents.sha256 });
      const hashes = [...new Set(removed.map(({ sha256 }) => sha256))];
      if (hashes.length === 0) return [];
      const kept = await tx
        .selectDistinct({ sha256: documents.sha256 })
        .from(documents)
        .where(inArray(documents.sha256, hashes));
      return hashes.filter((hash) => !kept.some(({ sha256 }) => sha256 === hash));
    });
  }
}
