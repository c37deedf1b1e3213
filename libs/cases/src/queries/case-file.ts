import { Injectable } from '@nestjs/common';
import { textsOf } from '#libs/definitions';
import type { ItemRow } from '#libs/domain';
import { may, type Viewer } from '#libs/identity';
import { CaseViews, type CaseListRow } from '#libs/persistence';
import { CaseAccess } from '../case-access.js';
import { CaseStates } from '../case-states.js';
import { DefinitionLibrary } from '../definition-library.js';
import { Readers } from '../readers.js';
import { CaseHistory } from './case-history.js';
import { rightsOf } from './case-rights.js';
import { measuresFor, measureTitles, milestoneFor, type Sight } from './disclosure.js';
import { IncidentPresenter } from './incident-presenter.js';
import { CasePresenter } from './presenter.js';
import { stageViews } from './stage-views.js';
import type { CaseHead, CaseOverview } from './views.js';

/** A case as a file of several pages: what stands above each of them, and the first one. */
@Injectable()
export class CaseFiles {
  constructor(
    private readonly access: CaseAccess,
    private readonly views: CaseViews,
    private readonly states: CaseStates,
    private readonly library: DefinitionLibrary,
    private readonly presenter: CasePresenter,
    private readonly history: CaseHistory,
    private readonly readers: Readers,
    private readonly incidentWords: IncidentPresenter,
  ) {}

  async head(viewer: Viewer, reference: string): Promise<CaseHead> {
    const row = await this.access.case(viewer, 'view-case', reference);
    const [sight, items, measures] = await Promise.all([
      this.sightOf(viewer, row),
      this.views.itemsOf(reference),
      this.views.measuresOf(reference),
    ]);
    const titles = measureTitles(sight, measures);
    const [summary, waiting] = await Promise.all([
      this.presenter.summary(viewer, row),
      this.presenter.items(viewer, row, waitingOf(items), titles),
    ]);
    return { case: summary, waiting, sees: seen(viewer, row, sight) };
  }

  async overview(viewer: Viewer, reference: string): Promise<CaseHead & CaseOverview> {
    const row = await this.access.case(viewer, 'view-case', reference);
    const [overview, sight] = await Promise.all([this.overviewOf(viewer, row), this.sightOf(viewer, row)]);
    return { ...overview, waiting: waitingOf(overview.items), sees: seen(viewer, row, sight) };
  }

  /** Everything of a case but its files and mails, which have pages of their own. */
  async overviewOf(viewer: Viewer, row: CaseListRow): Promise<CaseOverview> {
    const { reference } = row;
    const [sight, { state, log }, items, milestones, measures, incidents] = await Promise.all([
      this.sightOf(viewer, row),
      this.states.at(row),
      this.views.itemsOf(reference),
      this.views.milestonesOf(reference),
      this.views.measuresOf(reference),
      this.views.incidents({ reference }),
    ]);
    const { reader, definition } = sight;
    const titles = measureTitles(sight, measures);
    const summaries = await this.presenter.items(viewer, row, items, titles);
    const titleOf = (id: string | null) => summaries.find((item) => item.id === id)?.title ?? null;
    const { contacts, suspensions, reopenings } = await this.history.of({
      state,
      log,
      titleOf: (id) => titleOf(id) ?? id,
      stageTitleOf: (key) => textsOf(definition, key, viewer.language).title,
    });
    return {
      case: await this.presenter.summary(viewer, row),
      stages: stageViews(definition, log, viewer.language),
      items: summaries,
      milestones: milestones.map((milestone) =>
        milestoneFor(sight, { ...milestone, title: titles.get(milestone.key) ?? milestone.key }),
      ),
      measures: measuresFor(sight, measures),
      incidents: await this.incidentWords.of(
        viewer,
        incidents,
        () => row,
        ({ subject }) => titleOf(subject),
      ),
      suspensions: reader.all ? suspensions : suspensions.map(withoutWords),
      reopenings: reader.all ? reopenings : reopenings.map(withoutWords),
      contacts: may(viewer, 'log-contact', row) ? contacts : null,
      may: rightsOf(viewer, row, suspensions.length > 0),
    };
  }

  private async sightOf(viewer: Viewer, row: CaseListRow): Promise<Sight> {
    const [reader, definition] = await Promise.all([this.readers.of(viewer, row), this.library.of(row)]);
    return { reader, definition };
  }
}

function seen(viewer: Viewer, row: CaseListRow, { reader }: Sight): CaseHead['sees'] {
  return {
    documents: reader.readsAnyOf('documents.'),
    mails: may(viewer, 'view-mails', row),
    comments: may(viewer, 'comment', row),
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
