import { Injectable } from '@nestjs/common';
import { textsOf } from '#libs/definitions';
import { type CaseEvent, DomainError } from '#libs/domain';
import { may, mayView, reachOf, type Action, type Viewer } from '#libs/identity';
import { CaseLog, CaseViews, type CaseListRow } from '#libs/persistence';
import { CaseAccess } from '../case-access.js';
import { declaredIn, formAnswers } from '../case-answers.js';
import { foldedFrom } from '../case-states.js';
import { DefinitionLibrary } from '../definition-library.js';
import { transcriptionMedium } from '../usecases/transcription.js';
import { CaseHistory } from './case-history.js';
import { documentView } from './document-view.js';
import { mailViews } from './mail-view.js';
import { CasePresenter } from './presenter.js';
import { stageViews } from './stage-views.js';
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

export interface CaseListFilter extends PageRequest {
  readonly programme?: string;
  readonly organisation?: string;
  readonly status?: 'open' | 'closed';
  readonly stage?: string;
  readonly overdue?: boolean;
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
  ) {}

  async caseView(viewer: Viewer, reference: string): Promise<CaseView> {
    const row = await this.access.case(viewer, 'view-case', reference);
    const seesAnswers = may(viewer, 'view-answers', row);
    const [definition, log, items, milestones, measures, documents, incidents, mails] = await Promise.all([
      this.library.of(row),
      this.log.load(reference),
      this.views.itemsOf(reference),
      this.views.milestonesOf(reference),
      this.views.measuresOf(reference),
      this.views.documentsOf(reference),
      this.views.incidents({ reference }),
      this.views.mailsOf(reference),
    ]);
    const titles = new Map(seesAnswers ? measures.map(({ key, title }) => [key, title]) : []);
    const summaries = await this.presenter.items(viewer, row, items, titles);
    const titleOf = (id: string | null) => summaries.find((item) => item.id === id)?.title ?? null;
    const { contacts, suspensions, reopenings } = await this.history.of({
      state: foldedFrom(reference, log),
      log,
      titleOf: (id) => titleOf(id) ?? id,
      stageTitleOf: (key) => textsOf(definition, key, viewer.language).title,
    });
    return {
      case: await this.presenter.summary(viewer, row),
      stages: stageViews(definition, log, viewer.language),
      items: summaries,
      milestones: milestones.map((row) => ({ ...row, title: titles.get(row.key) ?? row.key })),
      measures: seesAnswers ? measures.map(measureView) : null,
      documents: seesAnswers ? documents.filter(isHandedIn).map(documentView) : null,
      mails: may(viewer, 'view-mails', row) ? await mailViews(mails, this.presenter) : null,
      incidents: incidents.map((incident) => ({ ...incident, subjectTitle: titleOf(incident.subject) })),
      suspensions: seesAnswers ? suspensions : suspensions.map(withoutWords),
      reopenings: seesAnswers ? reopenings : reopenings.map(withoutWords),
      contacts: may(viewer, 'log-contact', row) ? contacts : null,
      may: rightsOf(viewer, row, suspensions.length > 0),
    };
  }

  /** By reference. A contact without a role gets the cases of the own organisations, on one page. */
  async listCases(viewer: Viewer, filter: CaseListFilter = {}): Promise<Page<CaseSummary>> {
    const { programme } = filter;
    const reach = reachOf(viewer, 'view-case');
    const isOutside =
      reach !== 'every' &&
      !reach.some((part) => programme === undefined || [programme, '*'].includes(part.programme));
    const page = isOutside
      ? { items: await this.ownCases(viewer, filter), next: null }
      : await this.views.listCases({ ...filter, ...(reach !== 'every' && { reach }) });
    return {
      items: await Promise.all(page.items.map((row) => this.presenter.summary(viewer, row))),
      next: page.next,
    };
  }

  /** Ascending by transition; the words of acts only for those who may read answers. */
  async trail(viewer: Viewer, reference: string, page: PageRequest = {}): Promise<Page<TrailEntry>> {
    const row = await this.access.case(viewer, 'view-case', reference);
    const seesAnswers = may(viewer, 'view-answers', row);
    const limit = Math.min(page.limit ?? 50, 200);
    const since = page.cursor === undefined ? 0 : Number(page.cursor);
    if (!Number.isSafeInteger(since) || since < 0)
      throw new DomainError('invalid', 'cursor.invalid', page.cursor);
    const rows = await this.views.trail(reference, since, limit + 1);
    const shown = rows.slice(0, limit);
    return {
      items: shown.map(({ seq, at, engine, actor, events, ...words }) => ({
        seq,
        at,
        engine,
        events: seesAnswers ? events : events.map(withoutFacts),
        person: actor?.person ?? null,
        organisation: actor?.organisation ?? null,
        channel: actor?.channel ?? null,
        onBehalfOf: actor?.onBehalfOf ?? null,
        via: actor?.via ?? null,
        personName: seesAnswers ? words.personName : null,
        onBehalfOfName: seesAnswers ? words.onBehalfOfName : null,
        viaName: seesAnswers ? words.viaName : null,
        declared: seesAnswers && words.answers ? declaredIn({ answers: words.answers }) : null,
        medium: seesAnswers ? mediumIn(words.answers) : null,
        reason: seesAnswers ? words.reason : null,
        answers: seesAnswers && words.answers ? formAnswers(words.answers) : null,
        documents: seesAnswers ? words.documents : [],
      })),
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
    await this.access.case(viewer, 'view-answers', reference);
    return (await this.views.documentsOf(reference)).filter(isHandedIn).map(documentView);
  }

  async measures(viewer: Viewer, reference: string): Promise<readonly MeasureView[]> {
    await this.access.case(viewer, 'view-answers', reference);
    return (await this.views.measuresOf(reference)).map(measureView);
  }

  private async ownCases(viewer: Viewer, filter: CaseListFilter): Promise<readonly CaseListRow[]> {
    const { cursor: _cursor, ...rest } = filter;
    const own = new Set(
      [viewer, ...viewer.standsInFor].flatMap(({ contactOf }) => contactOf.map((c) => c.organisation)),
    );
    const asked = [...own].filter(
      (code) => filter.organisation === undefined || code === filter.organisation,
    );
    const pages = await Promise.all(
      asked.map((organisation) => this.views.listCases({ ...rest, organisation })),
    );
    return pages.flatMap(({ items }) => items.filter((row) => mayView(row, viewer)));
  }
}

type MeasureRow = Awaited<ReturnType<CaseViews['measuresOf']>>[number];

function measureView({ reference: _reference, note: _note, ...measure }: MeasureRow): MeasureView {
  return measure;
}

/** What the company answered stays out of what an observer or a competitor's federation reads (I15). */
function withoutFacts(event: CaseEvent): CaseEvent {
  return 'facts' in event ? { ...event, facts: {} } : event;
}

function withoutWords<T>(entry: T): T & { readonly by: null; readonly reason: null } {
  return { ...entry, by: null, reason: null };
}

function mediumIn(answers: Readonly<Record<string, unknown>> | null): string | null {
  const medium = answers?.[transcriptionMedium] ?? answers?.['medium'];
  return typeof medium === 'string' ? medium : null;
}

function rightsOf(viewer: Viewer, row: CaseListRow, suspended: boolean): CaseView['may'] {
  const open = row.status === 'open';
  const mayNow = (action: Action) => open && may(viewer, action, row);
  return {
    withdraw: mayNow('withdraw-case'),
    terminate: mayNow('terminate-case'),
    reportIncident: mayNow('report-incident'),
    resolveIncident: may(viewer, 'resolve-incident', row),
    recover: mayNow('recover-case'),
    suspend: mayNow('suspend-case'),
    resume: suspended && mayNow('suspend-case'),
    extend: mayNow('extend-deadline'),
    logContact: mayNow('log-contact'),
    transcribe: mayNow('transcribe'),
    reopen: !open && may(viewer, 'reopen-case', row),
    fileDocuments: mayNow('file-documents'),
    copyLink: mayNow('copy-link'),
  };
}

/** Drafts are for those who may hand them in, on the item's own page. */
function isHandedIn({ seq }: { readonly seq: number | null }): boolean {
  return seq !== null;
}
