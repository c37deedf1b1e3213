import { Module } from '@nestjs/common';
import { AttestationsController } from './cases/attestations.controller.js';
import { CaseActsController } from './cases/case-acts.controller.js';
import { CalendarsController } from './calendars/calendars.controller.js';
import { ProgrammeCalendarController, SeasonsController } from './calendars/spans.controller.js';
import { CasesController } from './cases/cases.controller.js';
import { CommentsController } from './comments/comments.controller.js';
import { OrganisationsController } from './directory/organisations.controller.js';
import { PeopleController } from './directory/people.controller.js';
import { DefinitionsController, ProgrammesController } from './directory/programmes.controller.js';
import { DocumentsController } from './documents/documents.controller.js';
import { BearerGuard } from './http/bearer.guard.js';
import { ClosingGuard } from './http/closing.js';
import { UnknownRouteController } from './http/unknown-route.controller.js';
import { IncidentsController } from './incidents/incidents.controller.js';
import { ApprovalsController } from './items/approvals.controller.js';
import { DraftsController } from './items/drafts.controller.js';
import { DueDatesController } from './items/due-dates.controller.js';
import { HandoversController } from './items/handovers.controller.js';
import { TasksController } from './items/tasks.controller.js';
import { TranscriptionsController } from './items/transcriptions.controller.js';
import { WorklistController } from './items/worklist.controller.js';
import { HealthController } from './operations/health.controller.js';
import { BouncesController } from './operations/bounces.controller.js';
import { MailsController } from './operations/mails.controller.js';
import { MailTextsController } from './mail-texts/mail-texts.controller.js';
import { MessagesController } from './messages/messages.controller.js';
import { Metrics } from './operations/metrics.js';
import { MetricsController } from './operations/metrics.controller.js';
import { OperationCounts } from './operations/operation-counts.js';
import { Readiness } from './operations/readiness.js';
import { ReportsController } from './operations/reports.controller.js';
import { EnrolmentsController } from './spreadsheets/enrolments.controller.js';
import { WorkbooksController } from './spreadsheets/workbooks.controller.js';
import { SubstitutionsController } from './substitutions/substitutions.controller.js';
import { PasswordsController, SessionsController } from './sessions/sessions.controller.js';
import { CaseVisitsController, VisitsController } from './visits/visits.controller.js';

/** The JSON API under `/api`; stands on the global `InstallationModule`. `configureApi` completes it. */
@Module({
  controllers: [
    SessionsController,
    PasswordsController,
    SubstitutionsController,
    ProgrammesController,
    MailTextsController,
    OrganisationsController,
    PeopleController,
    DefinitionsController,
    CalendarsController,
    SeasonsController,
    ProgrammeCalendarController,
    // Before the cases, whose routes take any word for a reference.
    MessagesController,
    CasesController,
    AttestationsController,
    CaseActsController,
    CommentsController,
    CaseVisitsController,
    VisitsController,
    WorklistController,
    DueDatesController,
    TasksController,
    HandoversController,
    ApprovalsController,
    TranscriptionsController,
    DraftsController,
    IncidentsController,
    DocumentsController,
    BouncesController,
    MailsController,
    ReportsController,
    WorkbooksController,
    EnrolmentsController,
    HealthController,
    MetricsController,
    UnknownRouteController,
  ],
  providers: [BearerGuard, ClosingGuard, OperationCounts, Metrics, Readiness],
})
export class ApiModule {}
