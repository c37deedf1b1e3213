import { Controller, Get, Inject, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { Request, Response } from 'express';
import {
  LinkActors,
  UnsentByLink,
  VisitQueries,
  WhomToCall,
  type Actor,
  type LinkAnswer,
  type LinkForm,
} from '#libs/cases';
import { CaseClock } from '#libs/config';
import { INSTALLATION, type InstallationParts } from '#libs/installation';
import { PageFilter } from '../../http/page.filter.js';
import { bodyOfRequest, sendHtml } from '../../http/requests.js';
import { FormSeal } from '../../http/tokens.js';
import { dayIn } from '../../text/days.js';
import type { Speech } from '../../text/messages.js';
import { newVisitState, resumedVisit, VisitDesk, type VisitState } from '../../visits/visit-desk.js';
import { pathOf, readIn, speechOf } from '../link-pages.js';
import { OverLinks } from '../over-links.js';
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
    private readonly calls: WhomToCall,
    private readonly unsent: UnsentByLink,
    private readonly over: OverLinks,
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
    const { link, speech } = await this.reader(request, token);
    if (link.status !== 'valid') {
      response.redirect(303, pathOf(token));
      return;
    }
    const { actor } = link;
    const waiting = (await this.unsent.of(actor)).find(({ form }) => form === formOf(id));
    const state = waiting
      ? { ...resumedVisit(waiting.body, speech), notice: speech.say('notice.kept') }
      : newVisitState();
    const told = { saved: request.query['saved'] === '1', kept: waiting !== undefined };
    await this.send(response, 200, { actor, speech, token, id }, state, told);
  }

  @Post(':token/visits/:id')
  async post(
    @Req() request: Request,
    @Res() response: Response,
    @Param('token') token: string,
    @Param('id') id: string,
  ): Promise<void> {
    const { link, speech } = await this.reader(request, token);
    const body = bodyOfRequest(request);
    if (link.status !== 'valid') {
      await this.over.take({ token, speech, response }, link, formOf(id), { body, uploads: [] });
      return;
    }
    const { actor } = link;
    const here = { actor, speech, token, id };
    if (!this.seal.accepts(token, body['seal'])) {
      await this.send(response, 403, here, {
        ...resumedVisit(body, speech),
        notice: speech.say('sign-in.again'),
      });
      return;
    }
    const { reference } = await this.queries.one(actor, id);
    const answer = await this.desk.act(actor, { id, reference }, body, speech);
    if (answer.kind === 'page') {
      await this.send(response, answer.status, here, answer.state);
      return;
    }
    await this.unsent.discard(actor, formOf(id));
    response.redirect(303, `${pathOf(token)}/visits/${id}?lang=${speech.language}&saved=1`);
  }

  private async reader(
    request: Request,
    token: string,
  ): Promise<{ readonly link: LinkAnswer; readonly speech: Speech }> {
    const found = await this.links.resolve(token);
    const speech = speechOf(request, found);
    return { link: readIn(found, speech), speech };
  }

  private async send(
    response: Response,
    status: number,
    at: { readonly actor: Actor; readonly speech: Speech; readonly token: string; readonly id: string },
    state: VisitState,
    told: { readonly saved: boolean; readonly kept: boolean } = { saved: false, kept: false },
  ): Promise<void> {
    const { actor, speech, token, id } = at;
    const view = await this.queries.one(actor, id);
    const contact = await this.calls.of(view.reference);
    const props = {
      ...told,
      view,
      contact,
      state,
      path: pathOf(token),
      seal: this.seal.issue(token),
      speech,
    };
    const today = dayIn(view.timeZone, this.clock.now());
    sendHtml(response, status, <VisitLinkPage {...props} today={today} />);
  }
}

/** What is typed on the page of one visit. */
function formOf(id: string): LinkForm {
  return `visit ${id}`;
}
