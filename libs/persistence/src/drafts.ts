import { and, eq, sql } from 'drizzle-orm';
import type { Database } from './database.js';
import { drafts } from './schema/index.js';

export type Draft = typeof drafts.$inferSelect;

export interface NewDraft extends Pick<Draft, 'item' | 'reference' | 'answers' | 'person'> {
  /** Version the form was filled on; 0 where nothing was saved. */
  readonly version: number;
}

/** `stale`: someone saved in between; `draft` is what is stored now (null where it was discarded). */
export type SaveAnswer =
  | { readonly status: 'saved'; readonly draft: Draft }
  | { readonly status: 'stale'; readonly draft: Draft | null };

/** Beyond it PostgreSQL's integer ends; no draft was ever saved so often. */
const highestVersion = 2 ** 31 - 2;

/** What was typed so far on items' forms. */
export class Drafts {
  constructor(private readonly database: Database) {}

  async get(item: string): Promise<Draft | undefined> {
    const [row] = await this.database.db.select().from(drafts).where(eq(drafts.item, item));
    return row;
  }

  /** Saves over exactly the version that was seen. */
  async save({ version, ...draft }: NewDraft): Promise<SaveAnswer> {
    const { db } = this.database;
    if (!Number.isInteger(version) || version < 0 || version > highestVersion)
      return { status: 'stale', draft: (await this.get(draft.item)) ?? null };
    const saved =
      version === 0
        ? await db
            .insert(drafts)
            .values({ ...draft, version: 1 })
            .onConflictDoNothing({ target: drafts.item })
            .returning()
        : await db
            .update(drafts)
            .set({ ...draft, version: version + 1, savedAt: sql`now()` })
            .where(and(eq(drafts.item, draft.item), eq(drafts.version, version)))
            .returning();
    if (saved[0]) return { status: 'saved', draft: saved[0] };
    return { status: 'stale', draft: (await this.get(draft.item)) ?? null };
  }

  /** After the item was settled; harmless to repeat. */
  async discard(item: string): Promise<void> {
    await this.database.db.delete(drafts).where(eq(drafts.item, item));
  }
}
