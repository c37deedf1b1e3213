import { Controller, Get, Param, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ResolveIncident, WorkQueries } from '#libs/cases';
import { PageFilter } from '../http/page.filter.js';
import { bodyOfRequest, sendHtml } from '../http/requests.js';
import { newFormKey } from '../http/tokens.js';
import { SignedInGuard, Visited, type Visit } from '../http/visit.js';
import { requestKey } from '../work/task-desk.js';
import { answered } from './case-actions.js';
import { IncidentsPage } from './incidents.view.js';

/** What went wrong and waits for somebody to see to it. */
@Controller('console/incidents')
@UseGuards(SignedInGuard)
@UseFilters(PageFilter)
export class IncidentsController {
  constructor(
    private readonly work: WorkQueries,
    private readonly resolve: ResolveIncident,
  ) {}

  @Get()
  async list(@Visited() visit: Visit, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.send(visit, response, 200, request.query['all'] === 'yes', null);
  }

  @Post(':id')
  async post(
    @Visited() visit: Visit,
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') incident: string,
  ): Promise<void> {
    const body = bodyOfRequest(request);
    const reason = typeof body['reason'] === 'string' ? body['reason'].trim() : '';
    const answer = await answered(() =>
      this.resolve.execute(visit.actor, { incident, reason }, requestKey(body['key'], reason)),
    );
    if (answer.ok) response.redirect(303, '/console/incidents');
    else await this.send(visit, response, answer.status, false, { incident, reason, notice: answer.notice });
  }

  private async send(
    visit: Visit,
    response: Response,
    status: number,
    all: boolean,
    failed: { incident: string; reason: string; notice: string } | null,
  ): Promise<void> {
    const incidents = await this.work.incidents(visit.viewer, all ? {} : { open: true });
    sendHtml(
      response,
      status,
      <IncidentsPage visit={visit} incidents={incidents} all={all} failed={failed} formKey={newFormKey()} />,
    );
  }
}
