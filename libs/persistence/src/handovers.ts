import { and, desc, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm';
import type { Database, Tx } from './database.js';
import type { AskedMail } from './mails.js';
import { handovers, mails, type MailState } from './schema/index.js';

export type Handover = typeof handovers.$inferSelect;

export type NewHandover = Omit<Handover, 'endedAt' | 'endedBy'>;

/** A handover with what became of its mail; null before it was queued. */
export interface SentHandover extends Handover {
  readonly mail: MailState | null;
}

/** Tasks that people of a company passed on to colleagues. */
export class Handovers {
  constructor(private readonly database: Database) {}

  async get(id: string): Promise<Handover | undefined> {
    const [row] = await this.database.db.select().from(handovers).where(eq(handovers.id, id));
    return row;
  }

  async byRequest(request: string): Promise<Handover | undefined> {
    const [row] = await this.database.db.select().from(handovers).where(eq(handovers.request, request));
    return row;
  }

  /**
   * Stores it with its mail, all or nothing, and one of a task at a time; the one that stands already under the request wins and is
   * answered. `check` throws where those of the task that stand already leave no room for it.
   */
  async store(
    handover: NewHandover,
    mail: AskedMail,
    check: (before: readonly SentHandover[]) => void,
  ): Promise<Handover> {
    return this.database.db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${handover.item}, 6))`);
      const [earlier] = await tx.select().from(handovers).where(eq(handovers.request, handover.request));
      if (earlier) return earlier;
      check(await select(tx, eq(handovers.item, handover.item)));
      const [stored] = await tx.insert(handovers).values(handover).returning();
      if (!stored) throw new Error(`The handover ${handover.id} was not stored.`);
      await tx.insert(mails).values({ of: 0, revision: 0, ...mail, handover: stored.id, state: 'queued' });
      return stored;
    });
  }

  /** Takes it back; the first time counts, and is answered. */
  async end(id: string, ended: { readonly at: number; readonly by: string }): Promise<Handover | undefined> {
    const [row] = await this.database.db
      .update(handovers)
      .set({ endedAt: ended.at, endedBy: ended.by })
      .where(and(eq(handovers.id, id), isNull(handovers.endedAt)))
      .returning();
    return row ?? this.get(id);
  }

  /** Of one task, newest first. */
  async ofItem(item: string): Promise<readonly SentHandover[]> {
    return select(this.database.db, eq(handovers.item, item));
  }

  /** Of a whole case, newest first. */
  async ofCase(reference: string): Promise<readonly SentHandover[]> {
    return select(this.database.db, eq(handovers.reference, reference));
  }

  /** Names of those it was handed to, by id. */
  async names(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.db
      .select({ id: handovers.id, name: handovers.name })
      .from(handovers)
      .where(inArray(handovers.id, [...ids]));
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}

async function select(on: Database['db'] | Tx, where: SQL): Promise<readonly SentHandover[]> {
  const rows = await on
    .select({ handover: handovers, mail: mails.state })
    .from(handovers)
    .leftJoin(mails, and(eq(mails.handover, handovers.id), eq(mails.notice, 'handover')))
    .where(where)
    .orderBy(desc(handovers.at), desc(handovers.id));
  return rows.map(({ handover, mail }) => ({ ...handover, mail }));
}
