import { Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import { Acting } from './acting/acting.js';
import { FactsOfActors } from './acting/actor-facts.js';
import { CaseEngine } from './acting/case-engine.js';
import { CaseRecorder } from './acting/case-recorder.js';
import { ReviewCases } from './acting/review-cases.js';
import { Attestations } from './attestations/attestations.js';
import { AttestedPaths } from './attestations/attested-paths.js';
import { CheckAttestation } from './attestations/check-attestation.js';
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
import { DirectoryRows } from './people/directory-rows.js';
import { EnrolmentPlans } from './enrolment/enrolment-plans.js';
import { EnrolmentRows } from './enrolment/enrolment-rows.js';
import { EnrolmentTemplate } from './enrolment/enrolment-template.js';
import { Enrolments } from './enrolment/enrolments.js';
import { foundations } from './foundations.js';
import { BrokenTexts } from './mail-texts/broken-texts.js';
import { ChangeMailTexts } from './mail-texts/change-mail-texts.js';
import { MailTexts } from './mail-texts/mail-texts.js';
import { PreviewMail } from './mail-texts/preview-mail.js';
import { SampleLetters } from './mail-texts/sample-letters.js';
import { PeopleChanged } from './people/people-changed.js';
import { CalendarQueries } from './queries/calendar-queries.js';
import { CaseFiles } from './queries/case-file.js';
import { CaseForecasts } from './queries/case-forecasts.js';
import { CaseHistory } from './queries/case-history.js';
import { CaseLists } from './queries/case-lists.js';
import { CaseMails } from './queries/case-mails.js';
import { CasePeople } from './queries/case-people.js';
import { CaseQueries } from './queries/case-queries.js';
import { CaseReadings } from './queries/case-reading.js';
import { CaseTrails } from './queries/case-trail.js';
import { CommentPapers } from './documents/comment-papers.js';
import { CommentQueries } from './comments/comment-queries.js';
import { Consequences } from './queries/consequences.js';
import { DecisionDesk } from './queries/decision-desk.js';
import { DefinitionQueries } from './queries/definition-queries.js';
import { DirectoryQueries } from './people/directory-queries.js';
import { DocumentQueries } from './documents/document-queries.js';
import { DueDates } from './queries/due-dates.js';
import { HandoverQueries } from './links/handover-queries.js';
import { IncidentPresenter } from './queries/incident-presenter.js';
import { ItemGround } from './queries/item-ground.js';
import { ItemHistory } from './queries/item-history.js';
import { ItemPapers } from './queries/item-papers.js';
import { ItemQueries } from './queries/item-queries.js';
import { ItemSurroundings } from './queries/item-surroundings.js';
import { ItemWords } from './queries/item-words.js';
import { ItemWork } from './queries/item-work.js';
import { MailQueries } from './mails/mail-queries.js';
import { MessageQueries } from './mails/message-queries.js';
import { OwnProgrammes } from './people/own-programmes.js';
import { PeopleGapReader } from './people/people-gap-reader.js';
import { CasePresenter } from './queries/presenter.js';
import { ProgrammeOverviews } from './queries/programme-overview.js';
import { ProgrammeReports } from './queries/programme-reports.js';
import { SubstitutionQueries } from './people/substitution-queries.js';
import { TaskOffers } from './queries/task-offers.js';
import { TodayQueries } from './queries/today-queries.js';
import { WhomToCall } from './queries/whom-to-call.js';
import { WorkQueries } from './queries/work-queries.js';
import { Readers } from './readers.js';
import { SpreadsheetWork } from './spreadsheets/spreadsheet-work.js';
import { AddComment } from './comments/add-comment.js';
import { ArrangeSubstitution } from './people/arrange-substitution.js';
import { CheckedAnswers } from './usecases/checked-answers.js';
import { CompleteTask } from './usecases/complete-task.js';
import { CopyLink } from './links/copy-link.js';
import { DecideApproval } from './usecases/decide-approval.js';
import { DecideMany } from './usecases/decide-many.js';
import { TaskDrafts } from './usecases/drafts.js';
import { EditOrganisations } from './people/edit-organisations.js';
import { EditPeople } from './people/edit-people.js';
import { EditProgramme } from './people/edit-programme.js';
import { EditablePeople } from './people/editable-people.js';
import { ExtendDeadline } from './usecases/extend-deadline.js';
import { FileDocuments } from './documents/file-documents.js';
import { FileFromComment } from './documents/file-from-comment.js';
import { FilesByLink } from './links/files-by-link.js';
import { FreshLink } from './links/fresh-link.js';
import { GrantRoles } from './people/grant-roles.js';
import { GroupActs } from './usecases/group-acts.js';
import { HandOver } from './links/hand-over.js';
import { LinkActors } from './links/link-actors.js';
import { LinkCodes } from './links/link-codes.js';
import { LinkForms } from './links/link-forms.js';
import { LogContact } from './usecases/log-contact.js';
import { ManageAccounts } from './people/manage-accounts.js';
import { NudgeCompanies } from './mails/nudge-companies.js';
import { OpenCase } from './usecases/open-case.js';
import { OpeningPlans } from './usecases/opening-plans.js';
import { OwnIncident } from './usecases/own-incident.js';
import { OwnLinks } from './links/own-links.js';
import { OwnPreferences } from './people/own-preferences.js';
import { ReadDocument } from './documents/read-document.js';
import { ReadMention } from './comments/read-mention.js';
import { RecoverCase } from './usecases/recover-case.js';
import { RemoveDraftDocument } from './documents/remove-draft-document.js';
import { ReopenCase } from './usecases/reopen-case.js';
import { ReportIncident } from './usecases/report-incident.js';
import { ResetPassword } from './people/reset-password.js';
import { ResolveIncident } from './usecases/resolve-incident.js';
import { RetryMail } from './mails/retry-mail.js';
import { Sending } from './mails/sending.js';
import { SuspendCase } from './usecases/suspend-case.js';
import { TakeBack } from './links/take-back.js';
import { TakeBounce } from './mails/take-bounce.js';
import { TakeReply } from './comments/take-reply.js';
import { TerminateCase } from './usecases/terminate-case.js';
import { TranscribeTask } from './usecases/transcribe-task.js';
import { UnsentByLink } from './links/unsent-by-link.js';
import { UploadDocument } from './documents/upload-document.js';
import { WithdrawCase } from './usecases/withdraw-case.js';
import { WriteMessage } from './mails/write-message.js';
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
import { ExportWorkbook } from './workbook/export-workbook.js';
import { WorkbookChanges } from './workbook/workbook-changes.js';
import { WorkbookRows } from './workbook/workbook-data.js';
import { WorkbookImports } from './workbook/workbook-imports.js';

export interface CasesModuleOptions {
  /** Modules that export `TEMPORAL_CLIENT`, `CASES_OPTIONS`, `CASE_MAILER`, `Bounces`, `DirectMail`, `ReplyAnswers`, `REPLY_ADDRESS`, `BOOT_PROBE` and `CaseClock`. */
  readonly imports: NonNullable<ModuleMetadata['imports']>;
}

/** What people do, and what a case is brought up to date by. */
const useCases = [
  // One case and its steps.
  ...[OpenCase, SuspendCase, ReopenCase, WithdrawCase, TerminateCase, RecoverCase, ExtendDeadline],
  ...[CompleteTask, TranscribeTask, TaskDrafts, DecideApproval, DecideMany, LogContact],
  ...[ReportIncident, ResolveIncident, OwnIncident],
  // Papers and comments.
  ...[UploadDocument, RemoveDraftDocument, ReadDocument, FileDocuments, FileFromComment],
  ...[AddComment, ReadMention],
  // Links of mails, and what comes back by mail.
  ...[CopyLink, FreshLink, HandOver, TakeBack, LinkActors, LinkCodes, OwnLinks, UnsentByLink],
  ...[RetryMail, TakeBounce, TakeReply],
  // Many cases at once.
  ...[GroupActs, NudgeCompanies, WriteMessage],
  ...[ExportWorkbook, WorkbookImports, Enrolments, EnrolmentTemplate],
  // Visits.
  ...[ProposeVisit, AnswerVisit, MoveVisit, EditVisit],
  // Programmes, organisations, people, calendars.
  ...[EditProgramme, EditOrganisations, EditPeople, GrantRoles, ArrangeSubstitution],
  ...[ManageAccounts, ResetPassword, OwnPreferences],
  ...[ChangeCalendar, ChangeMailTexts],
];

/** What pages and programs read. */
const queries = [
  ...[CaseQueries, CaseLists, CaseFiles, CaseForecasts, CaseTrails, CaseMails, CasePeople],
  ...[ItemQueries, WorkQueries, TodayQueries, DueDates, Consequences],
  ...[DocumentQueries, CommentQueries, MessageQueries, MailQueries, VisitQueries, WhomToCall],
  ...[DirectoryQueries, SubstitutionQueries, CalendarQueries, DefinitionQueries],
  ...[ProgrammeOverviews, ProgrammeReports, OwnProgrammes],
  ...[Attestations, CheckAttestation],
  ...[MailTexts, SampleLetters, PreviewMail, BrokenTexts],
];

/** What processes and other libs call beside them. */
const services = [
  ...[Acting, CaseEngine, CaseRecorder, ReviewCases, CaseAccess, DefinitionLibrary],
  ...[BootChecks, CalendarChecks, DefinitionChecks, ImportProgramme, FindLost, Sweep],
  SpreadsheetWork,
];

/** What only those stand on. */
const internals = [
  ...[FactsOfActors, OpeningPlans, CheckedAnswers, Sending, LinkForms, FilesByLink],
  ...[CaseAnswers, CaseStates, CaseReadings, CaseHistory, CasePresenter, Readers],
  ...[ItemGround, ItemHistory, ItemPapers, ItemSurroundings, ItemWords, ItemWork],
  ...[TaskOffers, DecisionDesk, HandoverQueries, IncidentPresenter, CommentPapers, AttestedPaths],
  ...[VisitBook, VisitPresenter, VisitRounds, VisitSuggestions, Visitors],
  ...[EditablePeople, DirectoryRows, PeopleChanged, PeopleGapReader, PeopleChecks],
  ...[Calendars, CatchUp, Replans],
  ...[WorkbookRows, WorkbookChanges, EnrolmentPlans, EnrolmentRows],
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
      exports: [...foundations.map(({ provide }) => provide), ...services, ...queries, ...useCases],
    };
  }
}
