import { Controller, Get, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { isCountry, timeZoneOf } from '#libs/calendars';
import { CalendarQueries, ChangeCalendar, DirectoryQueries } from '#libs/cases';
import { CaseClock } from '#libs/config';
import { addDays } from '#libs/domain';
import { answered } from '../http/answered.js';
import { PageFilter } from '../http/page.filter.js';
import { textOf } from '../http/form-post.js';
import { bodyOfRequest, sendHtml } from '../http/requests.js';
import { newFormKey } from '../http/tokens.js';
import { AskedAbout, type Asked } from '../http/unsent.js';
import { SignedInGuard, Visited, type Visit } from '../http/visit.js';
import { requestKey } from '../http/request-key.js';
import { CalendarPage } from './calendar.view.js';
import { changeOf, pageOf } from './posted-change.js';
import { BehindPage, PreviewPage } from './preview.view.js';

type Body = Readonly<Record<string, unknown>>;

/** What the forms of a change call its fields. */
const labels: Asked['fields'] = {
  ...{ country: ['organisation.country', 'country'], organisation: 'organisation.name' },
  ...{
    day: 'calendar.day',
    works: ['calendar.kind', { no: 'calendar.kind-off', yes: 'calendar.kind-worked' }],
  },
  ...{ from: 'season.from', to: 'season.to' },
};

/** The days that count: a country's year, and changes that are looked at before they are made. */
@Controller('console/calendars')
@UseGuards(SignedInGuard)
@UseFilters(PageFilter)
export class CalendarsController {
  constructor(
    private readonly queries: CalendarQueries,
    private readonly changes: ChangeCalendar,
    private readonly directory: DirectoryQueries,
    private readonly clock: CaseClock,
  ) {}

  @Get()
  async year(@Visited() visit: Visit, @Req() request: Request, @Res() response: Response): Promise<void> {
    const calendars = await this.queries.list(visit.viewer);
    const { query } = request;
    const country = typeof query['country'] === 'string' ? query['country'] : (calendars[0]?.country ?? '');
    const today = new Date(this.clock.now()).toISOString().slice(0, 10);
    const asked = typeof query['year'] === 'string' && /^(19|20)\d\d$/.test(query['year']);
    const year = asked ? Number(query['year']) : Number(today.slice(0, 4));
    const [calendar, ahead] = await Promise.all([
      this.queries.span(visit.viewer, country, { from: `${year}-01-01`, to: `${year}-12-31` }),
      this.queries.span(visit.viewer, country, { from: today, to: addDays(today, 365) }),
    ]);
    const props = { visit, calendars, calendar, year, ahead };
    sendHtml(response, 200, <CalendarPage {...props} />);
  }

  /** Changes nothing; a post, because only our own forms lead here. */
  @Post('preview')
  @AskedAbout('nav.calendars', labels)
  async preview(@Visited() visit: Visit, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.sendPreview(visit, response, bodyOfRequest(request), 200, null);
  }

  @Post('apply')
  @AskedAbout('nav.calendars', { ...labels, reason: 'calendar.reason' })
  async apply(@Visited() visit: Visit, @Req() request: Request, @Res() response: Response): Promise<void> {
    const body = bodyOfRequest(request);
    const change = changeOf(body);
    const reason = textOf(body['reason']);
    const key = requestKey(body['key'], { change, reason });
    const answer = await answered(() => this.changes.apply(visit.actor, change, reason, key));
    if (!answer.ok) await this.sendPreview(visit, response, body, answer.status, answer.notice);
    else if (answer.value.behind.length > 0)
      sendHtml(response, 200, <BehindPage visit={visit} change={change} changed={answer.value} />);
    else response.redirect(303, pageOf(change));
  }

  private async sendPreview(
    visit: Visit,
    response: Response,
    body: Body,
    status: number,
    notice: string | null,
  ): Promise<void> {
    const change = changeOf(body);
    const answer = await answered(() => this.changes.preview(visit.actor, change));
    const changed = answer.ok ? answer.value : null;
    const programmes = await this.directory.programmes(visit.viewer);
    const zoneOf = (programme: string) => {
      const country = programmes.find(({ code }) => code === programme)?.country ?? '';
      return isCountry(country) ? timeZoneOf(country) : 'UTC';
    };
    sendHtml(
      response,
      answer.ok ? status : answer.status,
      <PreviewPage
        {...{ visit, change, changed, body, zoneOf }}
        notice={notice ?? (answer.ok ? null : answer.notice)}
        formKey={newFormKey()}
      />,
    );
  }
}
