import { Injectable } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import type { IncidentKind } from '#libs/domain';
import { reachOf, type Viewer } from '#libs/identity';
import { CaseViews, type CaseListRow } from '#libs/persistence';
import { CaseAccess } from '../case-access.js';
import { IncidentPresenter } from './incident-presenter.js';
import { CasePresenter } from './presenter.js';
import type { PageRequest } from './case-queries.js';
import type { IncidentView, Page, WorkItem } from './views.js';

export interface IncidentFilter {
  /** Both kinds unless told. */
  readonly open?: boolean;
  readonly reference?: string;
  readonly kind?: IncidentKind;
  readonly programme?: string;
  /** Person code; null asks for those that nobody looks after. */
  readonly owner?: string | null;
}

/** What waits for someone: tasks and approvals, and incidents. */
@Injectable()
export class WorkQueries {
  constructor(
    private readonly access: CaseAccess,
    private readonly views: CaseViews,
    private readonly presenter: CasePresenter,
    private readonly incidentWords: IncidentPresenter,
    private readonly clock: CaseClock,
  ) {}

  /** Open items the viewer may settle now, the most urgent first. */
  async worklist(viewer: Viewer, page: PageRequest = {}): Promise<Page<WorkItem>> {
    const { items, next } = await this.views.worklist({
      person: viewer.person,
      at: this.clock.now(),
      ...page,
    });
    const references = [...new Set(items.map(({ reference }) => reference))];
    const cases = new Map(
      await Promise.all(
        references.map(async (reference) => {
          const row = await this.views.findCase(reference);
          return [reference, row && { row, summary: await this.presenter.summary(viewer, row) }] as const;
        }),
      ),
    );
    const work = await Promise.all(
      items.map(async (item) => {
        const found = cases.get(item.reference);
        if (!found) return [];
        const measures = new Map(await this.measureTitles(item.reference, item.milestone));
        const summaries = await this.presenter.items(viewer, found.row, [item], measures);
        const { organisation, organisationName, programme, timeZone } = found.summary;
        return summaries.map((summary): WorkItem => ({
          ...summary,
          organisation,
          organisationName,
          programme,
          timeZone,
        }));
      }),
    );
    return { items: work.flat(), next };
  }

  /** Newest first; of the programmes in which the viewer works on incidents. */
  async incidents(viewer: Viewer, filter: IncidentFilter = {}): Promise<readonly IncidentView[]> {
    if (filter.reference !== undefined) await this.access.case(viewer, 'report-incident', filter.reference);
    const reach = reachOf(viewer, 'report-incident');
    if (reach.length === 0) return [];
    const rows = await this.views.incidents({
      ...filter,
      ...(reach !== 'every' && { reach }),
    });
    const references = [...new Set(rows.map(({ reference }) => reference))];
    const cases = new Map(
      await Promise.all(
        references.map(async (reference) => [reference, await this.views.findCase(reference)] as const),
      ),
    );
    return this.incidentWords.of(
      viewer,
      rows,
      ({ reference }) => cases.get(reference),
      ({ reference, subject }) => this.titleOf(viewer, cases.get(reference), subject),
    );
  }

  private async titleOf(
    viewer: Viewer,
    row: CaseListRow | undefined,
    subject: string | null,
  ): Promise<string | null> {
    if (!row || subject === null) return null;
    const item = await this.views.item(subject);
    if (!item) return null;
    const [summary] = await this.presenter.items(viewer, row, [item], new Map());
    return summary?.title ?? null;
  }

  private async measureTitles(
    reference: string,
    milestone: string | null,
  ): Promise<readonly [string, string][]> {
    if (milestone === null) return [];
    return (await this.views.measuresOf(reference)).map(({ key, title }) => [key, title]);
  }
}
