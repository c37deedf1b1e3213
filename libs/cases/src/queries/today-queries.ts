import { Injectable } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import { builtInItem } from '#libs/definitions';
import type { ApprovalOutcome } from '#libs/domain';
import { mayActOn, reachOf, type Viewer } from '#libs/identity';
import { CaseViews, Comments, type CaseListRow } from '#libs/persistence';
import { DefinitionLibrary } from '../definition-library.js';
import { CommentQueries, type WaitingMention } from './comment-queries.js';
import { CasePresenter } from './presenter.js';
import { WorkQueries } from './work-queries.js';
import type { IncidentView, ItemSummary, Page, WorkItem } from './views.js';

/** Something others owe, past its due date, in a case the viewer looks after. */
export interface LateItem extends ItemSummary {
  readonly organisationName: string;
  readonly timeZone: string;
}

/** Everything that waits for somebody, on one page. */
export interface TodayView {
  readonly work: Page<WorkItem>;
  /** Outcomes offered, by the id of each approval among the work. */
  readonly outcomes: ReadonlyMap<string, readonly ApprovalOutcome[]>;
  readonly mentions: readonly WaitingMention[];
  readonly incidents: readonly IncidentView[];
  readonly late: readonly LateItem[];
  /** All that is late and not the viewer's to do, at most 100. */
  readonly lateCount: number;
  /** As in the navigation: work and mentions, at most 100. */
  readonly count: number;
}

/** Counted at most: a page says `99+` beyond. */
const most = 100;
const shownLate = 8;

/** What somebody finds on their own page. */
@Injectable()
export class TodayQueries {
  constructor(
    private readonly work: WorkQueries,
    private readonly comments: CommentQueries,
    private readonly waitingComments: Comments,
    private readonly views: CaseViews,
    private readonly library: DefinitionLibrary,
    private readonly presenter: CasePresenter,
    private readonly clock: CaseClock,
  ) {}

  async today(viewer: Viewer, cursor?: string): Promise<TodayView> {
    const [work, mentions, incidents, late, count] = await Promise.all([
      this.work.worklist(viewer, cursor === undefined ? {} : { cursor }),
      this.comments.mentions(viewer),
      this.work.incidents(viewer, { open: true }),
      this.late(viewer),
      this.count(viewer),
    ]);
    return { work, mentions, incidents, ...late, count, outcomes: await this.outcomesOf(work.items) };
  }

  /** How much waits for the viewer, for the navigation of every page. */
  async count(viewer: Viewer): Promise<number> {
    const [work, mentions] = await Promise.all([
      this.views.worklist({ person: viewer.person, at: this.clock.now(), limit: most }),
      this.waitingComments.waitingFor(viewer.person),
    ]);
    return Math.min(most, work.items.length + mentions.length);
  }

  private async late(viewer: Viewer): Promise<Pick<TodayView, 'late' | 'lateCount'>> {
    const reach = reachOf(viewer, 'suspend-case');
    if (reach.length === 0) return { late: [], lateCount: 0 };
    const found = await this.views.late(reach, most);
    const rows = await this.casesOf(found.items);
    const others = found.items.filter((item) => {
      const row = rows.get(item.reference);
      return row && !mayActOn(item, row, viewer);
    });
    const late = await Promise.all(
      others.slice(0, shownLate).map(async (item) => {
        const row = rows.get(item.reference);
        if (!row) return [];
        const [summary, items] = await Promise.all([
          this.presenter.summary(viewer, row),
          this.presenter.items(viewer, row, [item], new Map()),
        ]);
        const { organisationName, timeZone } = summary;
        return items.map((one): LateItem => ({ ...one, organisationName, timeZone }));
      }),
    );
    return { late: late.flat(), lateCount: others.length };
  }

  private async outcomesOf(work: readonly WorkItem[]): Promise<TodayView['outcomes']> {
    const approvals = work.filter(({ kind }) => kind === 'approval');
    const rows = await this.casesOf(approvals);
    const found = await Promise.all(
      approvals.map(async ({ id, key, reference }) => {
        const row = rows.get(reference);
        if (!row) return [];
        const definition = await this.library.of(row);
        const rule = definition.rules.stages.find(({ approval }) => approval?.key === key)?.approval;
        const isExtension = builtInItem(definition, key)?.kind === 'extension';
        return [[id, rule?.outcomes ?? (isExtension ? extensionOutcomes : [])] as const];
      }),
    );
    return new Map(found.flat());
  }

  private async casesOf(
    items: readonly { readonly reference: string }[],
  ): Promise<ReadonlyMap<string, CaseListRow>> {
    const rows = await this.views.cases([...new Set(items.map(({ reference }) => reference))]);
    return new Map(rows.map((row) => [row.reference, row]));
  }
}

const extensionOutcomes: readonly ApprovalOutcome[] = ['approve', 'reject'];
