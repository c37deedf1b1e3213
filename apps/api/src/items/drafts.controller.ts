import { Body, Get, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { signedIn, TaskDrafts, type TaskDraft } from '#libs/cases';
import type { Viewer } from '#libs/identity';
import { ApiController, CurrentViewer } from '../http/decorators.js';
import { DraftDto, SaveDraftDto } from './item-acts.dto.js';

/** What was typed so far on a task's form. */
@ApiController('drafts', 'work')
export class DraftsController {
  constructor(private readonly drafts: TaskDrafts) {}

  @Get(':item')
  @ApiOperation({ operationId: 'getDraft', summary: "What is saved of a task's form" })
  @ApiOkResponse({ type: DraftDto })
  get(@CurrentViewer() viewer: Viewer, @Param('item') item: string): Promise<TaskDraft> {
    return this.drafts.load(signedIn(viewer), item);
  }

  @Put(':item')
  @ApiOperation({ operationId: 'saveDraft', summary: "Save a task's form without handing it in" })
  @ApiOkResponse({ type: DraftDto })
  save(
    @CurrentViewer() viewer: Viewer,
    @Param('item') item: string,
    @Body() { version, answers }: SaveDraftDto,
  ): Promise<TaskDraft> {
    return this.drafts.save(signedIn(viewer), { item, version, answers });
  }
}
