import { and, eq, gt, inArray, lt, or, sql } from 'drizzle-orm';
import type { Instant } from '#libs/domain';
import type { Database, Db, Tx } from '../database.js';
import { substitutions } from '../schema/index.js';

export type Substitution = typeof substitutions.$inferSelect;
export type NewSubstitution = Omit<typeof substitutions.$inferInsert, 'id' | 'endedAt'>;

/** Why two substitutions cannot stand beside each other; `earlier` is the one that was there. */
export interface SubstitutionConflict {
  readonly because: 'overlaps' | 'substitute-away' | 'person-stands-in';
  readonly earlier: Substitution;
}

/** The first instant at which it is over. */
export function endOf({ endsAt, endedAt }: Substitution): Instant {
  return Math.min(endsAt, endedAt ?? endsAt);
}

/** Who acts for whom, and when. */
export class Substitutions {
  constructor(private readonly database: Database) {}

  /**
   * Stores it, unless one of the same days forbids it: another of the same person; one of the substitute, who would be away;
   * or one in which the person stands in. So rights never travel along a chain, and no chain closes to a loop.
   */
  async arrange(wanted: NewSubstitution): Promise<Substitution | SubstitutionConflict> {
    return this.database.db.transaction(async (tx) => {
      await tx.execute(
        sql`select pg_advisory_xact_lock(hashtextextended(${`substitutions ${wanted.programme}`}, 2))`,
      );
      const conflict = await conflictOf(tx, wanted);
      if (conflict) return conflict;
      const [row] = await tx.insert(substitutions).values(wanted).returning();
      if (!row) throw new Error('The substitution was not stored.');
      return row;
    });
  }

  /** Undefined for an unknown id, and for what is no uuid at all. */
  async get(id: string): Promise<Substitution | undefined> {
    const [row] = await this.database.db
      .select()
      .from(substitutions)
      .where(sql`${substitutions.id}::text = ${id.toLowerCase()}`);
    return row;
  }

  /** False when it was over already. */
  async end(id: string, at: Instant): Promise<boolean> {
    const { rowCount } = await this.database.db
      .update(substitutions)
      .set({ endedAt: at })
      .where(
        and(eq(substitutions.id, id), gt(sql`least(${substitutions.endsAt}, ${substitutions.endedAt})`, at)),
      );
    return rowCount === 1;
  }

  /** Newest first day first: those of the programmes, and those that name the person. */
  async list(filter: {
    readonly programmes: 'every' | readonly string[];
    readonly person: string;
  }): Promise<readonly Substitution[]> {
    const { programmes, person } = filter;
    return this.database.db
      .select()
      .from(substitutions)
      .where(
        programmes === 'every'
          ? undefined
          : or(
              eq(substitutions.person, person),
              eq(substitutions.substitute, person),
              programmes.length === 0 ? undefined : inArray(substitutions.programme, [...programmes]),
            ),
      )
      .orderBy(sql`${substitutions.startsAt} desc`, substitutions.id)
      .limit(500);
  }
}

async function conflictOf(on: Db | Tx, wanted: NewSubstitution): Promise<SubstitutionConflict | undefined> {
  const { programme, person, substitute, startsAt, endsAt } = wanted;
  const rows = await on
    .select()
    .from(substitutions)
    .where(
      and(
        eq(substitutions.programme, programme),
        or(inArray(substitutions.person, [person, substitute]), eq(substitutions.substitute, person)),
        lt(substitutions.startsAt, endsAt),
        gt(sql`least(${substitutions.endsAt}, ${substitutions.endedAt})`, startsAt),
      ),
    )
    .orderBy(substitutions.startsAt, substitutions.id);
  const [earlier] = rows;
  if (!earlier) return undefined;
  if (earlier.person === person) return { because: 'overlaps', earlier };
  return { because: earlier.person === substitute ? 'substitute-away' : 'person-stands-in', earlier };
}
