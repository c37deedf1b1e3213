import { Body, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { DecideApproval, DecideMany, ItemQueries, signedIn, type Acted, type ItemView } from '#libs/cases';
import { DomainError } from '#libs/domain';
import type { Viewer } from '#libs/identity';
import { ActedDto } from '../http/acted.js';
import { Acts, ApiController, CurrentViewer, IdempotencyKey } from '../http/decorators.js';
import { DecideDto, DecideManyDto, DecisionReportsDto } from './item-acts.dto.js';
import { decisionReport } from './decision-report.js';
import { ItemViewDto } from './item-view.dto.js';

/** Approvals: what is to be decided on, and deciding. */
@ApiController('approvals', 'work')
export class ApprovalsController {
  constructor(
    private readonly queries: ItemQueries,
    private readonly decision: DecideApproval,
    private readonly many: DecideMany,
  ) {}

  @Get(':id')
  @ApiOperation({ operationId: 'getApproval', summary: 'An approval with what is to be decided on' })
  @ApiOkResponse({ type: ItemViewDto })
  async get(@CurrentViewer() viewer: Viewer, @Param('id') id: string): Promise<ItemView> {
    const view = await this.queries.itemView(signedIn(viewer), id);
    if (view.item.kind !== 'approval') throw new DomainError('not-found', 'approval.unknown', id);
    return view;
  }

  @Post('decisions')
  @HttpCode(200)
  @Acts()
  @ApiOperation({
    operationId: 'decideApprovals',
    summary: 'Decide on several approvals, each by itself; answers what went through and what did not',
  })
  @ApiOkResponse({ type: DecisionReportsDto })
  async decideMany(
    @CurrentViewer() viewer: Viewer,
    @Body() { decisions }: DecideManyDto,
    @IdempotencyKey() key: string,
  ): Promise<Readonly<DecisionReportsDto>> {
    const reports = await this.many.execute(
      signedIn(viewer),
      decisions.map(({ ...decision }) => decision),
      key,
    );
    return { reports: reports.map(decisionReport) };
  }

  @Post(':id/decisions')
  @HttpCode(200)
  @Acts()
  @ApiOperation({ operationId: 'decideApproval', summary: 'Approve, return for rework, reject or defer' })
  @ApiOkResponse({ type: ActedDto })
  decide(
    @CurrentViewer() viewer: Viewer,
    @Param('id') item: string,
    @Body() { ...decision }: DecideDto,
    @IdempotencyKey() key: string,
  ): Promise<Acted> {
    return this.decision.execute(signedIn(viewer), { item, ...decision }, key);
  }
}
