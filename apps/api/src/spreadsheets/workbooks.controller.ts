import {
  Body,
  Get,
  HttpCode,
  Param,
  Post,
  Query,
  Res,
  StreamableFile,
  UploadedFile,
  UseInterceptors,
} from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
} from '@nestjs/swagger';
import type { Response } from 'express';
import { ExportWorkbook, signedIn, WorkbookImports, type WorkbookRunView } from '#libs/cases';
import type { Viewer } from '#libs/identity';
import { ApiController, CurrentViewer } from '../http/decorators.js';
import { AnswersItself } from '../http/repeated.interceptor.js';
import { SpreadsheetUploadDto } from './spreadsheet.dto.js';
import { spreadsheetUpload, uploadedSpreadsheet, xlsxType } from './uploads.js';
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
  @ApiProduces(xlsxType)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async take(
    @CurrentViewer() viewer: Viewer,
    @Query() query: WorkbookQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const { name, content } = await this.writing.execute(viewer, query);
    response.setHeader('Cache-Control', 'private, no-store');
    response.attachment(name);
    return new StreamableFile(content, { type: xlsxType, length: content.length });
  }

  @Post()
  @UseInterceptors(spreadsheetUpload)
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: SpreadsheetUploadDto })
  @ApiOperation({
    operationId: 'bringWorkbook',
    summary: 'Bring an edited workbook back; the answer says what it would change, and nothing is changed',
  })
  @ApiCreatedResponse({ type: WorkbookRunDto })
  async bring(
    @CurrentViewer() viewer: Viewer,
    @UploadedFile() file: Express.Multer.File | undefined,
  ): Promise<WorkbookRunView> {
    const actor = signedIn(viewer);
    return this.imports.view(actor, await this.imports.upload(actor, uploadedSpreadsheet(file)));
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

  @Post(':id/confirmation')
  @HttpCode(202)
  @AnswersItself()
  @ApiOperation({
    operationId: 'confirmWorkbook',
    summary: 'Apply the chosen differences, each as the act it is; ask for the run to follow it',
  })
  @ApiAcceptedResponse({ type: WorkbookRunDto })
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
