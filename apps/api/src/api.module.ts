import { Module } from '@nestjs/common';
import { CasesController } from './cases/cases.controller.js';
import { OrganisationsController } from './directory/organisations.controller.js';
import { PeopleController } from './directory/people.controller.js';
import {
  CalendarsController,
  DefinitionsController,
  ProgrammesController,
} from './directory/programmes.controller.js';
import { DocumentsController } from './documents/documents.controller.js';
import { BearerGuard } from './http/bearer.guard.js';
import { ClosingGuard } from './http/closing.js';
import { UnknownRouteController } from './http/unknown-route.controller.js';
import { IncidentsController } from './incidents/incidents.controller.js';
import { ApprovalsController } from './items/approvals.controller.js';
import { DraftsController } from './items/drafts.controller.js';
import { TasksController } from './items/tasks.controller.js';
import { WorklistController } from './items/worklist.controller.js';
import { MailsController } from './operations/mails.controller.js';
import { SessionsController } from './sessions/sessions.controller.js';

/** The JSON API under `/api`; stands on the global `InstallationModule`. `configureApi` completes it. */
@Module({
  controllers: [
    SessionsController,
    ProgrammesController,
    OrganisationsController,
    PeopleController,
    DefinitionsController,
    CalendarsController,
    CasesController,
    WorklistController,
    TasksController,
    ApprovalsController,
    DraftsController,
    IncidentsController,
    DocumentsController,
    MailsController,
    UnknownRouteController,
  ],
  providers: [BearerGuard, ClosingGuard],
})
export class ApiModule {}
