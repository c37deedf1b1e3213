import { Controller, Get, Inject, Param, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DueDates, VisitQueries } from '#libs/cases';
import { CaseClock } from '#libs/config';
import { addDays, DomainError } from '#libs/domain';
import { Accounts, CalendarFeeds, reachOf, type Viewer } from '#libs/identity';
import { INSTALLATION, type InstallationParts } from '#libs/installation';
import { PageFilter } from '../http/page.filter.js';
import { bodyOfRequest, sendHtml } from '../http/requests.js';
import { AskedAbout } from '../http/unsent.js';
import { SignedInGuard, Visited, type Visit } from '../http/visit.js';
import { dayIn } from '../text/days.js';
import { inZone, speechFor } from '../text/messages.js';
import { feedOf } from './feed.js';
import { FeedPage } from './feed.view.js';

/** Days before today, and after it, that a calendar program gets. */
const [past, ahead] = [31, 400];

/** One's own due dates in a calendar program: the address for it, given, renewed and taken back. */
@Controller('console/me/calendar')
@UseGuards(SignedInGuard)
@UseFilters(PageFilter)
export class OwnFeedController {
  constructor(
    private readonly feeds: CalendarFeeds,
    @Inject(INSTALLATION) private readonly parts: InstallationParts,
  ) {}

  @Get()
  async show(@Visited() visit: Visit, @Res() response: Response): Promise<void> {
    const token = await this.feeds.tokenOf(visit.viewer.person);
    const url = token === null ? null : `${baseOf(this.parts)}/calendar/${token}.ics`;
    sendHtml(response, 200, <FeedPage visit={visit} url={url} />);
  }

  @Post()
  @AskedAbout('feed.title')
  async change(@Visited() visit: Visit, @Req() request: Request, @Res() response: Response): Promise<void> {
    const { person } = visit.viewer;
    if (bodyOfRequest(request)['do'] === 'stop') await this.feeds.stop(person);
    else await this.feeds.renew(person);
    response.redirect(303, '/console/me/calendar');
  }
}

/** What the address answers; whoever has it reads what its person may see. */
@Controller('calendar')
@UseFilters(PageFilter)
export class FeedController {
  constructor(
    private readonly feeds: CalendarFeeds,
    private readonly accounts: Accounts,
    private readonly dates: DueDates,
    private readonly visits: VisitQueries,
    private readonly clock: CaseClock,
    @Inject(INSTALLATION) private readonly parts: InstallationParts,
  ) {}

  @Get(':file')
  async feed(@Param('file') file: string, @Res() response: Response): Promise<void> {
    const person = file.endsWith('.ics') ? await this.feeds.personOf(file.slice(0, -4)) : null;
    const viewer = person === null ? null : await this.accounts.viewerOfAccount(person);
    if (!viewer) throw new DomainError('not-found', 'calendar-feed.unknown');
    response.setHeader('Cache-Control', 'private, max-age=900').type('text/calendar');
    response.send(await this.text(viewer));
  }

  /** What waits for the person, and every date of the cases that the person coordinates. */
  private async text(viewer: Viewer): Promise<string> {
    const now = this.clock.now();
    const today = dayIn('UTC', now);
    const span = { from: addDays(today, -past), to: addDays(today, ahead) };
    const coordinates = reachOf(viewer, 'log-contact').length > 0;
    const [mine, coordinated, visits, coordinatedVisits] = await Promise.all([
      this.dates.between(viewer, { ...span, mine: true }, now),
      coordinates ? this.dates.between(viewer, { ...span, coordinated: true }, now) : [],
      this.visits.between(viewer, { ...span, mine: true }),
      coordinates ? this.visits.between(viewer, { ...span, coordinated: true }) : [],
    ]);
    const dates = new Map([...mine, ...coordinated].map((date) => [date.id, date]));
    const visited = new Map([...visits, ...coordinatedVisits].map((visit) => [visit.id, visit]));
    const speech = speechFor(viewer.language);
    return feedOf({
      name: speech.say('due.feed-name', { name: viewer.name }),
      language: speech.language,
      publicUrl: baseOf(this.parts),
      now,
      describe: ({ reference, at, timeZone }) =>
        at === null ? reference : `${reference} · ${inZone(speech, timeZone).say('date.full-time', { at })}`,
      dates: [...dates.values()],
      visits: [...visited.values()],
      nameVisit: ({ organisationName }) => speech.say('visit.of', { company: organisationName }),
    });
  }
}

function baseOf({ environment }: InstallationParts): string {
  return environment.PUBLIC_URL.replace(/\/+$/, '');
}
