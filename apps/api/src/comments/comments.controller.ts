import { Body, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import {
  AddComment,
  CommentQueries,
  signedIn,
  type AddCommentInput,
  type CommentView,
  type Page,
} from '#libs/cases';
import { largestDocument } from '#libs/documents';
import type { Viewer } from '#libs/identity';
import { ApiController, CurrentViewer, IdempotencyKey, Keyed } from '../http/decorators.js';
import { PageQuery, pageOf } from '../http/page.js';
import { FilesSent, TakesFiles, type SentFile } from '../http/sent-files.js';
import { AddCommentDto, AddedCommentDto, CommentPage } from './comment.dto.js';

/** What people say about a case among themselves; no act, so it moves nothing. */
@ApiController('cases/:reference/comments', 'cases')
export class CommentsController {
  constructor(
    private readonly queries: CommentQueries,
    private readonly adding: AddComment,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listComments', summary: 'Comments on a case, oldest first' })
  @ApiOkResponse({ type: CommentPage })
  async list(
    @CurrentViewer() viewer: Viewer,
    @Param('reference') reference: string,
    @Query() query: PageQuery,
  ): Promise<Page<CommentView>> {
    return pageOf(await this.queries.ofCase(viewer, reference), ({ id }) => id, query);
  }

  @Post()
  @Keyed()
  @TakesFiles({ field: 'files', most: 5, largest: largestDocument, fields: 24, isOptional: true })
  @ApiBody({ type: AddCommentDto })
  @ApiOperation({
    operationId: 'addComment',
    summary: 'Say something about a case to those who run and judge it, with files or without',
  })
  @ApiCreatedResponse({ type: AddedCommentDto })
  async add(
    @CurrentViewer() viewer: Viewer,
    @Param('reference') reference: string,
    @Body() { text = '', item, mentions }: AddCommentDto,
    @FilesSent() files: readonly SentFile[],
    @IdempotencyKey() key: string,
  ): Promise<AddedCommentDto> {
    const input: AddCommentInput = {
      ...{ reference, text, files },
      ...(item !== undefined && { item }),
      ...(mentions && { mentions }),
    };
    const { id } = await this.adding.execute(signedIn(viewer), input, key, 'api');
    return { id, reference };
  }
}
