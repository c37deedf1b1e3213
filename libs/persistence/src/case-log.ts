import { and, asc, desc, eq, gt, lt, sql } from 'drizzle-orm';
import type { RecordAnswer, RecordRequest } from '#libs/contracts';
import type { Transition } from '#libs/domain';
import type { Database } from './database.js';
import { recordTransition } from './log/record.js';
import { readTransition } from './log/transition-row.js';
import { transitions } from './schema/index.js';

/** The event log: the one place where a case's truth is appended and read. */
export class CaseLog {
  constructor(private readonly database: Database) {}

  /** Transitions after `since`, ascending; empty for an unknown reference. */
  async load(reference: string, since = 0): Promise<readonly Transition[]> {
    const rows = await this.database.db
      .select()
      .from(transitions)
      .where(and(eq(transitions.reference, reference), gt(transitions.seq, since)))
      .orderBy(asc(transitions.seq));
    return rows.map(readTransition);
  }

  /** Case time of each transition, by seq. */
  async moments(reference: string): Promise<ReadonlyMap<number, number>> {
    const { seq, at } = transitions;
    const rows = await this.database.db
      .select({ seq, at })
      .from(transitions)
      .where(eq(transitions.reference, reference));
    return new Map(rows.map((row) => [row.seq, row.at]));
  }

  /** Compare-and-append, with everything that hangs on a transition, in one transaction. Throws for infrastructure only. */
  async record(request: RecordRequest): Promise<RecordAnswer> {
    const client = await this.database.pool.connect();
    let broken: Error | undefined;
    try {
      return await recordTransition(client, request);
    } catch (error) {
      // A connection that failed in the middle may still hold a transaction: never hand it to the next caller.
      broken = error instanceof Error ? error : new Error(String(error));
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /** Someone has seen the workflow hold this transition; harmless to repeat. */
  async confirm(reference: string, seq: number): Promise<void> {
    await this.database.db
      .update(transitions)
      .set({ confirmed: true })
      .where(
        and(eq(transitions.reference, reference), eq(transitions.seq, seq), eq(transitions.confirmed, false)),
      );
  }

  /** The transition that answered a request id, however long ago. */
  async findByRequest(reference: string, request: string): Promise<Transition | undefined> {
    const [row] = await this.database.db
      .select()
      .from(transitions)
      .where(and(eq(transitions.reference, reference), eq(transitions.request, request)));
    return row && readTransition(row);
  }

  /** Seq of the newest transition; 0 for an unknown reference. */
  async lastSeq(reference: string): Promise<number> {
    const [row] = await this.database.db
      .select({ seq: transitions.seq })
      .from(transitions)
      .where(eq(transitions.reference, reference))
      .orderBy(desc(transitions.seq))
      .limit(1);
    return row?.seq ?? 0;
  }

  /** References with a transition that nobody confirmed for so long (machine time): their workflow may have missed it. */
  async unconfirmed(olderThanMs: number): Promise<readonly string[]> {
    const rows = await this.database.db
      .selectDistinct({ reference: transitions.reference })
      .from(transitions)
      .where(
        and(
          eq(transitions.confirmed, false),
          lt(transitions.recordedAt, sql`now() - ${olderThanMs} * interval '1 millisecond'`),
        ),
      )
      .orderBy(asc(transitions.reference));
    return rows.map((row) => row.reference);
  }
}
