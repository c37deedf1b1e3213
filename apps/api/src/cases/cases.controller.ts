import { Body, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Response } from 'express';
import {
  CaseLists,
  CaseForecasts,
  CaseQueries,
  OpenCase,
  RecoverCase,
  ReportIncident,
  signedIn,
  TerminateCase,
  WithdrawCase,
  type Acted,
  type CaseListCounts,
  type CaseSummary,
  type CaseView,
  type DocumentView,
  type ForecastView,
  type MeasureView,
  type Page,
  type TrailEntry,
} from '#libs/cases';
import type { Viewer } from '#libs/identity';
import { ActedDto } from '../http/acted.js';
import { Acts, ApiController, CurrentViewer, IdempotencyKey } from '../http/decorators.js';
import { PageQuery, pageOf } from '../http/page.js';
import { ReportIncidentDto } from '../incidents/incident.dto.js';
import { EndCaseDto, OpenCaseDto, RecoveredDto } from './case-acts.dto.js';
import { CaseCountsDto, CaseListQuery } from './case-list.dto.js';
import { ForecastDto } from './forecast.dto.js';
import { CasePage, CaseViewDto, DocumentPage, MeasurePage, TrailPage } from './case-view.dto.js';

/** Cases: the lists, one case, and the acts on a case as a whole. */
@ApiController('cases', 'cases')
export class CasesController {
  constructor(
    private readonly lists: CaseLists,
    private readonly queries: CaseQueries,
    private readonly forecasts: CaseForecasts,
    private readonly opening: OpenCase,
    private readonly withdrawal: WithdrawCase,
    private readonly termination: TerminateCase,
    private readonly recovery: RecoverCase,
    private readonly reports: ReportIncident,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listCases',
    summary: 'Cases you may see: by filter, by words, in several orders',
  })
  @ApiOkResponse({ type: CasePage })
  list(@CurrentViewer() viewer: Viewer, @Query() query: CaseListQuery): Promise<Page<CaseSummary>> {
    return this.lists.list(viewer, query);
  }

  @Get('counts')
  @ApiOperation({
    operationId: 'countCases',
    summary: 'How many cases match, and how many each further filter would leave',
  })
  @ApiOkResponse({ type: CaseCountsDto })
  counts(@CurrentViewer() viewer: Viewer, @Query() query: CaseListQuery): Promise<CaseListCounts> {
    return this.lists.counts(viewer, query);
  }

  @Post()
  @Acts()
  @ApiOperation({ operationId: 'openCase', summary: 'Open a case' })
  @ApiCreatedResponse({ type: ActedDto })
  async open(
    @CurrentViewer() viewer: Viewer,
    @Body() body: OpenCaseDto,
    @IdempotencyKey() key: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Acted> {
    const acted = await this.opening.execute(signedIn(viewer), body, key);
    response.location(`/api/v1/cases/${acted.reference}`);
    return acted;
  }

  @Get(':reference')
  @ApiOperation({ operationId: 'getCase', summary: 'A case with its stages, items, incidents' })
  @ApiOkResponse({ type: CaseViewDto })
  get(@CurrentViewer() viewer: Viewer, @Param('reference') reference: string): Promise<CaseView> {
    return this.queries.caseView(viewer, reference);
  }

  @Get(':reference/events')
  @ApiOperation({ operationId: 'getTrail', summary: 'Everything that happened on a case, in order' })
  @ApiOkResponse({ type: TrailPage })
  trail(
    @CurrentViewer() viewer: Viewer,
    @Param('reference') reference: string,
    @Query() query: PageQuery,
  ): Promise<Page<TrailEntry>> {
    return this.queries.trail(viewer, reference, query);
  }

  @Get(':reference/forecast')
  @ApiOperation({
    operationId: 'getForecast',
    summary: 'When each step of the path was planned, took place, and is expected',
    description:
      'The rest of the path is replayed by the rules and the calendar of the case, as if everybody acted when due.',
  })
  @ApiOkResponse({ type: ForecastDto })
  forecast(@CurrentViewer() viewer: Viewer, @Param('reference') reference: string): Promise<ForecastView> {
    return this.forecasts.of(viewer, reference);
  }

  @Get(':reference/documents')
  @ApiOperation({ operationId: 'listDocuments', summary: 'Documents of a case in the order of upload' })
  @ApiOkResponse({ type: DocumentPage })
  async documents(
    @CurrentViewer() viewer: Viewer,
    @Param('reference') reference: string,
    @Query() query: PageQuery,
  ): Promise<Page<DocumentView>> {
    return pageOf(await this.queries.documents(viewer, reference), ({ id }) => id, query);
  }

  @Get(':reference/measures')
  @ApiOperation({
    operationId: 'listMeasures',
    summary: 'Measures recommended to the company, and what became of them',
  })
  @ApiOkResponse({ type: MeasurePage })
  async measures(
    @CurrentViewer() viewer: Viewer,
    @Param('reference') reference: string,
    @Query() query: PageQuery,
  ): Promise<Page<MeasureView>> {
    return pageOf(await this.queries.measures(viewer, reference), ({ key }) => key, query);
  }

  @Post(':reference/withdrawal')
  @HttpCode(200)
  @Acts()
  @ApiOperation({ operationId: 'withdrawCase', summary: 'The organisation leaves its path' })
  @ApiOkResponse({ type: ActedDto })
  withdraw(
    @CurrentViewer() viewer: Viewer,
    @Param('reference') reference: string,
    @Body() { reason }: EndCaseDto,
    @IdempotencyKey() key: string,
  ): Promise<Acted> {
    return this.withdrawal.execute(signedIn(viewer), { reference, reason }, key);
  }

  @Post(':reference/termination')
  @HttpCode(200)
  @Acts()
  @ApiOperation({ operationId: 'terminateCase', summary: 'The programme ends the case' })
  @ApiOkResponse({ type: ActedDto })
  terminate(
    @CurrentViewer() viewer: Viewer,
    @Param('reference') reference: string,
    @Body() { reason }: EndCaseDto,
    @IdempotencyKey() key: string,
  ): Promise<Acted> {
    return this.termination.execute(signedIn(viewer), { reference, reason }, key);
  }

  @Post(':reference/incidents')
  @HttpCode(200)
  @Acts()
  @ApiOperation({ operationId: 'reportIncident', summary: 'Report something that needs a coordinator' })
  @ApiOkResponse({ type: ActedDto })
  report(
    @CurrentViewer() viewer: Viewer,
    @Param('reference') reference: string,
    @Body() { reason, subject }: ReportIncidentDto,
    @IdempotencyKey() key: string,
  ): Promise<Acted> {
    return this.reports.execute(
      signedIn(viewer),
      { reference, reason, ...(subject === undefined ? {} : { subject }) },
      key,
    );
  }

  @Post(':reference/recovery')
  @HttpCode(200)
  @Acts()
  @ApiOperation({
    operationId: 'recoverCase',
    summary: 'Start the workflow of a case again from its log; harmless while it runs',
  })
  @ApiOkResponse({ type: RecoveredDto })
  recover(
    @CurrentViewer() viewer: Viewer,
    @Param('reference') reference: string,
    @IdempotencyKey() key: string,
  ): Promise<Readonly<RecoveredDto>> {
    return this.recovery.execute(signedIn(viewer), reference, key);
  }
}
