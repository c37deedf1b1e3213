import { Body, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { HandOver, ItemQueries, signedIn, TakeBack, type HandoverView } from '#libs/cases';
import type { Viewer } from '#libs/identity';
import { ApiController, CurrentViewer, IdempotencyKey, Keyed } from '../http/decorators.js';
import { HandOverDto } from './item-acts.dto.js';
import { HandoverDto } from './item-offers.dto.js';

/** Tasks of a company in the hands of colleagues whom the address book does not know; no acts, so nothing of a path moves by it. */
@ApiController('tasks/:id/handovers', 'work')
export class HandoversController {
  constructor(
    private readonly handing: HandOver,
    private readonly takingBack: TakeBack,
    private readonly queries: ItemQueries,
  ) {}

  @Post()
  @Keyed()
  @ApiOperation({
    operationId: 'handOverTask',
    summary: 'Pass your task on to a colleague, who gets a link to it by mail; signatures stay yours',
  })
  @ApiCreatedResponse({ type: HandoverDto })
  async handOver(
    @CurrentViewer() viewer: Viewer,
    @Param('id') task: string,
    @Body() { ...colleague }: HandOverDto,
    @IdempotencyKey() key: string,
  ): Promise<HandoverView> {
    const { id } = await this.handing.execute(signedIn(viewer), { task, ...colleague }, key);
    return this.shown(viewer, task, id);
  }

  @Post(':handover/end')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'takeBackTask',
    summary:
      'Take a task back: the link of the colleague opens nothing any more; a second time changes nothing',
  })
  @ApiOkResponse({ type: HandoverDto })
  async takeBack(
    @CurrentViewer() viewer: Viewer,
    @Param('id') task: string,
    @Param('handover') handover: string,
  ): Promise<HandoverView> {
    const { id } = await this.takingBack.execute(signedIn(viewer), { task, handover });
    return this.shown(viewer, task, id);
  }

  private async shown(viewer: Viewer, task: string, handover: string): Promise<HandoverView> {
    const { handovers } = await this.queries.itemView(signedIn(viewer), task);
    const found = handovers.find(({ id }) => id === handover);
    if (!found) throw new Error(`The handover ${handover} of ${task} has no view.`);
    return found;
  }
}
