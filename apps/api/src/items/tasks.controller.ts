import { Body, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import {
  CompleteTask,
  CopyLink,
  filedDocuments,
  ItemQueries,
  signedIn,
  UploadDocument,
  type Acted,
  type CopiedLink,
  type DocumentView,
  type ItemView,
} from '#libs/cases';
import { largestDocument } from '#libs/documents';
import { DomainError } from '#libs/domain';
import type { Viewer } from '#libs/identity';
import { DocumentDto } from '../documents/document.dto.js';
import { ActedDto } from '../http/acted.js';
import { Acts, ApiController, CurrentViewer, IdempotencyKey } from '../http/decorators.js';
import { OptionalLine } from '../http/fields.js';
import { AnswersItself } from '../http/repeated.interceptor.js';
import { FilesSent, TakesFiles, type SentFile } from '../http/sent-files.js';
import { CompletionDto, CopiedLinkDto, CopyLinkDto, UploadDto } from './item-acts.dto.js';
import { ItemViewDto } from './item-view.dto.js';

/** The part of an upload that is no file. */
export class UploadFieldDto {
  @OptionalLine("Key of a file field of the task's form; without it, a paper that no form asks for.", 100)
  readonly field?: string;
}

/** Tasks: what is asked, handing it in, and its documents. */
@ApiController('tasks', 'work')
export class TasksController {
  constructor(
    private readonly queries: ItemQueries,
    private readonly completion: CompleteTask,
    private readonly uploading: UploadDocument,
    private readonly copying: CopyLink,
  ) {}

  @Get(':id')
  @ApiOperation({
    operationId: 'getTask',
    summary: 'A task with its form, what was saved, and what came before',
  })
  @ApiOkResponse({ type: ItemViewDto })
  async get(@CurrentViewer() viewer: Viewer, @Param('id') id: string): Promise<ItemView> {
    const view = await this.queries.itemView(signedIn(viewer), id);
    if (view.item.kind !== 'task') throw new DomainError('not-found', 'task.unknown', id);
    return view;
  }

  @Post(':id/completion')
  @HttpCode(200)
  @Acts()
  @ApiOperation({ operationId: 'completeTask', summary: 'Hand in a task' })
  @ApiOkResponse({ type: ActedDto })
  complete(
    @CurrentViewer() viewer: Viewer,
    @Param('id') item: string,
    @Body() { answers }: CompletionDto,
    @IdempotencyKey() key: string,
  ): Promise<Acted> {
    return this.completion.execute(signedIn(viewer), { item, answers }, key);
  }

  @Post(':id/links')
  @AnswersItself()
  @ApiOperation({
    operationId: 'copyLink',
    summary:
      'A link to a task of the company, for a messenger; the same for the same contact until it expires',
  })
  @ApiCreatedResponse({ type: CopiedLinkDto })
  copyLink(
    @CurrentViewer() viewer: Viewer,
    @Param('id') task: string,
    @Body() { ...wanted }: CopyLinkDto,
  ): Promise<CopiedLink> {
    return this.copying.execute(signedIn(viewer), { task, ...wanted });
  }

  @Post(':id/documents')
  @TakesFiles({ field: 'file', most: 1, largest: largestDocument, fields: 4 })
  @ApiBody({ type: UploadDto })
  @ApiOperation({
    operationId: 'uploadDocument',
    summary:
      'Upload a file; it stays a draft until a completion lists it. The same file for the same field is kept once.',
  })
  @ApiCreatedResponse({ type: DocumentDto })
  async upload(
    @CurrentViewer() viewer: Viewer,
    @Param('id') item: string,
    @Body() { field = filedDocuments }: UploadFieldDto,
    @FilesSent() [file]: readonly SentFile[],
  ): Promise<DocumentView> {
    if (!file)
      throw new DomainError('invalid', 'document.missing', item, {
        hint: 'Send multipart/form-data with the parts `field` and `file`.',
      });
    return this.uploading.execute(signedIn(viewer), { item, field, ...file });
  }
}
