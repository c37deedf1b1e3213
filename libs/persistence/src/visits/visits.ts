import { and, asc, eq, gt, inArray, ne, sql } from 'drizzle-orm';
import type { Instant } from '#libs/domain';
import type { Database, Tx } from '../database.js';
import type { AskedMail } from '../mails.js';
import { mails, visitChanges, visits, visitSlots } from '../schema/index.js';
import { isUuid } from '../uuid.js';

export type VisitRow = typeof visits.$inferSelect;
export type VisitChangeRow = typeof visitChanges.$inferSelect;
export type { VisitNews } from './visit-mails.js';

/** From when to when. */
export interface VisitSlot {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

/** A visit with the slots that are offered for it. */
export interface Visit extends VisitRow {
  readonly slots: readonly VisitSlot[];
}

/** Who asks for a change under which key; null for what nobody asked for. */
export type VisitRequest = { readonly request: string; readonly fingerprint: string } | null;

/** What becomes of a visit, and whom that is told. */
export interface VisitDecision {
  readonly visit: Visit;
  readonly change: Pick<VisitChangeRow, 'kind' | 'person' | 'onBehalfOf' | 'note' | 'edit' | 'at'>;
  readonly mails: readonly AskedMail[];
}

/** `isNew` is false for a request that was answered before; nothing was decided again. */
export interface ChangedVisit {
  readonly visit: Visit;
  readonly change: VisitChangeRow;
  readonly isNew: boolean;
}

/** Decides on a visit as it stands, null for one that is to be; `busy` are other agreed visits of who comes. Throws to leave all as it is. */
export type DecideVisit = (current: Visit | null, busy: readonly VisitSlot[]) => VisitDecision;

/** Visits and their changes. */
export class Visits {
  constructor(private readonly database: Database) {}

  /**
   * One change at a time of a visit, and of the days of each of its visitors: what `decide` sees holds until its decision is stored,
   * with the mails that tell of it, all or nothing.
   */
  async change(
    id: string,
    visitors: readonly string[],
    asked: VisitRequest,
    decide: DecideVisit,
  ): Promise<ChangedVisit> {
    return this.database.db.transaction(async (tx) => {
      if (asked) {
        await lock(tx, asked.request, 4);
        const earlier = await changeOf(tx, asked.request);
        if (earlier) return { ...earlier, isNew: false };
      }
      for (const person of [...new Set(visitors)].sort()) await lock(tx, person, 5);
      const [current] = await withSlots(
        tx,
        await tx.select().from(visits).where(eq(visits.id, id)).for('update'),
      );
      const decided = decide(current ?? null, await busyOf(tx, visitors, id));
      const change = await store(tx, decided, asked);
      return { visit: decided.visit, change, isNew: true };
    });
  }

  async get(id: string): Promise<Visit | undefined> {
    if (!isUuid(id)) return undefined;
    const rows = await this.database.db.select().from(visits).where(eq(visits.id, id));
    const [visit] = await withSlots(this.database.db, rows);
    return visit;
  }

  /** What came of a request; undefined for one that changed nothing. */
  async byRequest(request: string): Promise<ChangedVisit | undefined> {
    const earlier = await changeOf(this.database.db, request);
    return earlier && { ...earlier, isNew: false };
  }

  /** In the order in which they were proposed. */
  async ofCase(reference: string): Promise<readonly Visit[]> {
    const rows = await this.database.db
      .select()
      .from(visits)
      .where(eq(visits.reference, reference))
      .orderBy(asc(visits.proposedAt), asc(visits.id));
    return withSlots(this.database.db, rows);
  }

  /** Slots put beside rows that were read elsewhere, with one query. */
  async withSlots(rows: readonly VisitRow[]): Promise<readonly Visit[]> {
    return withSlots(this.database.db, rows);
  }

  /** What happened to them, oldest first. */
  async changesOf(ids: readonly string[]): Promise<readonly VisitChangeRow[]> {
    if (ids.length === 0) return [];
    return this.database.db
      .select()
      .from(visitChanges)
      .where(inArray(visitChanges.visit, [...ids]))
      .orderBy(asc(visitChanges.visit), asc(visitChanges.sequence));
  }

  /** Agreed visits of those people that are not over, with who comes. */
  async agreedOf(
    persons: readonly string[],
    now: Instant,
  ): Promise<readonly (VisitSlot & Pick<VisitRow, 'id' | 'visitors'>)[]> {
    if (persons.length === 0) return [];
    const rows = await this.database.db
      .select()
      .from(visits)
      .where(and(isAgreed(persons), gt(visits.endsAt, now)));
    return rows.flatMap(({ id, visitors, ...row }) => agreed(row).map((slot) => ({ id, visitors, ...slot })));
  }
}

/** The database, or a transaction. */
type Reading = Pick<Database['db'], 'select'>;

async function lock(tx: Tx, what: string, kind: number): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${what}, ${kind}))`);
}

async function changeOf(on: Reading, request: string): Promise<Omit<ChangedVisit, 'isNew'> | undefined> {
  const [change] = await on.select().from(visitChanges).where(eq(visitChanges.request, request));
  if (!change) return undefined;
  const [visit] = await withSlots(on, await on.select().from(visits).where(eq(visits.id, change.visit)));
  if (!visit) throw new Error(`There is no visit ${change.visit}.`);
  return { visit, change };
}

function isAgreed(persons: readonly string[]) {
  return and(eq(visits.state, 'confirmed'), sql`${visits.visitors} ?| ${sql.param([...persons])}::text[]`);
}

async function busyOf(tx: Tx, persons: readonly string[], except: string): Promise<readonly VisitSlot[]> {
  if (persons.length === 0) return [];
  const rows = await tx
    .select({ startsAt: visits.startsAt, endsAt: visits.endsAt })
    .from(visits)
    .where(and(isAgreed(persons), ne(visits.id, except)));
  return rows.flatMap(agreed);
}

function agreed({ startsAt, endsAt }: Pick<VisitRow, 'startsAt' | 'endsAt'>): readonly VisitSlot[] {
  return startsAt === null || endsAt === null ? [] : [{ startsAt, endsAt }];
}

async function withSlots(db: Reading, rows: readonly VisitRow[]): Promise<readonly Visit[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const found = await db
    .select()
    .from(visitSlots)
    .where(inArray(visitSlots.visit, ids))
    .orderBy(asc(visitSlots.visit), asc(visitSlots.ordinal));
  return rows.map((row) => ({
    ...row,
    slots: found
      .filter(({ visit }) => visit === row.id)
      .map(({ startsAt, endsAt }) => ({ startsAt, endsAt })),
  }));
}

async function store(
  tx: Tx,
  { visit: { slots, ...row }, change, mails: asked }: VisitDecision,
  request: VisitRequest,
): Promise<VisitChangeRow> {
  const { id: _id, ...rest } = row;
  await tx.insert(visits).values(row).onConflictDoUpdate({ target: visits.id, set: rest });
  if (change.kind === 'proposed' || change.kind === 'offered') {
    await tx.delete(visitSlots).where(eq(visitSlots.visit, row.id));
    await tx.insert(visitSlots).values(slots.map((slot, ordinal) => ({ visit: row.id, ordinal, ...slot })));
  }
  const { sequence, startsAt, endsAt } = row;
  const [stored] = await tx
    .insert(visitChanges)
    .values({ visit: row.id, sequence, startsAt, endsAt, ...change, ...request })
    .returning();
  if (asked.length > 0)
    await tx
      .insert(mails)
      .values(asked.map((mail) => ({ of: 0, revision: 0, ...mail, state: 'queued' as const })))
      .onConflictDoNothing({ target: mails.id });
  if (!stored) throw new Error(`The change of visit ${row.id} was not stored.`);
  return stored;
}
