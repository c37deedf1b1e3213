import { Controller, Get, Inject, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ItemQueries, LinkActors, WithdrawCase, type Actor, type ItemView } from '#libs/cases';
import { INSTALLATION, type InstallationParts } from '#libs/installation';
import { answered } from '../cases/case-actions.js';
import { PageFilter } from '../http/page.filter.js';
import { bodyOfRequest, sendHtml } from '../http/requests.js';
import { FormSeal, newFormKey } from '../http/tokens.js';
import { inZone } from '../text/messages.js';
import { readerOf } from '../work/reader.js';
import { requestKey } from '../work/task-desk.js';
import { LeavePage, type LeaveState } from './leave.view.js';
import { pathOf, readIn, speechOf } from './link-pages.js';

/** Leaving the programme through the director's own link: a reason, a second look, and only then the act. */
@Controller('t')
@UseFilters(PageFilter)
export class LeaveController {
  private readonly seal: FormSeal;

  constructor(
    private readonly links: LinkActors,
    private readonly items: ItemQueries,
    private readonly withdraw: WithdrawCase,
    @Inject(INSTALLATION) parts: InstallationParts,
  ) {
    this.seal = new FormSeal(parts.secret);
  }

  @Get(':token/leave')
  async show(@Req() request: Request, @Res() response: Response, @Param('token') token: string) {
    await this.answer(request, response, token, async (view) => {
      const left = view.case.status === 'closed' && view.case.outcome === 'withdrawn';
      return Promise.resolve({ step: left ? 'done' : 'reason', reason: '', notice: null, key: newFormKey() });
    });
  }

  @Post(':token/leave')
  async post(@Req() request: Request, @Res() response: Response, @Param('token') token: string) {
    const body = bodyOfRequest(request);
    const reason = typeof body['reason'] === 'string' ? body['reason'].trim() : '';
    const key = typeof body['key'] === 'string' && body['key'] !== '' ? body['key'] : newFormKey();
    const asking: LeaveState = { step: 'reason', reason, notice: null, key };
    await this.answer(request, response, token, async (view, actor) => {
      if (!this.seal.accepts(token, body['seal'])) return { ...asking, notice: 'sign-in.again' };
      if (reason === '') return { ...asking, notice: 'refusal.reason.required' };
      if (body['do'] !== 'leave') return body['do'] === 'edit' ? asking : { ...asking, step: 'sure' };
      const { reference } = view.case;
      const answer = await answered(() =>
        this.withdraw.execute(actor, { reference, reason }, requestKey(key, reason)),
      );
      return answer.ok ? 'done' : { ...asking, step: 'sure', notice: answer.notice };
    });
  }

  /** Everybody but the director with a link of their own is sent to the link's page. */
  private async answer(
    request: Request,
    response: Response,
    token: string,
    next: (view: ItemView, actor: Actor) => Promise<LeaveState | 'done'>,
  ): Promise<void> {
    const found = await this.links.resolve(token);
    const speech = speechOf(request, found);
    const link = readIn(found, speech);
    const here = `${pathOf(token)}/leave?lang=${speech.language}`;
    const view = link.status === 'valid' ? await this.items.itemView(link.actor, link.item) : null;
    const mayLeave =
      link.status === 'valid' &&
      view !== null &&
      readerOf(link.actor, view, { leaveHref: here, fileHref: null }).leaveHref !== null;
    const hasLeft = view?.case.outcome === 'withdrawn';
    if (link.status !== 'valid' || !view || (!mayLeave && !hasLeft)) {
      response.redirect(303, pathOf(token));
      return;
    }
    const state = await next(view, link.actor);
    if (state === 'done') {
      response.redirect(303, here);
      return;
    }
    const said = inZone(speech, view.case.timeZone);
    const seal = this.seal.issue(token);
    sendHtml(
      response,
      state.notice === null ? 200 : 422,
      <LeavePage view={view} state={state} path={pathOf(token)} seal={seal} speech={said} />,
    );
  }
}
