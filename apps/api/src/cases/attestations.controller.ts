import { Get, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces } from '@nestjs/swagger';
import type { Response } from 'express';
import { Attestations } from '#libs/cases';
import type { Viewer } from '#libs/identity';
import { languages, type Language } from '#libs/wording';
import { ApiController, CurrentViewer } from '../http/decorators.js';
import { OptionalOneOf } from '../http/fields.js';

export class AttestationQuery {
  @OptionalOneOf(languages, 'Language to write it in; your own unless told.')
  readonly language?: Language;
}

/** What a company gets at the end of its path. */
@ApiController('cases', 'cases')
export class AttestationsController {
  constructor(private readonly attestations: Attestations) {}

  @Get(':reference/attestation')
  @ApiOperation({
    operationId: 'getAttestation',
    summary: 'Attestation of participation, once a company has gone its whole path',
    description: 'A conflict (`attestation.not-done`) before. Figures are in it as far as you may see them.',
  })
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async get(
    @CurrentViewer() viewer: Viewer,
    @Param('reference') reference: string,
    @Query() { language }: AttestationQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const { name, content } = await this.attestations.file(
      { ...viewer, ...(language !== undefined && { language }) },
      reference,
    );
    response.setHeader('Cache-Control', 'private, no-store');
    response.attachment(name);
    return new StreamableFile(content, { type: 'application/pdf', length: content.length });
  }
}
