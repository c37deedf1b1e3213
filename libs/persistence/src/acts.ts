import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { ActBody } from '#libs/domain';
import { conditionWords, type ConditionWords } from './condition-words.js';
import type { Database, Db, Tx } from './database.js';
import { hashAct } from './hash-act.js';
import { acts, referenceCounters } from './schema/index.js';

export type StoredAct = typeof acts.$inferSelect;

/** An act before it is stored. `request` identifies it, `fingerprint` tells what was sent under that request. */
export type NewAct = Pick<StoredAct, 'id' | 'reference' | 'request' | 'actor' | 'body' | 'fingerprint'> &
  Partial<Pick<StoredAct, 'item' | 'answers' | 'reason' | 'documents' | 'link'>>;

/** `repeated`: the same request was stored before, this is what it said. `request-reused`: it said something else (422). */
export type StoreAnswer =
  { readonly status: 'stored' | 'repeated'; readonly act: StoredAct } | { readonly status: 'request-reused' };

/** An opening: its reference does not exist before it is stored, so `act` is built once it does. */
export interface NewOpening {
  readonly request: string;
  readonly fingerprint: string;
  readonly programme: string;
  /** Of case time. */
  readonly year: number;
  readonly act: (reference: string) => Omit<NewAct, 'reference' | 'request' | 'fingerprint'>;
}

/** What people did, words included. Stored before the Update, consumed by `record`. */
export class Acts {
  constructor(private readonly database: Database) {}

  /** Stores an act with its hash; committed when it returns. */
  store(act: NewAct): Promise<StoreAnswer> {
    return insert(this.database.db, act);
  }

  /** Allocates the next reference (`CCP-MA-2026-0007`) and stores the act under it; a repeated request allocates none. */
  async storeOpening(opening: NewOpening): Promise<StoreAnswer> {
    const { request, fingerprint, programme, year } = opening;
    return this.database.db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${request}, 1))`);
      const [earlier] = await tx.select().from(acts).where(eq(acts.request, request)).limit(1);
      if (earlier) return repeated(earlier, fingerprint);
      const [counter] = await tx
        .insert(referenceCounters)
        .values({ programme, year, last: 1 })
        .onConflictDoUpdate({
          target: [referenceCounters.programme, referenceCounters.year],
          set: { last: sql`${referenceCounters.last} + 1` },
        })
        .returning();
      const reference = `${programme}-${year}-${String(counter?.last).padStart(4, '0')}`;
      return insert(tx, { ...opening.act(reference), reference, request, fingerprint });
    });
  }

  /** Marks an act that the core or `record` refused; one already consumed stays so. */
  async refuse(id: string, code: string): Promise<void> {
    await this.database.db
      .update(acts)
      .set({ state: 'refused', refusal: code })
      .where(and(eq(acts.id, id), eq(acts.state, 'stored')));
  }

  async get(id: string): Promise<StoredAct | undefined> {
    const [row] = await this.database.db.select().from(acts).where(eq(acts.id, id));
    return row;
  }

  /** By the request it came under, on any case. */
  async findByRequest(request: string): Promise<StoredAct | undefined> {
    const [row] = await this.database.db.select().from(acts).where(eq(acts.request, request)).limit(1);
    return row;
  }

  /** Consumed acts on a task, approval or incident, oldest first. */
  async ofItem(item: string): Promise<readonly StoredAct[]> {
    return this.database.db
      .select()
      .from(acts)
      .where(and(eq(acts.item, item), eq(acts.state, 'consumed')))
      .orderBy(asc(acts.seq));
  }

  /** Consumed acts of a case, oldest first. */
  async ofCase(reference: string): Promise<readonly StoredAct[]> {
    return this.database.db
      .select()
      .from(acts)
      .where(and(eq(acts.reference, reference), eq(acts.state, 'consumed')))
      .orderBy(asc(acts.seq));
  }

  /** Those of them that are of one of the kinds: most others carry the answers of a whole form. */
  async ofKinds(reference: string, kinds: readonly ActBody['type'][]): Promise<readonly StoredAct[]> {
    return this.database.db
      .select()
      .from(acts)
      .where(
        and(
          eq(acts.reference, reference),
          eq(acts.state, 'consumed'),
          inArray(sql`${acts.body}->>'type'`, [...kinds]),
        ),
      )
      .orderBy(asc(acts.seq));
  }

  /** What each condition of a case asks for, by the key of its task. */
  async conditionWords(reference: string): Promise<ConditionWords> {
    return (await this.conditionsOf([reference])).get(reference) ?? new Map();
  }

  /** The same of many cases, by reference. */
  conditionsOf(references: readonly string[]): Promise<ReadonlyMap<string, ConditionWords>> {
    return conditionWords(this.database, references);
  }

  /** Deletes refused acts stored more than `days` ago (machine time); tells how many. */
  async forgetRefused(days: number): Promise<number> {
    const { rowCount } = await this.database.db
      .delete(acts)
      .where(and(eq(acts.state, 'refused'), sql`${acts.storedAt} < now() - ${days} * interval '1 day'`));
    return rowCount ?? 0;
  }
}

async function insert(on: Db | Tx, act: NewAct): Promise<StoreAnswer> {
  const [stored] = await on
    .insert(acts)
    .values({ ...act, hash: hashAct(act) })
    .onConflictDoNothing({ target: [acts.reference, acts.request] })
    .returning();
  if (stored) return { status: 'stored', act: stored };
  const [earlier] = await on
    .select()
    .from(acts)
    .where(and(eq(acts.reference, act.reference), eq(acts.request, act.request)));
  if (!earlier) throw new Error(`Act ${act.id} could neither be stored nor found.`);
  return repeated(earlier, act.fingerprint);
}

function repeated(act: StoredAct, fingerprint: string): StoreAnswer {
  return act.fingerprint === fingerprint ? { status: 'repeated', act } : { status: 'request-reused' };
}
