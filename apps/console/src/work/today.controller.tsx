import { Controller, Get, Query, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { WorkQueries } from '#libs/cases';
import { CaseClock } from '#libs/config';
import { PageFilter } from '../http/page.filter.js';
import { sendHtml } from '../http/requests.js';
import { SignedInGuard, Visited, type Visit } from '../http/visit.js';
import { TodayPage } from './today.view.js';

/** *Today*: what waits for whoever is signed in. */
@Controller('console')
@UseGuards(SignedInGuard)
@UseFilters(PageFilter)
export class TodayController {
  constructor(
    private readonly work: WorkQueries,
    private readonly clock: CaseClock,
  ) {}

  @Get()
  async show(
    @Visited() visit: Visit,
    @Res() response: Response,
    @Query('cursor') cursor?: string,
  ): Promise<void> {
    const [page, incidents] = await Promise.all([
      this.work.worklist(visit.viewer, cursor === undefined ? {} : { cursor }),
      this.work.incidents(visit.viewer, { open: true }),
    ]);
    const props = { visit, page, incidents: incidents.length, now: this.clock.now() };
    sendHtml(response, 200, <TodayPage {...props} />);
  }
}
