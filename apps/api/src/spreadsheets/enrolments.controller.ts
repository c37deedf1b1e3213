import { Body, Get, Param, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Response } from 'express';
import { Enrolments, EnrolmentTemplate, signedIn, type EnrolmentRunView } from '#libs/cases';
import type { Viewer } from '#libs/identity';
import { ApiController, CurrentViewer } from '../http/decorators.js';
import { OptionalOneOf } from '../http/fields.js';
import { FilesSent, type SentFile } from '../http/sent-files.js';
import { EnrolmentConfirmationDto, EnrolmentRunDto } from './enrolment.dto.js';
import {
  AnswersFile,
  ConfirmsRun,
  fileAnswer,
  sentSpreadsheet,
  TakesSpreadsheet,
} from './spreadsheet-routes.js';

export class TemplateQuery {
  @OptionalOneOf(['xlsx', 'csv'], 'A workbook with examples, or headings alone; `xlsx` unless told.')
  readonly format?: 'xlsx' | 'csv';
}

/** Companies that come in by a spreadsheet. */
@ApiController('programmes/:code/enrolments', 'spreadsheets')
export class EnrolmentsController {
  constructor(
    private readonly enrolments: Enrolments,
    private readonly templates: EnrolmentTemplate,
  ) {}

  @Get('template')
  @ApiOperation({ operationId: 'getEnrolmentTemplate', summary: 'The file to fill in, in your language' })
  @AnswersFile('xlsx', 'csv')
  async template(
    @CurrentViewer() viewer: Viewer,
    @Param('code') code: string,
    @Query() { format = 'xlsx' }: TemplateQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    await this.enrolments.recent(signedIn(viewer), code);
    return fileAnswer(response, await this.templates.execute(viewer.language, format), format);
  }

  @TakesSpreadsheet({
    operationId: 'bringEnrolment',
    summary: 'Upload a file of companies; the answer says line by line what would happen, and nothing does',
    run: EnrolmentRunDto,
  })
  async bring(
    @CurrentViewer() viewer: Viewer,
    @Param('code') code: string,
    @FilesSent() [file]: readonly SentFile[],
  ): Promise<EnrolmentRunView> {
    const actor = signedIn(viewer);
    // Whoever may not import here learns that first, whatever was sent.
    await this.enrolments.recent(actor, code);
    const id = await this.enrolments.upload(actor, code, sentSpreadsheet(file));
    return this.enrolments.view(actor, code, id);
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getEnrolment', summary: 'What a file would do, or what became of each line' })
  @ApiOkResponse({ type: EnrolmentRunDto })
  get(
    @CurrentViewer() viewer: Viewer,
    @Param('code') code: string,
    @Param('id') id: string,
  ): Promise<EnrolmentRunView> {
    return this.enrolments.view(signedIn(viewer), code, id);
  }

  @ConfirmsRun({
    operationId: 'confirmEnrolment',
    summary:
      'Import: companies and people all at once, then their cases one by one; ask for the run to follow it',
    run: EnrolmentRunDto,
  })
  async confirm(
    @CurrentViewer() viewer: Viewer,
    @Param('code') code: string,
    @Param('id') id: string,
    @Body() body: EnrolmentConfirmationDto,
  ): Promise<EnrolmentRunView> {
    const actor = signedIn(viewer);
    await this.enrolments.apply(actor, code, id, body);
    return this.enrolments.view(actor, code, id);
  }
}
