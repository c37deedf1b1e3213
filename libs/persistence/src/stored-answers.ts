import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from './database.js';
import { storedAnswers } from './schema/index.js';

/** What became of a request that came before; `new` is the caller's to answer, and to `keep` or `release`. */
export type Claim =
  | { readonly status: 'new' | 'running' | 'reused' }
  | { readonly status: 'answered'; readonly code: number; readonly body: unknown };

/** After so long whoever was answering has gone with its process; machine time. */
const patience = sql`interval '1 minute'`;

/** Answers to requests that change something and are no acts, so that a repetition changes nothing more (I11). */
export class StoredAnswers {
  constructor(private readonly database: Database) {}

  /** `request` names who asks what under which key, `fingerprint` what was sent. */
  async claim(request: string, fingerprint: string): Promise<Claim> {
    const { db } = this.database;
    const [claimed] = await db
      .insert(storedAnswers)
      .values({ request, fingerprint })
      .onConflictDoUpdate({
        target: storedAnswers.request,
        set: { storedAt: sql`now()` },
        setWhere: sql`${storedAnswers.code} is null and ${storedAnswers.fingerprint} = ${fingerprint}
          and ${storedAnswers.storedAt} < now() - ${patience}`,
      })
      .returning();
    if (claimed) return { status: 'new' };
    const [row] = await db.select().from(storedAnswers).where(eq(storedAnswers.request, request));
    // Released in between: the next attempt finds it free.
    if (!row) return { status: 'running' };
    if (row.fingerprint !== fingerprint) return { status: 'reused' };
    return row.code === null ? { status: 'running' } : { status: 'answered', code: row.code, body: row.body };
  }

  async keep(request: string, code: number, body: unknown): Promise<void> {
    await this.database.db
      .update(storedAnswers)
      .set({ code, body: body ?? null })
      .where(eq(storedAnswers.request, request));
  }

  /** The request was refused and has changed nothing: it may come again. */
  async release(request: string): Promise<void> {
    await this.database.db
      .delete(storedAnswers)
      .where(and(eq(storedAnswers.request, request), isNull(storedAnswers.code)));
  }

  /** Deletes what was stored more than `days` ago (machine time). */
  async forget(days: number): Promise<void> {
    await this.database.db
      .delete(storedAnswers)
      .where(sql`${storedAnswers.storedAt} < now() - ${days} * interval '1 day'`);
  }
}
