import { Controller, Get, Inject, Param, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CaseFiles, CaseTrails, MessageQueries } from '#libs/cases';
import { INSTALLATION, type InstallationParts } from '#libs/installation';
import { PageFilter } from '../http/page.filter.js';
import { sendHtml } from '../http/requests.js';
import { SignedInGuard, Visited, type Visit } from '../http/visit.js';
import { temporalAddress } from '../temporal/temporal-address.js';
import { trailFilterOf } from './trail-query.js';
import { TrailPage } from './trail-page.view.js';

/** Transitions of the trail on one page. */
const trailPage = 40;

/** What happened on a case, and what was sent by hand beside it. */
@Controller('console/cases/:reference')
@UseGuards(SignedInGuard)
@UseFilters(PageFilter)
export class CaseTrailController {
  constructor(
    private readonly files: CaseFiles,
    private readonly trails: CaseTrails,
    private readonly messages: MessageQueries,
    @Inject(INSTALLATION) private readonly parts: InstallationParts,
  ) {}

  @Get('trail')
  async trail(
    @Visited() visit: Visit,
    @Req() { query }: Request,
    @Res() response: Response,
    @Param('reference') reference: string,
  ): Promise<void> {
    const filter = trailFilterOf(query);
    const { before } = query;
    const { viewer } = visit;
    const [head, view] = await Promise.all([
      this.files.head(viewer, reference),
      this.trails.page(viewer, reference, filter, {
        limit: trailPage,
        ...(typeof before === 'string' && { cursor: before }),
      }),
    ]);
    const messages = head.sees.mails ? await this.messages.ofCase(viewer, reference) : [];
    const temporalUrl = temporalAddress(this.parts, viewer, reference);
    sendHtml(response, 200, <TrailPage {...{ visit, head, view, filter, messages, temporalUrl }} />);
  }
}
