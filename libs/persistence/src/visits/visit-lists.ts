import {
  and,
  asc,
  desc,
  eq,
  getTableColumns,
  gt,
  inArray,
  isNotNull,
  lt,
  or,
  sql,
  type SQL,
} from 'drizzle-orm';
import type { Instant } from '#libs/domain';
import type { Database } from '../database.js';
import { cases, organisations, visits } from '../schema/index.js';
import { isWithin, type CaseReach } from '../views/case-filter.js';
import type { CaseListRow } from '../views/case-list.js';
import type { VisitRow } from './visits.js';

/** A visit with the case it belongs to. */
export interface ListedVisit {
  readonly visit: VisitRow;
  readonly row: CaseListRow;
}

export interface VisitQuestion {
  /** What the reader may see; undefined means every case. */
  readonly reach?: readonly CaseReach[];
  readonly programme?: string;
  /** Who comes, or is met. */
  readonly person?: string;
  /** Of cases that the person coordinates. */
  readonly coordinator?: string;
  /** At most; 200 unless told. */
  readonly limit?: number;
}

const usualLimit = 200;

/** Visits of many cases. All moments are case time. */
export class VisitLists {
  constructor(private readonly database: Database) {}

  /** Those that somebody has yet to answer, the oldest proposal first. */
  async unanswered(question: VisitQuestion, now: Instant): Promise<readonly ListedVisit[]> {
    const isAsked = or(
      eq(visits.state, 'proposed'),
      and(eq(visits.state, 'confirmed'), isNotNull(visits.wish), gt(visits.endsAt, now)),
    );
    return this.select(question, isAsked, [asc(visits.proposedAt)]);
  }

  /** Agreed ones that are not over, the next one first. */
  async upcoming(question: VisitQuestion, now: Instant): Promise<readonly ListedVisit[]> {
    return this.select(question, and(eq(visits.state, 'confirmed'), gt(visits.endsAt, now)), [
      asc(visits.startsAt),
    ]);
  }

  /** What took place, was cancelled or withdrawn, the newest first. */
  async over(question: VisitQuestion, now: Instant): Promise<readonly ListedVisit[]> {
    const isOver = or(
      inArray(visits.state, ['cancelled', 'withdrawn']),
      and(eq(visits.state, 'confirmed'), sql`${visits.endsAt} <= ${now}`),
    );
    return this.select(question, isOver, [desc(sql`coalesce(${visits.startsAt}, ${visits.proposedAt})`)]);
  }

  /** Agreed ones that begin in a span, ascending. */
  async between(question: VisitQuestion, from: Instant, to: Instant): Promise<readonly ListedVisit[]> {
    return this.select(
      { limit: 1_000, ...question },
      and(eq(visits.state, 'confirmed'), sql`${visits.startsAt} >= ${from}`, lt(visits.startsAt, to)),
      [asc(visits.startsAt)],
    );
  }

  /** Those to come of cases that were suspended or closed meanwhile. */
  async overtaken(now: Instant): Promise<readonly ListedVisit[]> {
    return this.select(
      {},
      and(
        or(eq(cases.status, 'closed'), isNotNull(cases.suspendedAt)),
        or(eq(visits.state, 'proposed'), and(eq(visits.state, 'confirmed'), gt(visits.endsAt, now))),
      ),
      [asc(visits.proposedAt)],
    );
  }

  private async select(
    { reach, programme, person, coordinator, limit = usualLimit }: VisitQuestion,
    which: SQL | undefined,
    order: readonly SQL[],
  ): Promise<readonly ListedVisit[]> {
    return this.database.db
      .select({
        visit: getTableColumns(visits),
        row: { ...getTableColumns(cases), organisationName: organisations.name },
      })
      .from(visits)
      .innerJoin(cases, eq(cases.reference, visits.reference))
      .leftJoin(organisations, eq(organisations.code, cases.organisation))
      .where(
        and(
          which,
          reach && isWithin(reach),
          programme === undefined ? undefined : eq(cases.programme, programme),
          person === undefined
            ? undefined
            : sql`(${visits.visitors} ? ${person} or ${visits.invited} ? ${person})`,
          coordinator === undefined ? undefined : eq(cases.coordinator, coordinator),
        ),
      )
      .orderBy(...order, asc(visits.id))
      .limit(limit);
  }
}
