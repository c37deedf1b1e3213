import { Controller, Get, Param, Req, Res, UseFilters } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CheckAttestation } from '#libs/cases';
import { PageFilter } from '../http/page.filter.js';
import { languageOf, sendHtml } from '../http/requests.js';
import { inZone, speechFor } from '../text/messages.js';
import { CheckPage } from './check.view.js';

/** Whether a paper is one of ours: for whoever it is shown to, without a sign-in. */
@Controller('attestations')
@UseFilters(PageFilter)
export class AttestationCheckController {
  constructor(private readonly checking: CheckAttestation) {}

  @Get(':reference/:code')
  async check(
    @Req() request: Request,
    @Res() response: Response,
    @Param('reference') reference: string,
    @Param('code') code: string,
  ): Promise<void> {
    const speech = speechFor(languageOf(request, undefined));
    const found = await this.checking.execute(reference, code, speech.language);
    const said = found ? inZone(speech, found.timeZone) : speech;
    const path = `/attestations/${encodeURIComponent(reference)}/${encodeURIComponent(code)}`;
    sendHtml(response, found ? 200 : 404, <CheckPage found={found} path={path} speech={said} />);
  }
}
