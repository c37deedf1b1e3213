import { and, asc, eq } from 'drizzle-orm';
import type { Database } from './database.js';
import { definitions } from './schema/index.js';

/** Compiled definitions, whole and for ever: a case is read with the one it was opened with (I9), in its newest words. */
export class Definitions {
  constructor(private readonly database: Database) {}

  /** `changed`: what stands under this key and version asks something else; then nothing was written (I16). */
  async register(
    key: string,
    version: number,
    hash: string,
    body: unknown,
  ): Promise<'registered' | 'same' | 'changed'> {
    const added = await this.database.db
      .insert(definitions)
      .values({ key, version, hash, body })
      .onConflictDoNothing()
      .returning({ key: definitions.key });
    if (added.length > 0) return 'registered';
    return (await this.find(key, version))?.hash === hash ? 'same' : 'changed';
  }

  /** Puts other words into a definition that asks the same as before; who calls has compared them. */
  async reword(key: string, version: number, hash: string, body: unknown): Promise<void> {
    await this.database.db
      .update(definitions)
      .set({ hash, body })
      .where(and(eq(definitions.key, key), eq(definitions.version, version)));
  }

  async find(key: string, version: number): Promise<typeof definitions.$inferSelect | undefined> {
    const [row] = await this.database.db
      .select()
      .from(definitions)
      .where(and(eq(definitions.key, key), eq(definitions.version, version)));
    return row;
  }

  async list(): Promise<readonly (typeof definitions.$inferSelect)[]> {
    return this.database.db
      .select()
      .from(definitions)
      .orderBy(asc(definitions.key), asc(definitions.version));
  }
}
