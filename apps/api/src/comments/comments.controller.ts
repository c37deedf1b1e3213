import { Body, Get, Param, Post, Query, UploadedFiles, UseInterceptors } from '@nestjs/common';
import { FilesInterceptor } from '@nestjs/platform-express';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
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
import { StorableForm } from '../http/storable-form.js';
import { AddCommentDto, AddedCommentDto, CommentPage } from './comment.dto.js';

/** They are held in memory until they are stored: few at once. */
const files = FilesInterceptor('files', 5, {
  limits: { fileSize: largestDocument, files: 5, fields: 24, parts: 30 },
  defParamCharset: 'utf8',
});

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
  @UseInterceptors(files, StorableForm)
  @ApiConsumes('application/json', 'multipart/form-data')
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
    @UploadedFiles() sent: readonly Express.Multer.File[] | undefined,
    @IdempotencyKey() key: string,
  ): Promise<AddedCommentDto> {
    const input: AddCommentInput = {
      ...{ reference, text },
      ...(item !== undefined && { item }),
      ...(mentions && { mentions }),
      files: (sent ?? []).map(({ originalname: name, buffer: content }) => ({ name, content })),
    };
    const { id } = await this.adding.execute(signedIn(viewer), input, key, 'api');
    return { id, reference };
  }
}
