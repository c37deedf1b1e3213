import { Controller, Get, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { TodayQueries } from '#libs/cases';
import { PageFilter } from '../http/page.filter.js';
import { sendHtml } from '../http/requests.js';
import { SignedInGuard, Visited, type Visit } from '../http/visit.js';
import { LiveVisitors } from './live-visitors.js';
import { Alarm, Waiting } from './waiting.view.js';

/** What keeps an open page true: a line that says when to look again, and the counts in the navigation. */
@Controller('console')
@UseGuards(SignedInGuard)
@UseFilters(PageFilter)
export class LiveController {
  constructor(
    private readonly visitors: LiveVisitors,
    private readonly today: TodayQueries,
  ) {}

  @Get('live')
  live(@Visited() { viewer }: Visit, @Req() request: Request, @Res() response: Response): void {
    this.visitors.add(viewer, response, request.header('last-event-id') !== undefined);
  }

  @Get('waiting')
  async waiting(@Visited() { viewer, speech }: Visit, @Res() response: Response): Promise<void> {
    const [count, incidents, texts] = await Promise.all([
      this.today.count(viewer),
      this.today.openIncidents(viewer),
      this.today.brokenLetters(viewer),
    ]);
    sendHtml(
      response,
      200,
      <>
        <Waiting speech={speech} count={count} />
        <Alarm of="incidents-open" speech={speech} count={incidents} isSentAlong />
        <Alarm of="texts-broken" speech={speech} count={texts} isSentAlong />
      </>,
    );
  }
}
