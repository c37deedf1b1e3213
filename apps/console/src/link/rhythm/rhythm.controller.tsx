import { Controller, Get, Inject, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DirectoryQueries, LinkActors, OwnPreferences } from '#libs/cases';
import type { Viewer } from '#libs/identity';
import { INSTALLATION, type InstallationParts } from '#libs/installation';
import { rhythmOf } from '../../directory/posted.js';
import { answered } from '../../http/answered.js';
import { PageFilter } from '../../http/page.filter.js';
import { bodyOfRequest, sendHtml } from '../../http/requests.js';
import { FormSeal } from '../../http/tokens.js';
import type { Speech } from '../../text/messages.js';
import { pathOf, readIn, speechOf } from '../link-pages.js';
import { RhythmPage } from './rhythm.view.js';

/** How reminders reach somebody who has no account, behind the link of a mail to them. GET reads only (I2). */
@Controller('t')
@UseFilters(PageFilter)
export class RhythmController {
  private readonly seal: FormSeal;

  constructor(
    private readonly links: LinkActors,
    private readonly directory: DirectoryQueries,
    private readonly preferences: OwnPreferences,
    @Inject(INSTALLATION) { secret }: InstallationParts,
  ) {
    this.seal = new FormSeal(secret);
  }

  @Get(':token/mail')
  async show(@Req() request: Request, @Res() response: Response, @Param('token') token: string) {
    const notice = request.query['saved'] === '1' ? 'rhythm.saved' : null;
    await this.send(request, response, token, { status: 200, notice });
  }

  @Post(':token/mail')
  async change(@Req() request: Request, @Res() response: Response, @Param('token') token: string) {
    const { viewer, speech } = await this.reader(request, token);
    const body = bodyOfRequest(request);
    if (!viewer || !this.seal.accepts(token, body['seal'])) {
      await this.send(request, response, token, { status: 403, notice: 'sign-in.again' });
      return;
    }
    const answer = await answered(() => this.preferences.change(viewer, rhythmOf(body)));
    if (answer.ok) response.redirect(303, `${pathOf(token)}/mail?lang=${speech.language}&saved=1`);
    else await this.send(request, response, token, answer);
  }

  /** Whoever holds a link that is over, or one of one task alone (copied, or handed over), is sent to the link's own page. */
  private async send(
    request: Request,
    response: Response,
    token: string,
    { status, notice }: { readonly status: number; readonly notice: string | null },
  ): Promise<void> {
    const { viewer, speech } = await this.reader(request, token);
    if (!viewer) {
      response.redirect(303, pathOf(token));
      return;
    }
    const person = await this.directory.person(viewer, viewer.person);
    const props = { speech, person, notice, path: pathOf(token), seal: this.seal.issue(token) };
    sendHtml(response, status, <RhythmPage {...props} />);
  }

  private async reader(
    request: Request,
    token: string,
  ): Promise<{ readonly viewer: Viewer | null; readonly speech: Speech }> {
    const found = await this.links.resolve(token);
    const speech = speechOf(request, found);
    const link = readIn(found, speech);
    const isOwn = link.status === 'valid' && link.actor.channel === 'link' && !link.actor.declared;
    return { viewer: isOwn ? link.actor.viewer : null, speech };
  }
}
