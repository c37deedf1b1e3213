import { Injectable } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import type { IncidentKind, ItemRow } from '#libs/domain';
import { reachOf, type Viewer } from '#libs/identity';
import { CaseViews, type CaseItem } from '#libs/persistence';
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

/** Of a list: nobody reads further. */
const mostIncidents = 500;

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
    const { person } = viewer;
    const { items, next } = await this.views.worklist({ person, at: this.clock.now(), ...page });
    return { items: await this.lines(viewer, items), next };
  }

  /** Items with what a line says of their cases, in their order; for a viewer who settles them or looks after the case. */
  async lines(viewer: Viewer, listed: readonly CaseItem[]): Promise<readonly WorkItem[]> {
    const [shown, measures, zoneOf] = await Promise.all([
      this.presenter.itemsOfCases(viewer, listed, () => new Map()),
      this.measureTitles(listed.map(({ item }) => item)),
      this.presenter.timeZones(listed.map(({ row }) => row)),
    ]);
    return listed.flatMap(({ row }, index) => {
      const item = shown[index];
      if (!item) return [];
      const { organisation, organisationName, programme, reference } = row;
      return {
        organisation,
        programme,
        organisationName: organisationName ?? organisation,
        timeZone: zoneOf(row),
        ...item,
        measureTitle: measures.get(`${reference} ${item.milestone ?? ''}`) ?? item.measureTitle,
      };
    });
  }

  /** Newest first; of the programmes in which the viewer works on incidents. */
  async incidents(viewer: Viewer, filter: IncidentFilter = {}): Promise<readonly IncidentView[]> {
    return (await this.newestIncidents(viewer, filter, mostIncidents)).incidents;
  }

  /** The newest of them, and how many there are. */
  async newestIncidents(
    viewer: Viewer,
    filter: IncidentFilter,
    most: number,
  ): Promise<{ readonly incidents: readonly IncidentView[]; readonly count: number }> {
    if (filter.reference !== undefined) await this.access.case(viewer, 'report-incident', filter.reference);
    const reach = reachOf(viewer, 'report-incident');
    if (reach.length === 0) return { incidents: [], count: 0 };
    const { rows, count } = await this.views.newestIncidents(
      { ...filter, ...(reach !== 'every' && { reach }) },
      most,
    );
    const [found, subjects] = await Promise.all([
      this.views.cases([...new Set(rows.map(({ reference }) => reference))]),
      this.views.items([...new Set(rows.flatMap(({ subject }) => subject ?? []))]),
    ]);
    const cases = new Map(found.map((row) => [row.reference, row]));
    const titles = await this.presenter.titles(
      viewer,
      subjects.flatMap((item) => {
        const row = cases.get(item.reference);
        return row ? { row, item } : [];
      }),
    );
    const incidents = await this.incidentWords.of(
      viewer,
      rows,
      ({ reference }) => cases.get(reference),
      ({ subject }) => (subject === null ? null : (titles.get(subject) ?? null)),
    );
    return { incidents, count };
  }

  /** By `<reference> <key>`, of the cases whose items are about a measure. */
  private async measureTitles(
    items: readonly Pick<ItemRow, 'reference' | 'milestone'>[],
  ): Promise<ReadonlyMap<string, string>> {
    const references = items.flatMap(({ reference, milestone }) => (milestone === null ? [] : reference));
    const measures = await this.views.measuresOfCases([...new Set(references)]);
    return new Map(measures.map(({ reference, key, title }) => [`${reference} ${key}`, title]));
  }
}
