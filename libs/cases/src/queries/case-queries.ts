import { Injectable } from '@nestjs/common';
import { textsOf, type Answers } from '#libs/definitions';
import { DomainError } from '#libs/domain';
import { may, type Action, type Viewer } from '#libs/identity';
import { CaseLog, CaseViews, type CaseListRow, type TrailRow } from '#libs/persistence';
import { CaseAccess } from '../case-access.js';
import { declaredIn, formAnswers, keyOfItem } from '../case-answers.js';
import { foldedFrom } from '../case-states.js';
import { DefinitionLibrary } from '../definition-library.js';
import { Readers } from '../readers.js';
import { transcriptionMedium } from '../usecases/transcription.js';
import { CaseHistory } from './case-history.js';
import {
  answersFor,
  documentsFor,
  eventsFor,
  measuresFor,
  measureTitles,
  milestoneFor,
  type Sight,
} from './disclosure.js';
import { mailViews } from './mail-view.js';
import { IncidentPresenter } from './incident-presenter.js';
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
    private readonly incidentWords: IncidentPresenter,
  ) {}

  async caseView(viewer: Viewer, reference: string): Promise<CaseView> {
    const row = await this.access.case(viewer, 'view-case', reference);
    const [reader, definition, log, items, milestones, measures, documents, incidents, mails] =
      await Promise.all([
        this.readers.of(viewer, row),
        this.library.of(row),
        this.log.load(reference),
        this.views.itemsOf(reference),
        this.views.milestonesOf(reference),
        this.views.measuresOf(reference),
        this.views.documentsOf(reference),
        this.views.incidents({ reference }),
        this.views.mailsOf(reference),
      ]);
    const sight = { reader, definition };
    const titles = measureTitles(sight, measures);
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
      milestones: milestones.map((row) =>
        milestoneFor(sight, { ...row, title: titles.get(row.key) ?? row.key }),
      ),
      measures: measuresFor(sight, measures),
      documents: documentsFor(sight, documents),
      mails: may(viewer, 'view-mails', row) ? await mailViews(mails, this.presenter) : null,
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

  /** The case in one line, for whoever may do that with it. */
  async summary(viewer: Viewer, action: Action, reference: string): Promise<CaseSummary> {
    return this.presenter.summary(viewer, await this.access.case(viewer, action, reference));
  }

  /** Ascending by transition; the words of acts only for those who may read answers. */
  async trail(viewer: Viewer, reference: string, page: PageRequest = {}): Promise<Page<TrailEntry>> {
    const row = await this.access.case(viewer, 'view-case', reference);
    const sight = await this.sightOf(viewer, row);
    const seesWords = sight.reader.all;
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
        events: eventsFor(sight, events),
        person: actor?.person ?? null,
        organisation: actor?.organisation ?? null,
        channel: actor?.channel ?? null,
        onBehalfOf: actor?.onBehalfOf ?? null,
        via: actor?.via ?? null,
        personName: seesWords ? words.personName : null,
        onBehalfOfName: seesWords ? words.onBehalfOfName : null,
        viaName: seesWords ? words.viaName : null,
        declared: seesWords && words.answers ? declaredIn({ answers: words.answers }) : null,
        medium: seesWords ? mediumIn(words.answers) : null,
        reason: seesWords ? words.reason : null,
        answers: wordsFor(sight, reference, words),
        documents: seesWords ? words.documents : [],
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

/** What was answered, as far as it is open; null where nothing of it is. */
function wordsFor(
  sight: Sight,
  reference: string,
  { item, answers }: Pick<TrailRow, 'item' | 'answers'>,
): Answers | null {
  if (!answers) return null;
  const said = formAnswers(answers);
  if (sight.reader.all) return said;
  const opened = item === null ? {} : answersFor(sight, keyOfItem(reference, item), said);
  return Object.keys(opened).length === 0 ? null : opened;
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
