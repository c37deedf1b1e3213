import { and, asc, eq, sql, type SQL } from 'drizzle-orm';
import { DomainError } from '#libs/domain';
import type { Database, Tx } from './database.js';
import { sqlState } from './errors.js';
import { calendarChanges, calendarOverrides, cases, programmes, seasons } from './schema/index.js';

export type CalendarOverride = typeof calendarOverrides.$inferSelect;
export type SeasonRow = typeof seasons.$inferSelect;
export type StoredCalendarChange = typeof calendarChanges.$inferSelect;
export type NewCalendarChange = Omit<StoredCalendarChange, 'number'>;

/** Everything people have said about the days that count, of every country and company. */
export interface CalendarEntries {
  readonly overrides: readonly CalendarOverride[];
  readonly seasons: readonly SeasonRow[];
}

/** A running case as far as its calendar goes. */
export interface RunningCase {
  readonly reference: string;
  readonly seq: number;
  readonly programme: string;
  readonly organisation: string;
  readonly country: string;
  /** Version of the calendar its dates were computed with. */
  readonly calendar: string;
}

/** Overrides, production seasons and the changes that brought them: what calendars are made of besides a country's data. */
export class CalendarBook {
  constructor(private readonly database: Database) {}

  /** Small enough to be read whole: some days a year and country, a season or two a company. */
  async entries(): Promise<CalendarEntries> {
    const { db } = this.database;
    const [overrides, found] = await Promise.all([
      db
        .select()
        .from(calendarOverrides)
        .orderBy(asc(calendarOverrides.calendar), asc(calendarOverrides.day)),
      db.select().from(seasons).orderBy(asc(seasons.organisation), asc(seasons.startsOn)),
    ]);
    return { overrides, seasons: found };
  }

  /** Oldest first. */
  async changes(): Promise<readonly StoredCalendarChange[]> {
    return this.database.db.select().from(calendarChanges).orderBy(asc(calendarChanges.number));
  }

  async findByRequest(request: string): Promise<StoredCalendarChange | undefined> {
    const [row] = await this.database.db
      .select()
      .from(calendarChanges)
      .where(eq(calendarChanges.request, request));
    return row;
  }

  /**
   * Stores a change together with what it changes; both or none. The same request stored twice is one change. Throws
   * `calendar.changed-meanwhile` when somebody else changed the same day or season since it was looked at.
   */
  async store(change: NewCalendarChange): Promise<StoredCalendarChange> {
    try {
      return await this.database.db.transaction(async (tx) => {
        const [stored] = await tx.insert(calendarChanges).values(change).returning();
        if (!stored) throw new Error(`Change ${change.id} was not stored.`);
        await write(tx, stored);
        return stored;
      });
    } catch (error) {
      const same = await this.findByRequest(change.request);
      if (same) return same;
      if (sqlState(error) === '23505') throw changedMeanwhile(change.subject);
      throw error;
    }
  }

  /** Of a country, an organisation or a programme; all of them unless told. */
  async runningCases(
    of: { readonly country?: string; readonly organisation?: string; readonly programme?: string } = {},
  ): Promise<readonly RunningCase[]> {
    const conditions: (SQL | undefined)[] = [
      eq(cases.status, 'open'),
      of.country === undefined ? undefined : eq(cases.country, of.country),
      of.organisation === undefined ? undefined : eq(cases.organisation, of.organisation),
      of.programme === undefined ? undefined : eq(cases.programme, of.programme),
    ];
    const { reference, seq, programme, organisation, country, calendar } = cases;
    return this.database.db
      .select({ reference, seq, programme, organisation, country, calendar })
      .from(cases)
      .where(and(...conditions))
      .orderBy(asc(cases.reference));
  }
}

async function write(tx: Tx, { change, reason, person, at }: StoredCalendarChange): Promise<void> {
  switch (change.type) {
    case 'override':
      await tx
        .insert(calendarOverrides)
        .values({ calendar: change.country, day: change.day, works: change.works, reason, person, at });
      return;
    case 'withdrawal': {
      const { rowCount } = await tx
        .delete(calendarOverrides)
        .where(and(eq(calendarOverrides.calendar, change.country), eq(calendarOverrides.day, change.day)));
      if (rowCount !== 1) throw changedMeanwhile(change.country);
      return;
    }
    case 'season': {
      const row = { organisation: change.organisation, startsOn: change.from, endsOn: change.to };
      await tx
        .insert(seasons)
        .values(row)
        .onConflictDoUpdate({ target: [seasons.organisation, seasons.startsOn], set: row });
      // Two seasons entered at once may overlap, which neither could see.
      await requireApart(tx, change.organisation);
      return;
    }
    case 'season-removal': {
      const { rowCount } = await tx
        .delete(seasons)
        .where(and(eq(seasons.organisation, change.organisation), eq(seasons.startsOn, change.from)));
      if (rowCount !== 1) throw changedMeanwhile(change.organisation);
      return;
    }
    case 'horizon':
      await tx.update(programmes).set({ endsOn: change.endsOn }).where(eq(programmes.code, change.programme));
      return;
    case 'data':
      return;
  }
}

async function requireApart(tx: Tx, organisation: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`seasons ${organisation}`}, 3))`);
  const rows = await tx
    .select()
    .from(seasons)
    .where(eq(seasons.organisation, organisation))
    .orderBy(asc(seasons.startsOn));
  if (rows.some(({ endsOn }, index) => endsOn >= (rows[index + 1]?.startsOn ?? '9999')))
    throw changedMeanwhile(organisation);
}

function changedMeanwhile(subject: string): DomainError {
  return new DomainError('conflict', 'calendar.changed-meanwhile', subject, {
    hint: 'Somebody else has changed it since. Look at it again.',
  });
}
