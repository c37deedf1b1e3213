import { and, count, eq, sql, type SQL } from 'drizzle-orm';
import type { CaseRow } from '#libs/domain';
import type { Database } from './database.js';
import { cases, items, measures } from './schema/index.js';

export interface KeyCount {
  /** Null where there is none, e.g. a measure without an outcome yet. */
  readonly key: string | null;
  readonly count: number;
}

/** Amounts in the programme's currency. */
export interface Savings {
  readonly recommended: number;
  readonly chosen: number;
  readonly implemented: number;
}

/** Cases of a programme that are alike; a closed one has no stage, an open one no outcome. */
export interface CountedCases {
  readonly status: CaseRow['status'];
  readonly stage: string | null;
  readonly outcome: string | null;
  readonly count: number;
}

/** Measures of a programme, and how many companies stand behind each sum. */
export interface CountedMeasures {
  readonly companies: Readonly<Record<keyof Savings, number>>;
  readonly recommended: number;
  readonly chosen: number;
  readonly savings: Savings;
}

/** Counts the cases of a programme, without asking who wants to know. */
export class ProgrammeCounts {
  constructor(private readonly database: Database) {}

  /** By stage while they are open, by outcome once they are closed. */
  cases(programme: string): Promise<readonly CountedCases[]> {
    const stage = sql<string | null>`case when ${cases.status} = 'open' then ${cases.stage} end`;
    return this.database.db
      .select({ status: cases.status, stage, outcome: cases.outcome, count: count() })
      .from(cases)
      .where(eq(cases.programme, programme))
      .groupBy(cases.status, sql`2`, cases.outcome)
      .orderBy(sql`2`, cases.outcome);
  }

  /** Open tasks and approvals past their due date. */
  async overdue(programme: string): Promise<number> {
    const [row] = await this.database.db
      .select({ value: count() })
      .from(items)
      .innerJoin(cases, eq(cases.reference, items.reference))
      .where(and(eq(cases.programme, programme), eq(items.status, 'open'), eq(items.overdue, true)));
    return row?.value ?? 0;
  }

  async measures(programme: string): Promise<CountedMeasures> {
    const isChosen = sql`${measures.chosen}`;
    const isImplemented = sql`${measures.chosen} and ${measures.outcome} = 'implemented'`;
    const total = (condition: SQL) =>
      sql<number>`coalesce(sum(${measures.yearlySaving}) filter (where ${condition}), 0)`.mapWith(Number);
    const behind = (condition: SQL) =>
      sql<number>`count(distinct ${cases.organisation}) filter (where ${condition})`.mapWith(Number);
    const [row] = await this.database.db
      .select({
        companies: {
          recommended: behind(sql`true`),
          chosen: behind(isChosen),
          implemented: behind(isImplemented),
        },
        recommended: count(),
        chosen: sql<number>`count(*) filter (where ${measures.chosen})`.mapWith(Number),
        savings: {
          recommended: total(sql`true`),
          chosen: total(isChosen),
          implemented: total(isImplemented),
        },
      })
      .from(measures)
      .innerJoin(cases, eq(cases.reference, measures.reference))
      .where(eq(cases.programme, programme));
    const none = { recommended: 0, chosen: 0, implemented: 0 };
    return row ?? { companies: none, recommended: 0, chosen: 0, savings: none };
  }

  /** Of the chosen measures. */
  measureOutcomes(programme: string): Promise<readonly KeyCount[]> {
    return this.database.db
      .select({ key: measures.outcome, count: count() })
      .from(measures)
      .innerJoin(cases, eq(cases.reference, measures.reference))
      .where(and(eq(cases.programme, programme), eq(measures.chosen, true)))
      .groupBy(measures.outcome)
      .orderBy(measures.outcome);
  }
}
