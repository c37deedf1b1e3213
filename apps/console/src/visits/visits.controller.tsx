import { Controller, Get, Inject, Param, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CaseFiles, VisitQueries } from '#libs/cases';
import { CaseClock } from '#libs/config';
import { may } from '#libs/identity';
import { INSTALLATION, type InstallationParts } from '#libs/installation';
import { temporalAddress } from '../temporal/temporal-address.js';
import { PageFilter } from '../http/page.filter.js';
import { bodyOfRequest, sendHtml } from '../http/requests.js';
import { ShownAgain } from '../http/unsent.js';
import { SignedInGuard, unsentOn, Visited, type Visit } from '../http/visit.js';
import { showing } from '../programme-choice/showing.js';
import { dayIn } from '../text/days.js';
import { CaseVisitsPage } from './case-visits.view.js';
import { NewVisitPage } from './new-visit.view.js';
import { newVisitState, resumedVisit, VisitDesk, type VisitState } from './visit-desk.js';
import { VisitListPage } from './visit-list.view.js';
import { VisitPage } from './visit.view.js';

/** Visits: of all cases, of one, and one of them with what may be done about it. */
@Controller('console')
@UseGuards(SignedInGuard)
@UseFilters(PageFilter)
export class VisitsController {
  constructor(
    private readonly queries: VisitQueries,
    private readonly desk: VisitDesk,
    private readonly files: CaseFiles,
    private readonly clock: CaseClock,
    @Inject(INSTALLATION) private readonly parts: InstallationParts,
  ) {}

  @Get('visits')
  async list(@Visited() visitor: Visit, @Req() { query }: Request, @Res() response: Response): Promise<void> {
    const visit = showing(visitor, query['programme']);
    const { viewer, programme } = visit;
    const mine = query['mine'] === 'yes';
    const part = query['part'] === 'over' ? 'over' : 'ahead';
    const filter = { mine, ...(programme !== '' && { programme }) };
    const [unanswered, upcoming, over] = await Promise.all([
      part === 'ahead' ? this.queries.list(viewer, 'unanswered', filter) : [],
      part === 'ahead' ? this.queries.list(viewer, 'upcoming', filter) : [],
      part === 'over' ? this.queries.list(viewer, 'over', filter) : [],
    ]);
    const props = { visit, part, mine, unanswered, upcoming, over } as const;
    sendHtml(response, 200, <VisitListPage {...props} />);
  }

  @Get('cases/:reference/visits')
  async ofCase(
    @Visited() visit: Visit,
    @Res() response: Response,
    @Param('reference') reference: string,
  ): Promise<void> {
    const [visits, head] = await Promise.all([
      this.queries.ofCase(visit.actor, reference),
      this.files.head(visit.viewer, reference),
    ]);
    const { status, suspendedAt } = head.case;
    const isRunning = status === 'open' && suspendedAt === null;
    const mayPropose = isRunning && may(visit.viewer, 'arrange-visits', head.case);
    const props = { visit, head, visits, mayPropose, temporalUrl: this.temporal(visit, reference) };
    sendHtml(response, 200, <CaseVisitsPage {...props} />);
  }

  @Get('cases/:reference/visits/new')
  async fresh(
    @Visited() visit: Visit,
    @Req() request: Request,
    @Res() response: Response,
    @Param('reference') reference: string,
  ): Promise<void> {
    const { task } = request.query;
    const unsent = unsentOn(request, visit);
    const state = unsent
      ? resumedVisit(unsent, visit.speech)
      : newVisitState({
          visitors: [visit.viewer.person],
          functions: ['director', 'technical'],
          item: typeof task === 'string' ? task : '',
        });
    await this.sendNew(visit, response, 200, reference, state);
  }

  @Post('cases/:reference/visits/new')
  @ShownAgain()
  async propose(
    @Visited() visit: Visit,
    @Req() request: Request,
    @Res() response: Response,
    @Param('reference') reference: string,
  ): Promise<void> {
    const answer = await this.desk.propose(visit.actor, reference, bodyOfRequest(request), visit.speech);
    if (answer.kind === 'page') await this.sendNew(visit, response, answer.status, reference, answer.state);
    else response.redirect(303, `/console/visits/${answer.visit.id}?saved=1`);
  }

  @Get('visits/:id')
  async show(
    @Visited() visit: Visit,
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
  ): Promise<void> {
    const unsent = unsentOn(request, visit);
    const state = unsent ? resumedVisit(unsent, visit.speech) : newVisitState();
    await this.send(visit, response, 200, id, state, request.query['saved'] === '1');
  }

  @Post('visits/:id')
  @ShownAgain()
  async act(
    @Visited() visit: Visit,
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
  ): Promise<void> {
    const { reference } = await this.queries.one(visit.actor, id);
    const answer = await this.desk.act(visit.actor, { id, reference }, bodyOfRequest(request), visit.speech);
    if (answer.kind === 'page') await this.send(visit, response, answer.status, id, answer.state, false);
    else response.redirect(303, `${visit.path}?saved=1`);
  }

  private async sendNew(
    visit: Visit,
    response: Response,
    status: number,
    reference: string,
    state: VisitState,
  ): Promise<void> {
    const [ground, head] = await Promise.all([
      this.queries.ground(visit.actor, reference),
      this.files.head(visit.viewer, reference),
    ]);
    const props = { visit, head, ground, state, temporalUrl: this.temporal(visit, reference) };
    sendHtml(response, status, <NewVisitPage {...props} />);
  }

  private async send(
    visit: Visit,
    response: Response,
    status: number,
    id: string,
    state: VisitState,
    saved: boolean,
  ): Promise<void> {
    const view = await this.queries.one(visit.actor, id);
    const head = await this.files.head(visit.viewer, view.reference);
    const today = dayIn(view.timeZone, this.clock.now());
    const temporalUrl = this.temporal(visit, view.reference);
    sendHtml(response, status, <VisitPage {...{ visit, head, view, state, today, saved, temporalUrl }} />);
  }

  private temporal({ viewer }: Visit, reference: string): string | null {
    return temporalAddress(this.parts, viewer, reference);
  }
}
