import { Inject, Injectable } from '@nestjs/common';
import { and, count, eq, sql, type SQL } from 'drizzle-orm';
import { DirectoryQueries, leastCompanies, type ProgrammeView } from '#libs/cases';
import { mayInProgramme, type Viewer } from '#libs/identity';
import { cases, DATABASE, items, measures, type Database } from '#libs/persistence';

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

/** A programme in numbers. */
export interface ProgrammeReport {
  readonly programme: string;
  readonly name: string;
  readonly currency: string;
  readonly open: number;
  readonly closed: number;
  /** Open cases. */
  readonly stages: readonly KeyCount[];
  /** Closed cases. */
  readonly outcomes: readonly KeyCount[];
  readonly overdueItems: number;
  readonly recommended: number;
  readonly chosen: number;
  /** Chosen measures. */
  readonly measureOutcomes: readonly KeyCount[];
  /** Of the chosen measures, 0 to 1; null before the first is chosen. */
  readonly implementedShare: number | null;
  /** Yearly; null where so few companies stand behind the sum that it would tell a company's figures (I15). */
  readonly savings: Savings | null;
}

/** Counts a programme for whoever holds a role in it. */
@Injectable()
export class ProgrammeReports {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    private readonly directory: DirectoryQueries,
  ) {}

  /** Of one programme where it is named. */
  async list(viewer: Viewer, programme?: string): Promise<readonly ProgrammeReport[]> {
    const programmes = (await this.directory.programmes(viewer)).filter(
      ({ code }) =>
        (programme === undefined || programme === code) && mayInProgramme(viewer, 'view-case', code),
    );
    return Promise.all(programmes.map((programme) => this.report(viewer, programme)));
  }

  private async report(viewer: Viewer, { code, name, currency }: ProgrammeView): Promise<ProgrammeReport> {
    const [rows, overdueItems, counted, measureOutcomes] = await Promise.all([
      this.cases(code),
      this.overdue(code),
      this.measures(code),
      this.measureOutcomes(code),
    ]);
    const { companies, recommended, chosen, savings } = counted;
    const implemented = measureOutcomes.find(({ key }) => key === 'implemented')?.count ?? 0;
    const [open, closed] = [
      rows.filter(({ status }) => status === 'open'),
      rows.filter(({ status }) => status === 'closed'),
    ];
    const isNobodys = Object.values(companies).every((behind) => behind === 0 || behind >= leastCompanies);
    const seesSums = companies.recommended > 0 && isNobodys;
    return {
      ...{ programme: code, name, currency, overdueItems, recommended, chosen, measureOutcomes },
      open: sum(open),
      closed: sum(closed),
      stages: open.map(({ stage, count: cases }) => ({ key: stage, count: cases })),
      outcomes: closed.map(({ outcome, count: cases }) => ({ key: outcome, count: cases })),
      implementedShare: chosen === 0 ? null : implemented / chosen,
      savings: mayInProgramme(viewer, 'view-answers', code) || seesSums ? savings : null,
    };
  }

  private cases(programme: string) {
    const stage = sql<string | null>`case when ${cases.status} = 'open' then ${cases.stage} end`;
    return this.database.db
      .select({ status: cases.status, stage, outcome: cases.outcome, count: count() })
      .from(cases)
      .where(eq(cases.programme, programme))
      .groupBy(cases.status, sql`2`, cases.outcome)
      .orderBy(sql`2`, cases.outcome);
  }

  private async overdue(programme: string): Promise<number> {
    const [row] = await this.database.db
      .select({ value: count() })
      .from(items)
      .innerJoin(cases, eq(cases.reference, items.reference))
      .where(and(eq(cases.programme, programme), eq(items.status, 'open'), eq(items.overdue, true)));
    return row?.value ?? 0;
  }

  private async measures(programme: string) {
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

  private measureOutcomes(programme: string): Promise<readonly KeyCount[]> {
    return this.database.db
      .select({ key: measures.outcome, count: count() })
      .from(measures)
      .innerJoin(cases, eq(cases.reference, measures.reference))
      .where(and(eq(cases.programme, programme), eq(measures.chosen, true)))
      .groupBy(measures.outcome)
      .orderBy(measures.outcome);
  }
}

function sum(rows: readonly { readonly count: number }[]): number {
  return rows.reduce((total, row) => total + row.count, 0);
}
