import { Body, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { DecideApproval, ItemQueries, signedIn, type Acted, type ItemView } from '#libs/cases';
import { DomainError } from '#libs/domain';
import type { Viewer } from '#libs/identity';
import { ActedDto } from '../http/acted.js';
import { Acts, ApiController, CurrentViewer, IdempotencyKey } from '../http/decorators.js';
import { DecideDto } from './item-acts.dto.js';
import { ItemViewDto } from './item-view.dto.js';

/** Approvals: what is to be decided on, and deciding. */
@ApiController('approvals', 'work')
export class ApprovalsController {
  constructor(
    private readonly queries: ItemQueries,
    private readonly decision: DecideApproval,
  ) {}

  @Get(':id')
  @ApiOperation({ operationId: 'getApproval', summary: 'An approval with what is to be decided on' })
  @ApiOkResponse({ type: ItemViewDto })
  async get(@CurrentViewer() viewer: Viewer, @Param('id') id: string): Promise<ItemView> {
    const view = await this.queries.itemView(signedIn(viewer), id);
    if (view.item.kind !== 'approval') throw new DomainError('not-found', 'approval.unknown', id);
    return view;
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
