import { Controller, Get, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { PageFilter } from './page.filter.js';
import { sendHtml } from './requests.js';
import { NothingTyped } from './unsent.js';
import { UnsentPage } from './unsent.view.js';
import { SignedInGuard, Visited, type Visit } from './visit.js';

/** A form that was posted after the session had ended and has no page of its own: sent at a click, or left. */
@Controller('console/unsent')
@UseGuards(SignedInGuard)
@UseFilters(PageFilter)
export class UnsentController {
  @Get()
  show(@Visited() visit: Visit, @Req() request: Request, @Res() response: Response): void {
    sendHtml(response, 200, <UnsentPage visit={visit} unsent={request.session.unsent ?? null} />);
  }

  /** Leaves it. */
  @Post()
  @NothingTyped()
  leave(@Req() request: Request, @Res() response: Response): void {
    delete request.session.unsent;
    response.redirect(303, '/console');
  }
}
