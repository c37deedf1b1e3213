import { Controller, Get, Param, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Attestations } from '#libs/cases';
import { PageFilter } from '../http/page.filter.js';
import { SignedInGuard, Visited, type Visit } from '../http/visit.js';
import { languageAsked, sendAttestation } from './send-attestation.js';

/** The attestation of a case, for people who signed in. */
@Controller('console/cases/:reference')
@UseGuards(SignedInGuard)
@UseFilters(PageFilter)
export class AttestationController {
  constructor(private readonly attestations: Attestations) {}

  @Get('attestation')
  async file(
    @Visited() { viewer, speech }: Visit,
    @Req() request: Request,
    @Res() response: Response,
    @Param('reference') reference: string,
  ): Promise<void> {
    const reader = { ...viewer, language: languageAsked(request, speech.language) };
    sendAttestation(response, await this.attestations.file(reader, reference));
  }
}
