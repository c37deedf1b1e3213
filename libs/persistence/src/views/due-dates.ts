import { and, asc, eq, gte, lt, ne, type SQL } from 'drizzle-orm';
import type { Instant, ItemRow } from '#libs/domain';
import type { Database } from '../database.js';
import { cases, items, measures, milestones, organisations } from '../schema/index.js';
import { isWithin, type CaseReach } from './case-filter.js';
import { listedCase, type CaseListRow } from './case-list.js';

/** An open task or approval, or a milestone to come, of an open case. */
export type DueRow =
  | { readonly kind: 'item'; readonly row: CaseListRow; readonly item: ItemRow }
  | {
      readonly kind: 'milestone';
      readonly row: CaseListRow;
      readonly key: string;
      readonly day: string;
      /** Of its measure. */
      readonly title: string | null;
    };

export interface DueQuestion {
  /** What the reader may see; undefined means every case. */
  readonly reach?: readonly CaseReach[];
  readonly programme?: string;
  /** Of cases that the person coordinates. */
  readonly coordinator?: string;
  /** From the first on, before the second; the days in which milestones are told lie alike. */
  readonly from: Instant;
  readonly to: Instant;
  readonly firstDay: string;
  readonly lastDay: string;
}

/** More than a page or a calendar program can show. */
const most = 1_000;

/** Ascending. */
export async function dueBetween({ db }: Database, question: DueQuestion): Promise<readonly DueRow[]> {
  const { from, to, firstDay, lastDay } = question;
  const [due, planned] = await Promise.all([
    db
      .select({ row: listedCase, item: items })
      .from(items)
      .innerJoin(cases, eq(cases.reference, items.reference))
      .leftJoin(organisations, eq(organisations.code, cases.organisation))
      .where(and(eq(items.status, 'open'), gte(items.due, from), lt(items.due, to), ofOpenCases(question)))
      .orderBy(asc(items.due), asc(items.id))
      .limit(most),
    db
      .select({ row: listedCase, key: milestones.key, day: milestones.date, title: measures.title })
      .from(milestones)
      .innerJoin(cases, eq(cases.reference, milestones.reference))
      .leftJoin(organisations, eq(organisations.code, cases.organisation))
      .leftJoin(measures, and(eq(measures.reference, milestones.reference), eq(measures.key, milestones.key)))
      .where(
        and(
          ne(milestones.status, 'settled'),
          gte(milestones.date, firstDay),
          lt(milestones.date, lastDay),
          ofOpenCases(question),
        ),
      )
      .orderBy(asc(milestones.date), asc(milestones.reference), asc(milestones.key))
      .limit(most),
  ]);
  return [
    ...due.map(({ row, item }): DueRow => ({ kind: 'item', row, item })),
    ...planned.map((one): DueRow => ({ kind: 'milestone', ...one })),
  ];
}

function ofOpenCases({ reach, programme, coordinator }: DueQuestion): SQL | undefined {
  return and(
    eq(cases.status, 'open'),
    reach && isWithin(reach),
    programme === undefined ? undefined : eq(cases.programme, programme),
    coordinator === undefined ? undefined : eq(cases.coordinator, coordinator),
  );
}
