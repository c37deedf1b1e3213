import { Controller, Get, Post, Query, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { PageFilter } from '../http/page.filter.js';
import { bodyOfRequest, sendHtml } from '../http/requests.js';
import { save } from '../http/session.js';
import { NothingTyped } from '../http/unsent.js';
import { SignedInGuard, Visited, type Visit } from '../http/visit.js';
import { pageAfter } from './page-after.js';
import { ProgrammeChoicePage } from './programme-choice-page.view.js';

/** The programme to which the console's lists are narrowed. Kept no longer than the sign-in: a new day begins with everything. */
@Controller('console/programme')
@UseGuards(SignedInGuard)
@UseFilters(PageFilter)
export class ProgrammeChoiceController {
  /** For whoever has more of them than a menu holds. `back` is where the choice leads. */
  @Get()
  show(@Visited() visit: Visit, @Res() response: Response, @Query('back') back?: unknown): void {
    sendHtml(
      response,
      200,
      <ProgrammeChoicePage visit={visit} back={typeof back === 'string' ? back : '/console'} />,
    );
  }

  @Post()
  @NothingTyped()
  async choose(
    @Visited() { programmes }: Visit,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { programme, back } = bodyOfRequest(request);
    const chosen = programmes.find(({ code }) => code === programme);
    if (chosen) request.session.programme = chosen.code;
    else delete request.session.programme;
    await save(request);
    response.redirect(303, pageAfter(back));
  }
}
