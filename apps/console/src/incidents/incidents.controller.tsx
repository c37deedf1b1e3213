import { Controller, Get, Param, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { OwnIncident, RecoverCase, ResolveIncident, RetryMail, WorkQueries } from '#libs/cases';
import { CaseClock } from '#libs/config';
import { answered, type Answered } from '../http/answered.js';
import { PageFilter } from '../http/page.filter.js';
import { textOf } from '../http/form-post.js';
import { bodyOfRequest, sendHtml } from '../http/requests.js';
import { newFormKey } from '../http/tokens.js';
import { AskedAbout } from '../http/unsent.js';
import { SignedInGuard, Visited, type Visit } from '../http/visit.js';
import { requestKey } from '../http/request-key.js';
import { showing } from '../programme-choice/showing.js';
import { IncidentsPage, type FailedRemedy, type ShownIncidents } from './incidents.view.js';

/** What went wrong and waits for somebody to see to it. */
@Controller('console/incidents')
@UseGuards(SignedInGuard)
@UseFilters(PageFilter)
export class IncidentsController {
  constructor(
    private readonly work: WorkQueries,
    private readonly resolve: ResolveIncident,
    private readonly own: OwnIncident,
    private readonly recover: RecoverCase,
    private readonly mails: RetryMail,
    private readonly clock: CaseClock,
  ) {}

  @Get()
  async list(@Visited() visit: Visit, @Req() request: Request, @Res() response: Response): Promise<void> {
    const { all, mine, programme } = request.query;
    const shown = { all: all === 'yes', mine: mine === 'yes', retried: retriedOf(request.query) };
    await this.send(showing(visit, programme), response, 200, shown, null);
  }

  @Post(':id')
  @AskedAbout('incident.resolve', { reason: 'incident.how' })
  async settle(
    @Visited() visit: Visit,
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') incident: string,
  ): Promise<void> {
    const body = bodyOfRequest(request);
    const reason = textOf(body['reason']);
    const key = requestKey(body['key'], reason);
    const answer = await answered(() => this.resolve.execute(visit.actor, { incident, reason }, key));
    await this.finish(visit, response, incident, answer, reason);
  }

  @Post(':id/owner')
  @AskedAbout('incident.take')
  async take(
    @Visited() visit: Visit,
    @Res() response: Response,
    @Param('id') incident: string,
  ): Promise<void> {
    const answer = await answered(() => this.own.execute(visit.viewer, incident));
    await this.finish(visit, response, incident, answer);
  }

  /** Of a case that Temporal has lost. */
  @Post(':id/recovery')
  @AskedAbout('remedy.recover')
  async restart(
    @Visited() visit: Visit,
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') incident: string,
  ): Promise<void> {
    const reference = incident.replace(/\.(incident\.\d+|lost|mail)$/, '');
    const key = requestKey(bodyOfRequest(request)['key'], 'recovery');
    const answer = await answered(() => this.recover.execute(visit.actor, reference, key));
    await this.finish(visit, response, incident, answer);
  }

  /** The page it leads to says what became of the mails. */
  @Post(':id/retry')
  @AskedAbout('remedy.retry-mail')
  async retry(
    @Visited() visit: Visit,
    @Res() response: Response,
    @Param('id') incident: string,
  ): Promise<void> {
    const answer = await answered(async () => {
      const { sent, waiting, undeliverable } = await this.mails.execute(visit.viewer, incident);
      return `?sent=${sent}&waiting=${waiting}&undeliverable=${undeliverable}`;
    });
    await this.finish(visit, response, incident, answer, '', answer.ok ? answer.value : '');
  }

  private async finish(
    visit: Visit,
    response: Response,
    incident: string,
    answer: Answered<unknown>,
    reason = '',
    query = '',
  ): Promise<void> {
    if (answer.ok) response.redirect(303, `/console/incidents${query}`);
    else {
      const [every, shown] = [
        { ...visit, programme: '' },
        { all: false, mine: false, retried: null },
      ];
      await this.send(every, response, answer.status, shown, { incident, reason, notice: answer.notice });
    }
  }

  private async send(
    visit: Visit,
    response: Response,
    status: number,
    shown: ShownIncidents,
    failed: FailedRemedy | null,
  ): Promise<void> {
    const incidents = await this.work.incidents(visit.viewer, {
      ...(!shown.all && { open: true }),
      ...(shown.mine && { owner: visit.viewer.person }),
      ...(visit.programme !== '' && { programme: visit.programme }),
    });
    const props = { visit, incidents, shown, failed, now: this.clock.now(), formKey: newFormKey() };
    sendHtml(response, status, <IncidentsPage {...props} />);
  }
}

/** What a retry led to, from the address of the page it led to. */
function retriedOf(query: Request['query']): ShownIncidents['retried'] {
  const count = (name: string) => Number(query[name] ?? Number.NaN);
  const counted = { sent: count('sent'), waiting: count('waiting'), undeliverable: count('undeliverable') };
  return Object.values(counted).every((each) => Number.isSafeInteger(each) && each >= 0) ? counted : null;
}
