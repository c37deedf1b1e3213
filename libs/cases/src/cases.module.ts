import { Module, type DynamicModule, type ModuleMetadata, type Provider } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import { DocumentStore } from '#libs/documents';
import {
  Accounts,
  AccountTokens,
  BearerTokens,
  CalendarFeeds,
  LinkTokens,
  OpenSessions,
  MailedCodes,
  SignInLimit,
} from '#libs/identity';
import { DATABASE, type Database } from '#libs/persistence';
import { Acting } from './acting/acting.js';
import { CaseEngine } from './acting/case-engine.js';
import { CaseRecorder } from './acting/case-recorder.js';
import { ReviewCases } from './acting/review-cases.js';
import { BootChecks } from './boot/boot-checks.js';
import { CalendarChecks } from './boot/calendar-checks.js';
import { DefinitionChecks } from './boot/definition-checks.js';
import { FindLost } from './boot/find-lost.js';
import { ImportProgramme } from './boot/import-programme.js';
import { PeopleChecks } from './boot/people-checks.js';
import { Sweep } from './boot/sweep.js';
import { Calendars } from './calendars/calendars.js';
import { CatchUp } from './calendars/catch-up.js';
import { ChangeCalendar } from './calendars/change-calendar.js';
import { Replans } from './calendars/replans.js';
import { CaseAccess } from './case-access.js';
import { CaseAnswers } from './case-answers.js';
import { CaseStates } from './case-states.js';
import { DefinitionLibrary } from './definition-library.js';
import { BrokenTexts } from './mail-texts/broken-texts.js';
import { ChangeMailTexts } from './mail-texts/change-mail-texts.js';
import { MailTexts } from './mail-texts/mail-texts.js';
import { PreviewMail } from './mail-texts/preview-mail.js';
import { SampleLetters } from './mail-texts/sample-letters.js';
import { Readers } from './readers.js';
import { DirectoryRows } from './directory-rows.js';
import { CaseFiles } from './queries/case-file.js';
import { CaseForecasts } from './queries/case-forecasts.js';
import { CaseHistory } from './queries/case-history.js';
import { CaseReadings } from './queries/case-reading.js';
import { CaseMails } from './queries/case-mails.js';
import { CasePeople } from './queries/case-people.js';
import { PeopleChanged } from './people-changed.js';
import { Attestations } from './queries/attestations.js';
import { CalendarQueries } from './queries/calendar-queries.js';
import { CaseLists } from './queries/case-lists.js';
import { CaseQueries } from './queries/case-queries.js';
import { CommentQueries } from './queries/comment-queries.js';
import { CaseTrails } from './queries/case-trail.js';
import { Consequences } from './queries/consequences.js';
import { DecisionDesk } from './queries/decision-desk.js';
import { HandoverQueries } from './queries/handover-queries.js';
import { DefinitionQueries } from './queries/definition-queries.js';
import { DocumentQueries } from './queries/document-queries.js';
import { DirectoryQueries } from './queries/directory-queries.js';
import { OwnProgrammes } from './queries/own-programmes.js';
import { MessageQueries } from './queries/message-queries.js';
import { IncidentPresenter } from './queries/incident-presenter.js';
import { ItemHistory } from './queries/item-history.js';
import { PeopleGapReader } from './queries/people-gap-reader.js';
import { ItemGround } from './queries/item-ground.js';
import { ItemPapers } from './queries/item-papers.js';
import { ItemQueries } from './queries/item-queries.js';
import { ItemSurroundings } from './queries/item-surroundings.js';
import { ItemWords } from './queries/item-words.js';
import { ItemWork } from './queries/item-work.js';
import { MailQueries } from './queries/mail-queries.js';
import { CasePresenter } from './queries/presenter.js';
import { TaskOffers } from './queries/task-offers.js';
import { DueDates } from './queries/due-dates.js';
import { ProgrammeOverviews } from './queries/programme-overview.js';
import { TodayQueries } from './queries/today-queries.js';
import { SubstitutionQueries } from './queries/substitution-queries.js';
import { WhomToCall } from './queries/whom-to-call.js';
import { WorkQueries } from './queries/work-queries.js';
import { CASES_OPTIONS, type CasesOptions } from './tokens.js';
import { AddComment } from './usecases/add-comment.js';
import { CheckedAnswers } from './usecases/checked-answers.js';
import { CompleteTask } from './usecases/complete-task.js';
import { CopyLink } from './usecases/copy-link.js';
import { HandOver } from './usecases/hand-over.js';
import { TakeBack } from './usecases/take-back.js';
import { DecideApproval } from './usecases/decide-approval.js';
import { DecideMany } from './usecases/decide-many.js';
import { TaskDrafts } from './usecases/drafts.js';
import { ArrangeSubstitution } from './usecases/arrange-substitution.js';
import { ManageAccounts } from './usecases/manage-accounts.js';
import { ResetPassword } from './usecases/reset-password.js';
import { EditProgramme } from './usecases/edit-programme.js';
import { EditOrganisations } from './usecases/edit-organisations.js';
import { EditPeople } from './usecases/edit-people.js';
import { EditablePeople } from './usecases/editable-people.js';
import { GrantRoles } from './usecases/grant-roles.js';
import { ExtendDeadline } from './usecases/extend-deadline.js';
import { FileFromComment } from './usecases/file-from-comment.js';
import { FileDocuments } from './usecases/file-documents.js';
import { FreshLink } from './usecases/fresh-link.js';
import { LinkActors } from './usecases/link-actors.js';
import { LinkCodes } from './usecases/link-codes.js';
import { RetryMail } from './usecases/retry-mail.js';
import { TakeBounce } from './usecases/take-bounce.js';
import { TakeReply } from './usecases/take-reply.js';
import { GroupActs } from './usecases/group-acts.js';
import { NudgeCompanies } from './usecases/nudge-companies.js';
import { Sending } from './usecases/sending.js';
import { WriteMessage } from './usecases/write-message.js';
import { LogContact } from './usecases/log-contact.js';
import { OpenCase } from './usecases/open-case.js';
import { OwnIncident } from './usecases/own-incident.js';
import { OwnLinks } from './usecases/own-links.js';
import { OwnPreferences } from './usecases/own-preferences.js';
import { ReadDocument } from './usecases/read-document.js';
import { RecoverCase } from './usecases/recover-case.js';
import { RemoveDraftDocument } from './usecases/remove-draft-document.js';
import { ReadMention } from './usecases/read-mention.js';
import { ReopenCase } from './usecases/reopen-case.js';
import { ReportIncident } from './usecases/report-incident.js';
import { ResolveIncident } from './usecases/resolve-incident.js';
import { SuspendCase } from './usecases/suspend-case.js';
import { TerminateCase } from './usecases/terminate-case.js';
import { TranscribeTask } from './usecases/transcribe-task.js';
import { UnsentByLink } from './usecases/unsent-by-link.js';
import { UploadDocument } from './usecases/upload-document.js';
import { WithdrawCase } from './usecases/withdraw-case.js';
import { EnrolmentPlans } from './enrolment/enrolment-plans.js';
import { EnrolmentRows } from './enrolment/enrolment-rows.js';
import { EnrolmentTemplate } from './enrolment/enrolment-template.js';
import { Enrolments } from './enrolment/enrolments.js';
import { AnswerVisit } from './visits/answer-visit.js';
import { EditVisit } from './visits/edit-visit.js';
import { MoveVisit } from './visits/move-visit.js';
import { ProposeVisit } from './visits/propose-visit.js';
import { VisitBook } from './visits/visit-book.js';
import { VisitPresenter } from './visits/visit-presenter.js';
import { VisitQueries } from './visits/visit-queries.js';
import { VisitRounds } from './visits/visit-rounds.js';
import { VisitSuggestions } from './visits/visit-suggestions.js';
import { Visitors } from './visits/visitors.js';
import { SpreadsheetWork } from './spreadsheets/spreadsheet-work.js';
import { ExportWorkbook } from './workbook/export-workbook.js';
import { WorkbookChanges } from './workbook/workbook-changes.js';
import { WorkbookRows } from './workbook/workbook-data.js';
import { WorkbookImports } from './workbook/workbook-imports.js';

export interface CasesModuleOptions {
  /** Modules that export `TEMPORAL_CLIENT`, `CASES_OPTIONS`, `CASE_MAILER`, `Bounces`, `DirectMail`, `ReplyAnswers`, `REPLY_ADDRESS`, `BOOT_PROBE` and `CaseClock`. */
  readonly imports: NonNullable<ModuleMetadata['imports']>;
}

const useCases = [
  ...[OpenCase, CompleteTask, DecideApproval, DecideMany, TranscribeTask, ExtendDeadline, SuspendCase],
  ...[GroupActs, NudgeCompanies, WriteMessage],
  ...[ProposeVisit, AnswerVisit, MoveVisit, EditVisit],
  ...[LogContact, ReopenCase, WithdrawCase, TerminateCase, ReportIncident, ResolveIncident],
  ...[
    RecoverCase,
    TaskDrafts,
    UploadDocument,
    RemoveDraftDocument,
    ReadDocument,
    FileDocuments,
    CopyLink,
    HandOver,
    TakeBack,
    FreshLink,
    LinkActors,
    UnsentByLink,
    LinkCodes,
    RetryMail,
    TakeBounce,
    TakeReply,
    ChangeMailTexts,
    EditOrganisations,
    EditPeople,
    EditablePeople,
    GrantRoles,
    OwnPreferences,
    ArrangeSubstitution,
    ChangeCalendar,
    EditProgramme,
    ManageAccounts,
    ResetPassword,
    OwnIncident,
    OwnLinks,
    AddComment,
    FileFromComment,
    ReadMention,
    ExportWorkbook,
    WorkbookImports,
    Enrolments,
    EnrolmentTemplate,
  ],
];
const queries = [
  ...[CalendarQueries, SubstitutionQueries, CaseQueries, CaseLists, WorkQueries],
  ...[ItemQueries, DirectoryQueries, MailQueries, CommentQueries, Consequences],
  ...[CaseFiles, CaseForecasts, CaseTrails, CaseMails, CasePeople, Attestations],
  ...[MailTexts, SampleLetters, PreviewMail, BrokenTexts],
  ...[MessageQueries, ProgrammeOverviews, DueDates, TodayQueries, DocumentQueries, DefinitionQueries],
  ...[VisitQueries, WhomToCall, OwnProgrammes],
];
const services = [
  ...[CaseEngine, ReviewCases, CaseRecorder, Acting, CaseAccess],
  ...[DefinitionLibrary, BootChecks, CalendarChecks, DefinitionChecks, ImportProgramme, FindLost, Sweep],
  SpreadsheetWork,
];
const internals = [
  Sending,
  ...[VisitBook, VisitPresenter, VisitRounds, VisitSuggestions, Visitors],
  ...[CheckedAnswers, CaseAnswers, CaseStates, DirectoryRows, CasePresenter],
  ...[Calendars, CatchUp, Replans, Readers],
  ...[
    PeopleChanged,
    IncidentPresenter,
    CaseHistory,
    CaseReadings,
    ItemHistory,
    TaskOffers,
    DecisionDesk,
    HandoverQueries,
  ],
  ...[ItemGround, ItemPapers, ItemSurroundings, ItemWords, ItemWork],
  ...[PeopleGapReader, PeopleChecks],
  ...[WorkbookRows, WorkbookChanges, EnrolmentPlans, EnrolmentRows],
];

/** What these stand on knows nothing of Nest. */
const foundations: Provider[] = [
  {
    provide: Accounts,
    inject: [DATABASE, CaseClock],
    useFactory: (database: Database, clock: CaseClock) => new Accounts(database, () => clock.now()),
  },
  {
    provide: BearerTokens,
    inject: [DATABASE],
    useFactory: (database: Database) => new BearerTokens(database),
  },
  {
    provide: AccountTokens,
    inject: [DATABASE],
    useFactory: (database: Database) => new AccountTokens(database),
  },
  {
    provide: OpenSessions,
    inject: [DATABASE],
    useFactory: (database: Database) => new OpenSessions(database),
  },
  { provide: SignInLimit, useFactory: () => new SignInLimit() },
  {
    provide: LinkTokens,
    inject: [DATABASE, CASES_OPTIONS],
    useFactory: (database: Database, { secret }: CasesOptions) => new LinkTokens(database, secret),
  },
  {
    provide: CalendarFeeds,
    inject: [DATABASE, CASES_OPTIONS],
    useFactory: (database: Database, { secret }: CasesOptions) => new CalendarFeeds(database, secret),
  },
  {
    provide: MailedCodes,
    inject: [DATABASE, CASES_OPTIONS],
    useFactory: (database: Database, { secret }: CasesOptions) => new MailedCodes(database, secret),
  },
  {
    provide: DocumentStore,
    inject: [CASES_OPTIONS],
    useFactory: ({ dataDir }: CasesOptions) => new DocumentStore(dataDir),
  },
];
const foundationTokens = [
  CalendarFeeds,
  AccountTokens,
  OpenSessions,
  Accounts,
  BearerTokens,
  SignInLimit,
  LinkTokens,
  MailedCodes,
  DocumentStore,
];

/**
 * Every use case and query, with the identity and document services they stand on. Needs the global `PersistenceModule` and
 * the tokens of `tokens.ts`.
 */
@Module({})
export class CasesModule {
  static forRoot({ imports }: CasesModuleOptions): DynamicModule {
    return {
      module: CasesModule,
      global: true,
      imports,
      providers: [...foundations, ...internals, ...services, ...queries, ...useCases],
      exports: [...foundationTokens, ...services, ...queries, ...useCases],
    };
  }
}
