import { Controller, Get, Inject, Param, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CaseFiles, DirectoryQueries } from '#libs/cases';
import { CaseClock } from '#libs/config';
import { INSTALLATION, type InstallationParts } from '#libs/installation';
import { PageFilter } from '../http/page.filter.js';
import { bodyOfRequest, sendHtml } from '../http/requests.js';
import { newFormKey } from '../http/tokens.js';
import { AskedAbout, ShownAgain } from '../http/unsent.js';
import { SignedInGuard, unsentOn, Visited, type Visit } from '../http/visit.js';
import { CaseActions } from './case-actions.js';
import { ActionPage } from './action.view.js';
import { actionsOf, isCaseAction } from './case-action.js';
import { CasePage } from './case.view.js';
import { NewCasePage } from './new-case.view.js';
import { temporalAddress } from '../temporal/temporal-address.js';

/** Transitions that the first page tells of the trail. */
const latestShown = 6;

/** One case, and what a coordinator does to a whole case. */
@Controller('console/cases')
@UseGuards(SignedInGuard)
@UseFilters(PageFilter)
export class CasesController {
  constructor(
    private readonly files: CaseFiles,
    private readonly directory: DirectoryQueries,
    private readonly actions: CaseActions,
    private readonly clock: CaseClock,
    @Inject(INSTALLATION) private readonly parts: InstallationParts,
  ) {}

  @Get('new')
  async opening(@Visited() visit: Visit, @Res() response: Response): Promise<void> {
    await this.sendOpening(visit, response, 200, {}, null);
  }

  @Post('new')
  @AskedAbout('case.open', {
    ...{ programme: 'case.programme', organisation: 'item.company', definition: 'case.definition' },
  })
  async open(@Visited() visit: Visit, @Req() request: Request, @Res() response: Response): Promise<void> {
    const body = bodyOfRequest(request);
    const answer = await this.actions.open(visit.actor, body);
    if (answer.ok) response.redirect(303, `/console/cases/${answer.value.reference}`);
    else await this.sendOpening(visit, response, answer.status, body, answer.notice);
  }

  @Get(':reference')
  async show(
    @Visited() visit: Visit,
    @Res() response: Response,
    @Param('reference') reference: string,
  ): Promise<void> {
    const front = await this.files.front(visit.viewer, reference, latestShown);
    const temporalUrl = temporalAddress(this.parts, visit.viewer, reference);
    const props = { visit, ...front, temporalUrl, now: this.clock.now() };
    sendHtml(response, 200, <CasePage {...props} />);
  }

  @Get(':reference/:action')
  async confirm(
    @Visited() visit: Visit,
    @Req() request: Request,
    @Res() response: Response,
    @Param('reference') reference: string,
    @Param('action') action: string,
  ): Promise<void> {
    const unsent = unsentOn(request, visit);
    const { task } = request.query;
    const notice = unsent ? 'notice.resumed' : null;
    await this.sendAction(visit, response, 200, reference, action, unsent ?? { task }, notice);
  }

  @Post(':reference/:action')
  @ShownAgain()
  async act(
    @Visited() visit: Visit,
    @Req() request: Request,
    @Res() response: Response,
    @Param('reference') reference: string,
    @Param('action') action: string,
  ): Promise<void> {
    const body = bodyOfRequest(request);
    const answer = isCaseAction(action) ? await this.actions.act(visit.actor, reference, action, body) : null;
    if (answer && !answer.ok)
      await this.sendAction(visit, response, answer.status, reference, action, body, answer.notice);
    else response.redirect(303, `/console/cases/${encodeURIComponent(reference)}`);
  }

  private async sendOpening(
    visit: Visit,
    response: Response,
    status: number,
    body: Readonly<Record<string, unknown>>,
    notice: string | null,
  ): Promise<void> {
    const [programmes, organisations] = await Promise.all([
      this.directory.programmes(visit.viewer),
      this.directory.organisations(visit.viewer),
    ]);
    const props = {
      visit,
      programmes,
      organisations,
      definitions: this.directory.definitions(visit.viewer),
      body,
      notice,
      formKey: newFormKey(),
    };
    sendHtml(response, status, <NewCasePage {...props} />);
  }

  private async sendAction(
    visit: Visit,
    response: Response,
    status: number,
    reference: string,
    action: string,
    body: Readonly<Record<string, unknown>>,
    notice: string | null,
  ): Promise<void> {
    const view = await this.files.overview(visit.viewer, reference);
    if (!isCaseAction(action) || !actionsOf(view).includes(action)) {
      response.redirect(303, `/console/cases/${view.case.reference}`);
      return;
    }
    sendHtml(
      response,
      status,
      <ActionPage
        visit={visit}
        view={view}
        action={action}
        body={body}
        notice={notice}
        formKey={newFormKey()}
      />,
    );
  }
}
