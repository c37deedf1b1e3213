import { Injectable } from '@nestjs/common';
import { textsOf, type CaseDefinition } from '#libs/definitions';
import { isWholePath, type CaseRow, type ItemRow } from '#libs/domain';
import { may, type Viewer } from '#libs/identity';
import { CaseViews } from '#libs/persistence';
import { CaseAccess } from '../case-access.js';
import { CaseStates } from '../case-states.js';
import { CaseForecasts } from './case-forecasts.js';
import { CaseHistory } from './case-history.js';
import { CaseReadings, type CaseReading } from './case-reading.js';
import { rightsOf } from './case-rights.js';
import { measuresFor, measureTitles, milestoneFor } from './disclosure.js';
import type { ForecastView } from './forecast-view.js';
import { IncidentPresenter } from './incident-presenter.js';
import { CasePresenter } from './presenter.js';
import { stageViews } from './stage-views.js';
import { trailEntry } from './trail-entry.js';
import type { CaseHead, CaseOverview, TrailEntry } from './views.js';

/** The first page of a case's file. */
export interface CaseFront {
  readonly view: CaseHead & CaseOverview;
  readonly forecast: ForecastView;
  /** The last of the trail, newest first. */
  readonly latest: readonly TrailEntry[];
}

/** A case as a file of several pages: what stands above each of them, and the first one. */
@Injectable()
export class CaseFiles {
  constructor(
    private readonly access: CaseAccess,
    private readonly views: CaseViews,
    private readonly states: CaseStates,
    private readonly readings: CaseReadings,
    private readonly forecasts: CaseForecasts,
    private readonly presenter: CasePresenter,
    private readonly history: CaseHistory,
    private readonly incidentWords: IncidentPresenter,
  ) {}

  async head(viewer: Viewer, reference: string): Promise<CaseHead> {
    const row = await this.access.case(viewer, 'view-case', reference);
    const reading = this.readings.of(viewer, row);
    const [sight, items, measures] = await Promise.all([
      reading.sight,
      this.views.itemsOf(reference),
      reading.measures,
    ]);
    const [summary, waiting] = await Promise.all([
      this.presenter.summaryIn(viewer, row, sight),
      this.presenter.items(viewer, row, waitingOf(items), measureTitles(sight, measures)),
    ]);
    return {
      ...{ case: summary, waiting, sees: await seen(reading) },
      attested: isAttested(sight.definition, row),
    };
  }

  async overview(viewer: Viewer, reference: string): Promise<CaseHead & CaseOverview> {
    const row = await this.access.case(viewer, 'view-case', reference);
    return this.page(this.readings.of(viewer, row));
  }

  /** The same with the forecast and the `most` last transitions, of one reading of the case. */
  async front(viewer: Viewer, reference: string, most: number): Promise<CaseFront> {
    const row = await this.access.case(viewer, 'view-case', reference);
    const reading = this.readings.of(viewer, row);
    const [view, forecast, sight, trail] = await Promise.all([
      this.page(reading),
      this.forecasts.ofReading(reading),
      reading.sight,
      this.views.trail(reference, Math.max(0, row.seq - most), most),
    ]);
    return { view, forecast, latest: trail.map((entry) => trailEntry(sight, entry)).reverse() };
  }

  /** Everything of a case but its files and mails, which have pages of their own. */
  async overviewOf(reading: CaseReading): Promise<CaseOverview> {
    const { viewer, row } = reading;
    const { reference } = row;
    const [sight, { state, log }, items, milestones, measures, incidents, acts] = await Promise.all([
      reading.sight,
      this.states.at(row),
      this.views.itemsOf(reference),
      this.views.milestonesOf(reference),
      reading.measures,
      this.views.incidents({ reference }),
      this.history.actsOf(reference),
    ]);
    const { reader, definition } = sight;
    const titles = measureTitles(sight, measures);
    const [summary, summaries] = await Promise.all([
      this.presenter.summaryIn(viewer, row, sight),
      this.presenter.items(viewer, row, items, titles),
    ]);
    const titleOf = (id: string | null) => summaries.find((item) => item.id === id)?.title ?? null;
    const [{ contacts, suspensions, reopenings }, raised] = await Promise.all([
      this.history.of({
        ...{ state, log, acts },
        titleOf: (id) => titleOf(id) ?? id,
        stageTitleOf: (key) => textsOf(definition, key, viewer.language).title,
      }),
      this.incidentWords.of(
        viewer,
        incidents,
        () => row,
        ({ subject }) => titleOf(subject),
      ),
    ]);
    return {
      case: summary,
      stages: stageViews(definition, log, viewer.language),
      items: summaries,
      milestones: milestones.map((milestone) =>
        milestoneFor(sight, { ...milestone, title: titles.get(milestone.key) ?? milestone.key }),
      ),
      measures: measuresFor(sight, measures),
      incidents: raised,
      suspensions: reader.all ? suspensions : suspensions.map(withoutWords),
      reopenings: reader.all ? reopenings : reopenings.map(withoutWords),
      contacts: may(viewer, 'log-contact', row) ? contacts : null,
      may: rightsOf(viewer, row, suspensions.length > 0),
    };
  }

  private async page(reading: CaseReading): Promise<CaseHead & CaseOverview> {
    const [overview, sees, { definition }] = await Promise.all([
      this.overviewOf(reading),
      seen(reading),
      reading.sight,
    ]);
    const attested = isAttested(definition, reading.row);
    return { ...overview, waiting: waitingOf(overview.items), sees, attested };
  }
}

/** A company's path, travelled to its end; an agreement's life is none. */
export function isAttested(
  { rules }: Pick<CaseDefinition, 'rules'>,
  { kind, status, outcome }: Pick<CaseRow, 'kind' | 'status' | 'outcome'>,
): boolean {
  return (
    kind === 'technical-assistance' && status === 'closed' && outcome !== null && isWholePath(rules, outcome)
  );
}

async function seen({ viewer, row, sight }: CaseReading): Promise<CaseHead['sees']> {
  const { reader } = await sight;
  return {
    documents: reader.readsAnyOf('documents.'),
    visits: may(viewer, 'view-visits', row),
    mails: may(viewer, 'view-mails', row),
    comments: may(viewer, 'comment', row),
    all: reader.all,
  };
}

/** What waits for somebody, the one due first at the head; a standing clock is due last. */
function waitingOf<T extends Pick<ItemRow, 'status' | 'due' | 'stoppedAt'>>(
  items: readonly T[],
): readonly T[] {
  const when = ({ due, stoppedAt }: T) => (stoppedAt === null ? due : Number.MAX_SAFE_INTEGER);
  return items.filter(({ status }) => status === 'open').sort((left, right) => when(left) - when(right));
}

function withoutWords<T>(entry: T): T & { readonly by: null; readonly reason: null } {
  return { ...entry, by: null, reason: null };
}
