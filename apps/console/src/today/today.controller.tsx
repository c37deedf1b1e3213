import { Controller, Get, Query, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { TodayQueries } from '#libs/cases';
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
    private readonly queries: TodayQueries,
    private readonly clock: CaseClock,
  ) {}

  /** `decided` is the approval that was answered on the list a moment ago. */
  @Get()
  async show(
    @Visited() visit: Visit,
    @Res() response: Response,
    @Query('cursor') cursor?: string,
    @Query('decided') decided?: string,
  ): Promise<void> {
    const { programme } = visit;
    const today = await this.queries.today(visit.viewer, {
      ...(cursor !== undefined && { cursor }),
      ...(programme !== '' && { programme }),
    });
    const props = { visit, today, cursor: cursor ?? null, now: this.clock.now() };
    sendHtml(response, 200, <TodayPage {...props} decided={decided ?? null} />);
  }
}
