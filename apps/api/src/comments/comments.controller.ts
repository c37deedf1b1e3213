import { Body, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { AddComment, CommentQueries, signedIn, type CommentView, type Page } from '#libs/cases';
import type { Viewer } from '#libs/identity';
import { ApiController, CurrentViewer, IdempotencyKey, Keyed } from '../http/decorators.js';
import { PageQuery, pageOf } from '../http/page.js';
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
  @ApiOperation({
    operationId: 'addComment',
    summary: 'Say something about a case to those who run and judge it',
  })
  @ApiCreatedResponse({ type: AddedCommentDto })
  async add(
    @CurrentViewer() viewer: Viewer,
    @Param('reference') reference: string,
    @Body() { ...said }: AddCommentDto,
    @IdempotencyKey() key: string,
  ): Promise<AddedCommentDto> {
    const { id } = await this.adding.execute(signedIn(viewer), { reference, ...said }, key, 'api');
    return { id, reference };
  }
}
