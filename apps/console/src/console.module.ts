import { Module } from '@nestjs/common';
import { AdministrationController } from './settings/administration.controller.js';
import { MailHoursController } from './settings/mail-hours.controller.js';
import { MeController } from './account/me.controller.js';
import { PasswordController } from './account/password.controller.js';
import { AttestationController } from './attestations/attestation.controller.js';
import { AttestationCheckController } from './attestations/check.controller.js';
import { DueCalendarController } from './due-calendar/due-calendar.controller.js';
import { FeedController, OwnFeedController } from './due-calendar/feed.controller.js';
import { CalendarsController } from './calendars/calendars.controller.js';
import { CaseActions } from './cases/case-actions.js';
import { CaseEndings } from './cases/case-endings.js';
import { CaseListController } from './cases/case-list.controller.js';
import { CaseMailsController } from './cases/case-mails.controller.js';
import { CasePeopleController } from './cases/case-people.controller.js';
import { CaseTrailController } from './trail/case-trail.controller.js';
import { CasesController } from './cases/cases.controller.js';
import { PrintController } from './cases/print.controller.js';
import { EarlierController } from './earlier/earlier.controller.js';
import { IncidentsController } from './incidents/incidents.controller.js';
import { CommentDesk } from './comments/comment-desk.js';
import { CommentPages } from './comments/comment-pages.js';
import { CommentsController } from './comments/comments.controller.js';
import { DefinitionsController } from './definitions/definitions.controller.js';
import { DocumentsController } from './documents/documents.controller.js';
import { DirectoryController } from './directory/directory.controller.js';
import { GroupDesk } from './groups/group-desk.js';
import { GroupsController } from './groups/groups.controller.js';
import { HomeController, UnknownPageController } from './home.controller.js';
import { UnsentController } from './http/unsent.controller.js';
import { UnsentDesk } from './http/unsent-desk.js';
import { SignedInGuard } from './http/visit.js';
import { VisitLinkController } from './link/visit/visit-link.controller.js';
import { CompanyFileController } from './link/file/company-file.controller.js';
import { CompanyFiles } from './link/file/company-files.js';
import { KeepLanguageController } from './link/keep-language.controller.js';
import { LeaveController } from './link/leave.controller.js';
import { RhythmController } from './link/rhythm/rhythm.controller.js';
import { LinkController } from './link/link.controller.js';
import { MailedCodeGate } from './link/mailed-code-gate.js';
import { OverLinks } from './link/over-links.js';
import { LiveController } from './live/live.controller.js';
import { LiveVisitors } from './live/live-visitors.js';
import { SettingsController } from './settings/settings.controller.js';
import { MailTextsController } from './mail-texts/mail-texts.controller.js';
import { TextDesk } from './mail-texts/text-desk.js';
import { SignInController } from './signin/sign-in.controller.js';
import { ProgrammeChoiceController } from './programme-choice/programme-choice.controller.js';
import { ProgrammeController } from './programmes/programme.controller.js';
import { SessionStore } from './signin/session-store.js';
import { TemporalUiController } from './temporal/temporal-ui.controller.js';
import { WatcherGuard } from './temporal/watcher.guard.js';
import { EnrolmentController } from './spreadsheets/enrolment.controller.js';
import { WorkbookController } from './spreadsheets/workbook.controller.js';
import { DecisionDesk } from './decisions/decision-desk.js';
import { FilingController } from './work/filing.controller.js';
import { FormFiles } from './work/form-edits.js';
import { HandOverDesk } from './work/hand-over-desk.js';
import { ItemPages } from './work/item-pages.js';
import { ItemsController } from './work/items.controller.js';
import { TodayController } from './today/today.controller.js';
import { OffersDesk } from './work/offers-desk.js';
import { TaskDesk } from './work/task-desk.js';
import { TranscriptionController } from './transcription/transcription.controller.js';
import { TranscriptionDesk } from './transcription/transcription-desk.js';
import { VisitDesk } from './visits/visit-desk.js';
import { VisitsController } from './visits/visits.controller.js';
import { Together } from './decisions/together.js';
import { TogetherController } from './decisions/together.controller.js';

/** Server-rendered pages. Needs the global `InstallationModule`, and `configureConsole` before the app listens. */
@Module({
  controllers: [
    HomeController,
    LinkController,
    LeaveController,
    RhythmController,
    KeepLanguageController,
    CompanyFileController,
    AttestationCheckController,
    VisitLinkController,
    SignInController,
    UnsentController,
    ProgrammeChoiceController,
    PasswordController,
    MeController,
    AdministrationController,
    MailHoursController,
    MailTextsController,
    TodayController,
    LiveController,
    TogetherController,
    // Before the cases, whose last route takes any word for an act.
    CommentsController,
    VisitsController,
    DocumentsController,
    WorkbookController,
    EnrolmentController,
    CaseListController,
    CaseTrailController,
    CaseMailsController,
    CasePeopleController,
    PrintController,
    AttestationController,
    GroupsController,
    DueCalendarController,
    OwnFeedController,
    FeedController,
    ProgrammeController,
    CasesController,
    EarlierController,
    ItemsController,
    TranscriptionController,
    FilingController,
    IncidentsController,
    DirectoryController,
    CalendarsController,
    DefinitionsController,
    SettingsController,
    TemporalUiController,
    UnknownPageController,
  ],
  providers: [
    SessionStore,
    MailedCodeGate,
    OverLinks,
    CompanyFiles,
    SignedInGuard,
    UnsentDesk,
    WatcherGuard,
    CaseActions,
    CommentDesk,
    CommentPages,
    CaseEndings,
    DecisionDesk,
    GroupDesk,
    FormFiles,
    LiveVisitors,
    ItemPages,
    OffersDesk,
    HandOverDesk,
    TaskDesk,
    TextDesk,
    TranscriptionDesk,
    VisitDesk,
    Together,
  ],
})
export class ConsoleModule {}
