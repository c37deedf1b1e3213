import { Injectable } from '@nestjs/common';
import { textsOf } from '#libs/definitions';
import { DomainError } from '#libs/domain';
import { may, type Action, type Viewer } from '#libs/identity';
import { CaseLog, CaseViews, type CaseListRow } from '#libs/persistence';
import { CaseAccess } from '../case-access.js';
import { foldedFrom } from '../case-states.js';
import { DefinitionLibrary } from '../definition-library.js';
import { Readers } from '../readers.js';
import { CaseFiles } from './case-file.js';
import { CaseHistory } from './case-history.js';
import { documentsFor, measuresFor, type Sight } from './disclosure.js';
import { mailViews } from './mail-view.js';
import { CasePresenter } from './presenter.js';
import { trailEntry } from './trail-entry.js';
import type {
  CaseSummary,
  CaseView,
  ContactView,
  DocumentView,
  MeasureView,
  Page,
  TrailEntry,
} from './views.js';

export interface PageRequest {
  readonly cursor?: string;
  /** At most 200; 50 unless told. */
  readonly limit?: number;
}

/** Authorised reads of cases; what a viewer may not see is `case.unknown` or left out. */
@Injectable()
export class CaseQueries {
  constructor(
    private readonly access: CaseAccess,
    private readonly views: CaseViews,
    private readonly log: CaseLog,
    private readonly library: DefinitionLibrary,
    private readonly presenter: CasePresenter,
    private readonly history: CaseHistory,
    private readonly readers: Readers,
    private readonly files: CaseFiles,
  ) {}

  async caseView(viewer: Viewer, reference: string): Promise<CaseView> {
    const row = await this.access.case(viewer, 'view-case', reference);
    const [overview, sight, documents, mails] = await Promise.all([
      this.files.overviewOf(viewer, row),
      this.sightOf(viewer, row),
      this.views.documentsOf(reference),
      may(viewer, 'view-mails', row) ? this.views.mailEnvelopesOf(reference) : null,
    ]);
    return {
      ...overview,
      documents: documentsFor(sight, documents),
      mails: mails && (await mailViews(mails, this.presenter)),
    };
  }

  /** The case in one line, for whoever may do that with it. */
  async summary(viewer: Viewer, action: Action, reference: string): Promise<CaseSummary> {
    return this.presenter.summary(viewer, await this.access.case(viewer, action, reference));
  }

  /** Ascending by transition; the words of acts only for those who may read answers. */
  async trail(viewer: Viewer, reference: string, page: PageRequest = {}): Promise<Page<TrailEntry>> {
    const row = await this.access.case(viewer, 'view-case', reference);
    const sight = await this.sightOf(viewer, row);
    const limit = Math.min(page.limit ?? 50, 200);
    const since = page.cursor === undefined ? 0 : Number(page.cursor);
    if (!Number.isSafeInteger(since) || since < 0)
      throw new DomainError('invalid', 'cursor.invalid', page.cursor);
    const rows = await this.views.trail(reference, since, limit + 1);
    const shown = rows.slice(0, limit);
    return {
      items: shown.map((entry) => trailEntry(sight, entry)),
      next: rows.length > limit ? String(shown.at(-1)?.seq ?? since) : null,
    };
  }

  /** Words with the company outside the system, newest first. */
  async contactLog(viewer: Viewer, reference: string): Promise<readonly ContactView[]> {
    const row = await this.access.case(viewer, 'log-contact', reference);
    const [definition, log, items] = await Promise.all([
      this.library.of(row),
      this.log.load(reference),
      this.views.itemsOf(reference),
    ]);
    const titles = await this.presenter.items(viewer, row, items, new Map());
    const { contacts } = await this.history.of({
      state: foldedFrom(reference, log),
      log,
      titleOf: (id) => titles.find((item) => item.id === id)?.title ?? id,
      stageTitleOf: (key) => textsOf(definition, key, viewer.language).title,
    });
    return contacts;
  }

  async documents(viewer: Viewer, reference: string): Promise<readonly DocumentView[]> {
    const row = await this.access.case(viewer, 'view-case', reference);
    const found = documentsFor(await this.sightOf(viewer, row), await this.views.documentsOf(reference));
    return found ?? refused();
  }

  async measures(viewer: Viewer, reference: string): Promise<readonly MeasureView[]> {
    const row = await this.access.case(viewer, 'view-case', reference);
    const found = measuresFor(await this.sightOf(viewer, row), await this.views.measuresOf(reference));
    return found ?? refused();
  }

  private async sightOf(viewer: Viewer, row: CaseListRow): Promise<Sight> {
    const [reader, definition] = await Promise.all([this.readers.of(viewer, row), this.library.of(row)]);
    return { reader, definition };
  }
}

/** Nothing of it is open to the viewer. */
function refused(): never {
  throw new DomainError('forbidden', 'action.forbidden', 'view-answers');
}
