import { Controller, Get, Inject, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { Request, Response } from 'express';
import { LinkActors, VisitQueries, type Actor } from '#libs/cases';
import { CaseClock } from '#libs/config';
import { INSTALLATION, type InstallationParts } from '#libs/installation';
import { PageFilter } from '../../http/page.filter.js';
import { bodyOfRequest, sendHtml } from '../../http/requests.js';
import { FormSeal } from '../../http/tokens.js';
import { dayIn } from '../../text/days.js';
import type { Speech } from '../../text/messages.js';
import { newVisitState, VisitDesk, type VisitState } from '../../visits/visit-desk.js';
import { pathOf, readIn, speechOf } from '../link-pages.js';
import { VisitLinkPage } from './visit-link.view.js';

/** A visit behind the link of a mail: dates to choose from, another one asked for, or none. GET reads only (I2). */
@Controller('t')
@UseFilters(PageFilter)
export class VisitLinkController {
  private readonly seal: FormSeal;

  constructor(
    private readonly links: LinkActors,
    private readonly queries: VisitQueries,
    private readonly desk: VisitDesk,
    private readonly clock: CaseClock,
    @Inject(INSTALLATION) { secret }: InstallationParts,
  ) {
    this.seal = new FormSeal(secret);
  }

  @Get(':token/visits/:id')
  async show(
    @Req() request: Request,
    @Res() response: Response,
    @Param('token') token: string,
    @Param('id') id: string,
  ): Promise<void> {
    const reader = await this.reader(request, token);
    if (!reader) {
      response.redirect(303, pathOf(token));
      return;
    }
    const saved = request.query['saved'] === '1';
    await this.send(response, 200, { ...reader, token, id }, newVisitState(), saved);
  }

  @Post(':token/visits/:id')
  async post(
    @Req() request: Request,
    @Res() response: Response,
    @Param('token') token: string,
    @Param('id') id: string,
  ): Promise<void> {
    const reader = await this.reader(request, token);
    if (!reader) {
      response.redirect(303, pathOf(token));
      return;
    }
    const { actor, speech } = reader;
    const body = bodyOfRequest(request);
    const here = { ...reader, token, id };
    if (!this.seal.accepts(token, body['seal'])) {
      await this.send(
        response,
        403,
        here,
        { ...newVisitState(), notice: speech.say('sign-in.again') },
        false,
      );
      return;
    }
    const { reference } = await this.queries.one(actor, id);
    const answer = await this.desk.act(actor, { id, reference }, body, speech);
    if (answer.kind === 'page') await this.send(response, answer.status, here, answer.state, false);
    else response.redirect(303, `${pathOf(token)}/visits/${id}?lang=${speech.language}&saved=1`);
  }

  /** Null for a link that is over. */
  private async reader(
    request: Request,
    token: string,
  ): Promise<{ readonly actor: Actor; readonly speech: Speech } | null> {
    const found = await this.links.resolve(token);
    const speech = speechOf(request, found);
    const link = readIn(found, speech);
    return link.status === 'valid' ? { actor: link.actor, speech } : null;
  }

  private async send(
    response: Response,
    status: number,
    at: { readonly actor: Actor; readonly speech: Speech; readonly token: string; readonly id: string },
    state: VisitState,
    saved: boolean,
  ): Promise<void> {
    const { actor, speech, token, id } = at;
    const view = await this.queries.one(actor, id);
    const props = { view, state, saved, path: pathOf(token), seal: this.seal.issue(token), speech };
    const today = dayIn(view.timeZone, this.clock.now());
    sendHtml(response, status, <VisitLinkPage {...props} today={today} />);
  }
}
