import { Controller, Get, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { PageFilter } from '../http/page.filter.js';
import { bodyOfRequest, sendHtml } from '../http/requests.js';
import { newFormKey } from '../http/tokens.js';
import { ShownAgain } from '../http/unsent.js';
import { SignedInGuard, unsentOn, Visited, type Visit } from '../http/visit.js';
import { Together, togetherOf } from './together.js';
import { TogetherPage, TogetherReportPage } from './together.view.js';

/** Several decisions at once: chosen on *Today*, answered here, reported one by one. */
@Controller('console/decisions')
@UseGuards(SignedInGuard)
@UseFilters(PageFilter)
export class TogetherController {
  constructor(private readonly together: Together) {}

  @Get()
  async show(@Visited() visit: Visit, @Req() request: Request, @Res() response: Response): Promise<void> {
    const unsent = unsentOn(request, visit);
    const typed = togetherOf(unsent ?? request.query);
    const views = (await this.together.views(visit.actor, typed.items)).filter(({ item }) => item.mayAct);
    const notice = unsent ? 'notice.resumed' : null;
    const props = { visit, views, typed, problems: {}, notice, formKey: newFormKey() };
    sendHtml(response, 200, <TogetherPage {...props} />);
  }

  @Post()
  @ShownAgain()
  async post(@Visited() visit: Visit, @Req() request: Request, @Res() response: Response): Promise<void> {
    const body = bodyOfRequest(request);
    const typed = togetherOf(body);
    const formKey = typeof body['key'] === 'string' && body['key'] !== '' ? body['key'] : newFormKey();
    const views = await this.together.views(visit.actor, typed.items);
    if (views.length === 0) {
      sendHtml(
        response,
        422,
        <TogetherPage {...{ visit, views, typed, problems: {}, notice: null, formKey }} />,
      );
      return;
    }
    const answer = await this.together.post(visit.actor, views, typed, formKey);
    if (answer.kind === 'page') {
      const { problems } = answer;
      sendHtml(response, 422, <TogetherPage {...{ visit, views, typed, problems, notice: null, formKey }} />);
      return;
    }
    const { outcome, reason, ranks } = typed;
    const again = [
      ['key', formKey] as const,
      ['outcome', outcome] as const,
      ['reason', reason] as const,
      ...Object.entries(ranks).map(([item, rank]) => [`rank.${item}`, rank] as const),
    ];
    const { reports } = answer;
    sendHtml(response, 200, <TogetherReportPage {...{ visit, views, reports, again }} />);
  }
}
