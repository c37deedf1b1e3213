import { Injectable } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import type { IncidentKind, ItemRow } from '#libs/domain';
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
    const rows = await this.views.cases([...new Set(items.map(({ reference }) => reference))]);
    const [summaries, measures] = await Promise.all([
      this.presenter.summaries(viewer, rows),
      this.measureTitles(items),
    ]);
    const cases = new Map(rows.map((row, index) => [row.reference, { row, summary: summaries[index] }]));
    const listed = items.flatMap((item) => {
      const found = cases.get(item.reference);
      return found?.summary ? [{ item, row: found.row, summary: found.summary }] : [];
    });
    const shown = await this.presenter.itemsOfCases(
      viewer,
      listed,
      (reference) => measures.get(reference) ?? new Map<string, string>(),
    );
    const work = listed.flatMap(({ summary }, index): WorkItem[] => {
      const { organisation, organisationName, programme, timeZone } = summary;
      const item = shown[index];
      return item ? [{ ...item, organisation, organisationName, programme, timeZone }] : [];
    });
    return { items: work, next };
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
    const found = await this.views.cases([...new Set(rows.map(({ reference }) => reference))]);
    const cases = new Map(found.map((row) => [row.reference, row]));
    const titles = await this.titlesOf(
      viewer,
      cases,
      rows.flatMap(({ subject }) => subject ?? []),
    );
    return this.incidentWords.of(
      viewer,
      rows,
      ({ reference }) => cases.get(reference),
      ({ subject }) => (subject === null ? null : (titles.get(subject) ?? null)),
    );
  }

  /** Of items, by id. */
  private async titlesOf(
    viewer: Viewer,
    cases: ReadonlyMap<string, CaseListRow>,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    const listed = (await this.views.items([...new Set(ids)])).flatMap((item) => {
      const row = cases.get(item.reference);
      return row ? [{ row, item }] : [];
    });
    const nothing = new Map<string, string>();
    const shown = await this.presenter.itemsOfCases(viewer, listed, () => nothing);
    return new Map(shown.map(({ id, title }) => [id, title]));
  }

  /** By reference and key, of the cases whose items are about a measure. */
  private async measureTitles(
    items: readonly Pick<ItemRow, 'reference' | 'milestone'>[],
  ): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
    const references = new Set(
      items.flatMap(({ reference, milestone }) => (milestone === null ? [] : reference)),
    );
    const titles = new Map([...references].map((reference) => [reference, new Map<string, string>()]));
    for (const { reference, key, title } of await this.views.measuresOfCases([...references]))
      titles.get(reference)?.set(key, title);
    return titles;
  }
}
