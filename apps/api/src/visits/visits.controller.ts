import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import {
  AnswerVisit,
  EditVisit,
  MoveVisit,
  ProposeVisit,
  signedIn,
  VisitQueries,
  type Page,
  type VisitChanged,
  type VisitView,
} from '#libs/cases';
import type { Viewer } from '#libs/identity';
import { ApiController, CurrentViewer, IdempotencyKey, Keyed } from '../http/decorators.js';
import { PageQuery, pageOf } from '../http/page.js';
import {
  AskOtherDateDto,
  CancelVisitDto,
  ChooseSlotDto,
  EditVisitDto,
  MoveVisitDto,
  OfferSlotsDto,
  ProposeVisitDto,
  VisitChangedDto,
  VisitDto,
  VisitListQuery,
  VisitPage,
} from './visit.dto.js';

/** Visits of one company; no acts, so nothing of its path moves by them. */
@ApiController('cases/:reference/visits', 'visits')
export class CaseVisitsController {
  constructor(
    private readonly queries: VisitQueries,
    private readonly proposals: ProposeVisit,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listVisitsOfCase', summary: 'Visits of a case, in the order of proposal' })
  @ApiOkResponse({ type: VisitPage })
  async list(
    @CurrentViewer() viewer: Viewer,
    @Param('reference') reference: string,
    @Query() query: PageQuery,
  ): Promise<Page<VisitView>> {
    return pageOf(await this.queries.ofCase(signedIn(viewer), reference), ({ id }) => id, query);
  }

  @Post()
  @Keyed()
  @ApiOperation({ operationId: 'proposeVisit', summary: 'Offer a company dates for a visit' })
  @ApiCreatedResponse({ type: VisitChangedDto })
  propose(
    @CurrentViewer() viewer: Viewer,
    @Param('reference') reference: string,
    @Body() { ...wanted }: ProposeVisitDto,
    @IdempotencyKey() key: string,
  ): Promise<VisitChanged> {
    return this.proposals.execute(signedIn(viewer), { reference, ...wanted }, key);
  }
}

/** Visits of all cases, and what may be done about each. */
@ApiController('visits', 'visits')
export class VisitsController {
  constructor(
    private readonly queries: VisitQueries,
    private readonly proposals: ProposeVisit,
    private readonly answers: AnswerVisit,
    private readonly moving: MoveVisit,
    private readonly editing: EditVisit,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listVisits', summary: 'Visits you may see, at most 200' })
  @ApiOkResponse({ type: VisitPage })
  async list(@CurrentViewer() viewer: Viewer, @Query() query: VisitListQuery): Promise<Page<VisitView>> {
    const { part = 'upcoming', programme, mine } = query;
    const filter = { ...(programme !== undefined && { programme }), ...(mine !== undefined && { mine }) };
    return pageOf(await this.queries.list(viewer, part, filter), ({ id }) => id, query);
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getVisit', summary: 'One visit, with what the calendar says of its dates' })
  @ApiOkResponse({ type: VisitDto })
  get(@CurrentViewer() viewer: Viewer, @Param('id') id: string): Promise<VisitView> {
    return this.queries.one(signedIn(viewer), id);
  }

  @Post(':id/offers')
  @Keyed()
  @HttpCode(200)
  @ApiOperation({ operationId: 'offerSlots', summary: 'Offer other dates while none is agreed' })
  @ApiOkResponse({ type: VisitChangedDto })
  offer(
    @CurrentViewer() viewer: Viewer,
    @Param('id') visit: string,
    @Body() { ...wanted }: OfferSlotsDto,
    @IdempotencyKey() key: string,
  ): Promise<VisitChanged> {
    return this.proposals.again(signedIn(viewer), { visit, ...wanted }, key);
  }

  @Post(':id/confirmation')
  @Keyed()
  @HttpCode(200)
  @ApiOperation({ operationId: 'chooseSlot', summary: 'Agree on one of the dates; invitations go out' })
  @ApiOkResponse({ type: VisitChangedDto })
  choose(
    @CurrentViewer() viewer: Viewer,
    @Param('id') visit: string,
    @Body() { ...chosen }: ChooseSlotDto,
    @IdempotencyKey() key: string,
  ): Promise<VisitChanged> {
    return this.answers.choose(signedIn(viewer), { visit, ...chosen }, key);
  }

  @Post(':id/wish')
  @Keyed()
  @HttpCode(200)
  @ApiOperation({ operationId: 'askOtherDate', summary: 'Ask for another date' })
  @ApiOkResponse({ type: VisitChangedDto })
  ask(
    @CurrentViewer() viewer: Viewer,
    @Param('id') visit: string,
    @Body() { ...wish }: AskOtherDateDto,
    @IdempotencyKey() key: string,
  ): Promise<VisitChanged> {
    return this.answers.ask(signedIn(viewer), { visit, ...wish }, key);
  }

  @Post(':id/date')
  @Keyed()
  @HttpCode(200)
  @ApiOperation({ operationId: 'moveVisit', summary: 'Move an agreed visit; every invitation follows' })
  @ApiOkResponse({ type: VisitChangedDto })
  move(
    @CurrentViewer() viewer: Viewer,
    @Param('id') visit: string,
    @Body() { ...wanted }: MoveVisitDto,
    @IdempotencyKey() key: string,
  ): Promise<VisitChanged> {
    return this.moving.execute(signedIn(viewer), { visit, ...wanted }, key);
  }

  @Post(':id/details')
  @Keyed()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'editVisit',
    summary: 'Write the place or what to prepare anew; every invitation follows',
  })
  @ApiOkResponse({ type: VisitChangedDto })
  edit(
    @CurrentViewer() viewer: Viewer,
    @Param('id') visit: string,
    @Body() { ...wanted }: EditVisitDto,
    @IdempotencyKey() key: string,
  ): Promise<VisitChanged> {
    return this.editing.execute(signedIn(viewer), { visit, ...wanted }, key);
  }

  @Post(':id/cancellation')
  @Keyed()
  @HttpCode(200)
  @ApiOperation({ operationId: 'cancelVisit', summary: 'Call a visit off; invitations are taken back' })
  @ApiOkResponse({ type: VisitChangedDto })
  cancel(
    @CurrentViewer() viewer: Viewer,
    @Param('id') visit: string,
    @Body() { ...said }: CancelVisitDto,
    @IdempotencyKey() key: string,
  ): Promise<VisitChanged> {
    return this.answers.cancel(signedIn(viewer), { visit, ...said }, key);
  }
}
