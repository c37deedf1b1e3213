import { Injectable } from '@nestjs/common';
import { textsOf } from '#libs/definitions';
import { DomainError } from '#libs/domain';
import { may, type Action, type Viewer } from '#libs/identity';
import { CaseLog, CaseViews } from '#libs/persistence';
import { CaseAccess } from '../case-access.js';
import { foldedFrom } from '../case-states.js';
import { CaseFiles } from './case-file.js';
import { CaseHistory } from './case-history.js';
import { CaseReadings } from './case-reading.js';
import { documentsFor, measuresFor } from './disclosure.js';
import { mailViews } from '../mails/mail-view.js';
import { CasePresenter } from './presenter.js';
import { trailEntry } from './trail-entry.js';
import type {
  CaseSummary,
  CaseView,
  ContactView,
  DocumentView,
  MailView,
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
    private readonly presenter: CasePresenter,
    private readonly history: CaseHistory,
    private readonly readings: CaseReadings,
    private readonly files: CaseFiles,
  ) {}

  async caseView(viewer: Viewer, reference: string): Promise<CaseView> {
    const row = await this.access.case(viewer, 'view-case', reference);
    const reading = this.readings.of(viewer, row);
    const [overview, sight, documents, mails] = await Promise.all([
      this.files.overviewOf(reading),
      reading.sight,
      this.views.documentsOf(reference),
      may(viewer, 'view-mails', row) ? this.mailsOf(reference) : null,
    ]);
    return { ...overview, documents: documentsFor(sight, documents), mails };
  }

  /** The case in one line, for whoever may do that with it. */
  async summary(viewer: Viewer, action: Action, reference: string): Promise<CaseSummary> {
    return this.presenter.summary(viewer, await this.access.case(viewer, action, reference));
  }

  /** Ascending by transition; the words of acts only for those who may read answers. */
  async trail(viewer: Viewer, reference: string, page: PageRequest = {}): Promise<Page<TrailEntry>> {
    const row = await this.access.case(viewer, 'view-case', reference);
    const limit = Math.min(page.limit ?? 50, 200);
    const since = page.cursor === undefined ? 0 : Number(page.cursor);
    if (!Number.isSafeInteger(since) || since < 0)
      throw new DomainError('invalid', 'cursor.invalid', page.cursor);
    const [sight, rows] = await Promise.all([
      this.readings.sightOf(viewer, row),
      this.views.trail(reference, since, limit + 1),
    ]);
    const shown = rows.slice(0, limit);
    return {
      items: shown.map((entry) => trailEntry(sight, entry)),
      next: rows.length > limit ? String(shown.at(-1)?.seq ?? since) : null,
    };
  }

  /** Words with the company outside the system, newest first. */
  async contactLog(viewer: Viewer, reference: string): Promise<readonly ContactView[]> {
    const row = await this.access.case(viewer, 'log-contact', reference);
    const [{ definition }, log, items, acts] = await Promise.all([
      this.readings.sightOf(viewer, row),
      this.log.load(reference),
      this.views.itemsOf(reference),
      this.history.actsOf(reference),
    ]);
    const titles = await this.presenter.items(viewer, row, items, new Map());
    const { contacts } = await this.history.of({
      state: foldedFrom(reference, log),
      ...{ log, acts },
      titleOf: (id) => titles.find((item) => item.id === id)?.title ?? id,
      stageTitleOf: (key) => textsOf(definition, key, viewer.language).title,
    });
    return contacts;
  }

  async documents(viewer: Viewer, reference: string): Promise<readonly DocumentView[]> {
    const row = await this.access.case(viewer, 'view-case', reference);
    const sight = await this.readings.sightOf(viewer, row);
    const found = documentsFor(sight, await this.views.documentsOf(reference));
    return found ?? refused();
  }

  async measures(viewer: Viewer, reference: string): Promise<readonly MeasureView[]> {
    const row = await this.access.case(viewer, 'view-case', reference);
    const { sight, measures } = this.readings.of(viewer, row);
    const found = measuresFor(...(await Promise.all([sight, measures])));
    return found ?? refused();
  }

  private async mailsOf(reference: string): Promise<readonly MailView[]> {
    return mailViews(await this.views.mailEnvelopesOf(reference), this.presenter);
  }
}

/** Nothing of it is open to the viewer. */
function refused(): never {
  throw new DomainError('forbidden', 'action.forbidden', 'view-answers');
}
