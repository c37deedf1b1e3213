import { Injectable } from '@nestjs/common';
import { mayInProgramme, type Viewer } from '#libs/identity';
import { ProgrammeCounts, type KeyCount, type Savings } from '#libs/persistence';
import { DirectoryQueries } from '../people/directory-queries.js';
import { leastCompanies } from './savings.js';
import type { ProgrammeView } from './views.js';

/** A programme as numbers by key, for programs. */
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

/** Counts programmes for whoever holds a role in them; what people read of one, with its words, is `ProgrammeOverviews`. */
@Injectable()
export class ProgrammeReports {
  constructor(
    private readonly counts: ProgrammeCounts,
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
      this.counts.cases(code),
      this.counts.overdue(code),
      this.counts.measures(code),
      this.counts.measureOutcomes(code),
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
}

function sum(rows: readonly { readonly count: number }[]): number {
  return rows.reduce((total, row) => total + row.count, 0);
}
