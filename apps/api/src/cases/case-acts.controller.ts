import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import {
  CaseQueries,
  ExtendDeadline,
  FileDocuments,
  LogContact,
  ReopenCase,
  signedIn,
  SuspendCase,
  type Acted,
  type ContactView,
  type Page,
} from '#libs/cases';
import { DomainError } from '#libs/domain';
import type { Viewer } from '#libs/identity';
import { ActedDto } from '../http/acted.js';
import { Acts, ApiController, CurrentViewer, IdempotencyKey } from '../http/decorators.js';
import { PageQuery, pageOf } from '../http/page.js';
import {
  ExtendDto,
  FileDocumentsDto,
  LogContactDto,
  ReopenDto,
  ResumeDto,
  SuspendDto,
} from './case-acts.dto.js';
import { ContactLogPage } from './case-history.dto.js';

/** What coordinators do with a case that runs, and with one that has closed. */
@ApiController('cases/:reference', 'cases')
export class CaseActsController {
  constructor(
    private readonly queries: CaseQueries,
    private readonly suspension: SuspendCase,
    private readonly contact: LogContact,
    private readonly reopening: ReopenCase,
    private readonly extension: ExtendDeadline,
    private readonly filing: FileDocuments,
  ) {}

  @Post('suspension')
  @HttpCode(200)
  @Acts()
  @ApiOperation({ operationId: 'suspendCase', summary: 'Stop the clock of a case, or of one of its tasks' })
  @ApiOkResponse({ type: ActedDto })
  suspend(
    @CurrentViewer() viewer: Viewer,
    @Param('reference') reference: string,
    @Body() { ...suspension }: SuspendDto,
    @IdempotencyKey() key: string,
  ): Promise<Acted> {
    return this.suspension.execute(signedIn(viewer), { reference, ...suspension }, key);
  }

  @Post('resumption')
  @HttpCode(200)
  @Acts()
  @ApiOperation({
    operationId: 'resumeCase',
    summary: 'Start the clock again; due dates move by the working time it stood',
  })
  @ApiOkResponse({ type: ActedDto })
  resume(
    @CurrentViewer() viewer: Viewer,
    @Param('reference') reference: string,
    @Body() { ...resumption }: ResumeDto,
    @IdempotencyKey() key: string,
  ): Promise<Acted> {
    return this.suspension.resume(signedIn(viewer), { reference, ...resumption }, key);
  }

  @Get('contact-log')
  @ApiOperation({
    operationId: 'listContacts',
    summary: 'Words with the company outside the system, newest first',
  })
  @ApiOkResponse({ type: ContactLogPage })
  async contacts(
    @CurrentViewer() viewer: Viewer,
    @Param('reference') reference: string,
    @Query() query: PageQuery,
  ): Promise<Page<ContactView>> {
    return pageOf(await this.queries.contactLog(viewer, reference), ({ seq }) => String(seq), query);
  }

  @Post('contact-log')
  @HttpCode(200)
  @Acts()
  @ApiOperation({ operationId: 'logContact', summary: 'Log a word with the company, and what it promised' })
  @ApiOkResponse({ type: ActedDto })
  logContact(
    @CurrentViewer() viewer: Viewer,
    @Param('reference') reference: string,
    @Body() { ...contact }: LogContactDto,
    @IdempotencyKey() key: string,
  ): Promise<Acted> {
    return this.contact.execute(signedIn(viewer), { reference, ...contact }, key);
  }

  @Post('reopening')
  @HttpCode(200)
  @Acts()
  @ApiOperation({ operationId: 'reopenCase', summary: 'Open a closed case again at a stage' })
  @ApiOkResponse({ type: ActedDto })
  reopen(
    @CurrentViewer() viewer: Viewer,
    @Param('reference') reference: string,
    @Body() { ...reopening }: ReopenDto,
    @IdempotencyKey() key: string,
  ): Promise<Acted> {
    return this.reopening.execute(signedIn(viewer), { reference, ...reopening }, key);
  }

  @Post('extensions')
  @HttpCode(200)
  @Acts()
  @ApiOperation({
    operationId: 'extendDeadline',
    summary: 'Ask for more time for an own task, or give it where you decide on it',
  })
  @ApiOkResponse({ type: ActedDto })
  extend(
    @CurrentViewer() viewer: Viewer,
    @Param('reference') reference: string,
    @Body() { ...extension }: ExtendDto,
    @IdempotencyKey() key: string,
  ): Promise<Acted> {
    requireTaskOf(reference, extension.task);
    return this.extension.execute(signedIn(viewer), extension, key);
  }

  @Post('documents')
  @HttpCode(200)
  @Acts()
  @ApiOperation({
    operationId: 'fileDocuments',
    summary: "Add papers that arrived outside to a task's file, also when it is done",
  })
  @ApiOkResponse({ type: ActedDto })
  file(
    @CurrentViewer() viewer: Viewer,
    @Param('reference') reference: string,
    @Body() { ...filed }: FileDocumentsDto,
    @IdempotencyKey() key: string,
  ): Promise<Acted> {
    requireTaskOf(reference, filed.task);
    return this.filing.execute(signedIn(viewer), filed, key);
  }
}

/** The address names the case: a task of another one is not found under it. */
function requireTaskOf(reference: string, task: string): void {
  if (!task.startsWith(`${reference}.`)) throw new DomainError('not-found', 'task.unknown', task);
}
