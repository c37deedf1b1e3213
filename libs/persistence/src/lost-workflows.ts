import { and, eq, sql } from 'drizzle-orm';
import type { Database } from './database.js';
import { cases, lostWorkflows } from './schema/index.js';

/** Cases that are open here and that Temporal does not have (I13). No event can say so: nobody is there to record it. */
export class LostWorkflows {
  constructor(private readonly database: Database) {}

  /** The moment of the first sight stays. */
  async mark(reference: string, detectedAt: number): Promise<void> {
    await this.database.db.insert(lostWorkflows).values({ reference, detectedAt }).onConflictDoNothing();
  }

  async clear(reference: string): Promise<void> {
    await this.database.db.delete(lostWorkflows).where(eq(lostWorkflows.reference, reference));
  }

  async list(): Promise<readonly string[]> {
    const rows = await this.database.db
      .select({ reference: lostWorkflows.reference })
      .from(lostWorkflows)
      .orderBy(lostWorkflows.reference);
    return rows.map(({ reference }) => reference);
  }

  /** As the database has it. */
  async isOpen(reference: string): Promise<boolean> {
    const rows = await this.database.db
      .select({ reference: cases.reference })
      .from(cases)
      .where(and(eq(cases.reference, reference), eq(cases.status, 'open')));
    return rows.length > 0;
  }

  /** Open cases whose last transition is so old (machine time) that nothing about them is under way. */
  async settledCases(olderThanMs: number): Promise<readonly string[]> {
    const rows = await this.database.db
      .select({ reference: cases.reference })
      .from(cases)
      .where(
        sql`${cases.status} = 'open' and exists (select 1 from transitions t where t.reference = ${cases.reference}
          and t.seq = ${cases.seq} and t.recorded_at < now() - ${olderThanMs} * interval '1 millisecond')`,
      )
      .orderBy(cases.reference);
    return rows.map(({ reference }) => reference);
  }
}
