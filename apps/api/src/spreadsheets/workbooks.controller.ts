import { Body, Get, Param, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Response } from 'express';
import { ExportWorkbook, signedIn, WorkbookImports, type WorkbookRunView } from '#libs/cases';
import type { Viewer } from '#libs/identity';
import { ApiController, CurrentViewer } from '../http/decorators.js';
import { FilesSent, type SentFile } from '../http/sent-files.js';
import {
  AnswersFile,
  ConfirmsRun,
  fileAnswer,
  sentSpreadsheet,
  TakesSpreadsheet,
} from './spreadsheet-routes.js';
import { WorkbookConfirmationDto, WorkbookQuery, WorkbookRunDto } from './workbook.dto.js';

/** The workbook of cases: taken as a file, brought back, looked at, applied. */
@ApiController('workbooks', 'spreadsheets')
export class WorkbooksController {
  constructor(
    private readonly writing: ExportWorkbook,
    private readonly imports: WorkbookImports,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'getWorkbook',
    summary: 'Cases with tasks, measures and contacts as one workbook',
  })
  @AnswersFile('xlsx')
  async take(
    @CurrentViewer() viewer: Viewer,
    @Query() query: WorkbookQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    return fileAnswer(response, await this.writing.execute(viewer, query));
  }

  @TakesSpreadsheet({
    operationId: 'bringWorkbook',
    summary: 'Bring an edited workbook back; the answer says what it would change, and nothing is changed',
    run: WorkbookRunDto,
  })
  async bring(
    @CurrentViewer() viewer: Viewer,
    @FilesSent() [file]: readonly SentFile[],
  ): Promise<WorkbookRunView> {
    const actor = signedIn(viewer);
    return this.imports.view(actor, await this.imports.upload(actor, sentSpreadsheet(file)));
  }

  @Get(':id')
  @ApiOperation({
    operationId: 'getWorkbookRun',
    summary: 'What a workbook would change, or what became of it',
  })
  @ApiOkResponse({ type: WorkbookRunDto })
  get(@CurrentViewer() viewer: Viewer, @Param('id') id: string): Promise<WorkbookRunView> {
    return this.imports.view(signedIn(viewer), id);
  }

  @ConfirmsRun({
    operationId: 'confirmWorkbook',
    summary: 'Apply the chosen differences, each as the act it is; ask for the run to follow it',
    run: WorkbookRunDto,
  })
  async confirm(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Body() body: WorkbookConfirmationDto,
  ): Promise<WorkbookRunView> {
    const actor = signedIn(viewer);
    await this.imports.apply(actor, id, body);
    return this.imports.view(actor, id);
  }
}
