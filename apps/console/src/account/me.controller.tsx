import { Controller, Get, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ArrangeSubstitution, DirectoryQueries, OwnPreferences, SubstitutionQueries } from '#libs/cases';
import { idOfSession, OpenSessions, programmesFor } from '#libs/identity';
import { rhythmOf, textIn } from '../directory/posted.js';
import { answered, type Refusal } from '../http/answered.js';
import { PageFilter } from '../http/page.filter.js';
import { bodyOfRequest, sendHtml } from '../http/requests.js';
import { AskedAbout } from '../http/unsent.js';
import { SignedInGuard, Visited, type Visit } from '../http/visit.js';
import { MePage } from './me.view.js';

/** One's own affairs: who stands in, how one is written to, and where one is signed in. Administrators arrange it for others here as well. */
@Controller('console/me')
@UseGuards(SignedInGuard)
@UseFilters(PageFilter)
export class MeController {
  constructor(
    private readonly arrangement: ArrangeSubstitution,
    private readonly substitutions: SubstitutionQueries,
    private readonly directory: DirectoryQueries,
    private readonly sessions: OpenSessions,
    private readonly preferences: OwnPreferences,
  ) {}

  @Get()
  async show(@Visited() visit: Visit, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.send(visit, request, response, 200, null);
  }

  @Post()
  @AskedAbout('nav.me', {
    programme: 'case.programme',
    ...{ person: 'substitution.person', substitute: 'substitution.substitute' },
    ...{ startsOn: 'substitution.from', endsOn: 'substitution.to', reason: 'substitution.reason' },
    ...{ mailRhythm: ['rhythm.label', 'rhythm'], shortcuts: ['shortcuts.on', 'answer'] },
  })
  async change(@Visited() visit: Visit, @Req() request: Request, @Res() response: Response): Promise<void> {
    const answer = await answered(() => this.doOne(visit, request));
    if (answer.ok) response.redirect(303, '/console/me');
    else await this.send(visit, request, response, answer.status, answer);
  }

  private async doOne({ viewer }: Visit, request: Request): Promise<void> {
    const body = bodyOfRequest(request);
    const { person } = viewer;
    switch (body['do']) {
      case 'substitute':
        await this.arrangement.execute(viewer, {
          programme: textIn(body, 'programme'),
          person: textIn(body, 'person') || person,
          substitute: textIn(body, 'substitute').toUpperCase(),
          startsOn: textIn(body, 'startsOn'),
          endsOn: textIn(body, 'endsOn'),
          reason: textIn(body, 'reason'),
        });
        return;
      case 'end-substitution':
        await this.arrangement.end(viewer, textIn(body, 'substitution'));
        return;
      case 'prefer':
        await this.preferences.change(viewer, rhythmOf(body));
        return;
      case 'prefer-keys':
        await this.preferences.change(viewer, { shortcuts: body['shortcuts'] === 'yes' });
        return;
      case 'end-session':
        await this.sessions.end(person, textIn(body, 'session'));
        return;
      case 'end-all':
        await this.sessions.endAll(person, idOfSession(request.sessionID));
    }
  }

  private async send(
    visit: Visit,
    request: Request,
    response: Response,
    status: number,
    refused: Refusal | null,
  ): Promise<void> {
    const { viewer } = visit;
    const seesPeople = programmesFor(viewer, 'view-people').length > 0;
    const [substitutions, sessions, programmes, me, people] = await Promise.all([
      this.substitutions.list(viewer),
      this.sessions.of(viewer.person),
      this.directory.programmes(viewer),
      this.directory.person(viewer, viewer.person),
      seesPeople ? this.directory.people(viewer) : [],
    ]);
    sendHtml(
      response,
      status,
      <MePage
        visit={visit}
        substitutions={substitutions}
        sessions={sessions}
        own={idOfSession(request.sessionID)}
        programmes={programmes}
        rhythm={me.mailRhythm}
        people={people}
        body={refused ? bodyOfRequest(request) : {}}
        notice={refused?.notice ?? null}
      />,
    );
  }
}
