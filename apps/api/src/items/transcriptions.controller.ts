import { Body, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { signedIn, TranscribeTask, type Acted } from '#libs/cases';
import type { Viewer } from '#libs/identity';
import { ActedDto } from '../http/acted.js';
import { Acts, ApiController, CurrentViewer, IdempotencyKey } from '../http/decorators.js';
import { ConfirmationDto, TranscribeDto } from './item-acts.dto.js';

/** What a company said outside the system: taken down, then confirmed by whoever said it. */
@ApiController('transcriptions', 'work')
export class TranscriptionsController {
  constructor(private readonly transcription: TranscribeTask) {}

  @Post()
  @HttpCode(200)
  @Acts()
  @ApiOperation({ operationId: 'transcribeTask', summary: 'Take down what a contact says to a task' })
  @ApiOkResponse({ type: ActedDto })
  transcribe(
    @CurrentViewer() viewer: Viewer,
    @Body() { ...said }: TranscribeDto,
    @IdempotencyKey() key: string,
  ): Promise<Acted> {
    return this.transcription.execute(signedIn(viewer), said, key);
  }

  @Post(':task/confirmation')
  @HttpCode(200)
  @Acts()
  @ApiOperation({
    operationId: 'confirmTranscription',
    summary: 'Confirm what was taken down for you, and hand it in as your own',
  })
  @ApiOkResponse({ type: ActedDto })
  confirm(
    @CurrentViewer() viewer: Viewer,
    @Param('task') task: string,
    @Body() { since }: ConfirmationDto,
    @IdempotencyKey() key: string,
  ): Promise<Acted> {
    return this.transcription.confirm(signedIn(viewer), task, key, since);
  }
}
