import { Delete, Get, HttpCode, Param, Res, StreamableFile } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiProduces } from '@nestjs/swagger';
import type { Response } from 'express';
import { ReadDocument, RemoveDraftDocument, signedIn } from '#libs/cases';
import type { Viewer } from '#libs/identity';
import { ApiController, CurrentViewer } from '../http/decorators.js';

/** Contents of uploads. */
@ApiController('documents', 'documents')
export class DocumentsController {
  constructor(
    private readonly reading: ReadDocument,
    private readonly removal: RemoveDraftDocument,
  ) {}

  @Get(':id')
  @ApiOperation({ operationId: 'getDocument', summary: 'Content of a document' })
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async get(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const { document, content } = await this.reading.execute(signedIn(viewer), id);
    // A file from outside never runs in a page of ours, whatever it says it is.
    response.setHeader('Content-Security-Policy', 'sandbox');
    response.setHeader('Cache-Control', 'private, no-store');
    response.attachment(document.name);
    return new StreamableFile(content, { type: document.mediaType, length: document.size });
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'removeDocument', summary: 'Take back an upload that was not handed in yet' })
  @ApiNoContentResponse()
  async remove(@CurrentViewer() viewer: Viewer, @Param('id') id: string): Promise<void> {
    await this.removal.execute(signedIn(viewer), id);
  }
}
