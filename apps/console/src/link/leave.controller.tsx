import { Controller, Get, Inject, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ItemQueries, LinkActors, UnsentByLink, WithdrawCase, type Actor, type ItemView } from '#libs/cases';
import { INSTALLATION, type InstallationParts } from '#libs/installation';
import { answered } from '../http/answered.js';
import { PageFilter } from '../http/page.filter.js';
import { textOf } from '../http/form-post.js';
import { requestKey } from '../http/request-key.js';
import { bodyOfRequest, sendHtml } from '../http/requests.js';
import { FormSeal, newFormKey } from '../http/tokens.js';
import { inZone } from '../text/messages.js';
import { toneOf } from '../work/item-notices.js';
import { readerOf } from '../work/reader.js';
import { LeavePage, type LeaveState } from './leave.view.js';
import { pathOf, readIn, speechOf } from './link-pages.js';
import { OverLinks } from './over-links.js';

type Body = Readonly<Record<string, unknown>>;

/** Leaving the programme through the director's own link: a reason, a second look, and only then the act. */
@Controller('t')
@UseFilters(PageFilter)
export class LeaveController {
  private readonly seal: FormSeal;

  constructor(
    private readonly links: LinkActors,
    private readonly items: ItemQueries,
    private readonly withdraw: WithdrawCase,
    private readonly unsent: UnsentByLink,
    private readonly over: OverLinks,
    @Inject(INSTALLATION) parts: InstallationParts,
  ) {
    this.seal = new FormSeal(parts.secret);
  }

  @Get(':token/leave')
  async show(@Req() request: Request, @Res() response: Response, @Param('token') token: string) {
    await this.answer({ request, response, token, body: null }, async (reason, view) => {
      const left = view.case.status === 'closed' && view.case.outcome === 'withdrawn';
      const notice = reason === '' ? null : 'notice.kept';
      const key = newFormKey();
      return Promise.resolve(
        left ? { step: 'done', reason: '', notice: null, key } : { step: 'reason', reason, notice, key },
      );
    });
  }

  @Post(':token/leave')
  async post(@Req() request: Request, @Res() response: Response, @Param('token') token: string) {
    const body = bodyOfRequest(request);
    const key = typeof body['key'] === 'string' && body['key'] !== '' ? body['key'] : newFormKey();
    await this.answer({ request, response, token, body }, async (reason, view, actor) => {
      const asking: LeaveState = { step: 'reason', reason, notice: null, key };
      if (!this.seal.accepts(token, body['seal'])) return { ...asking, notice: 'sign-in.again' };
      if (reason === '') return { ...asking, notice: 'refusal.reason.required' };
      if (body['do'] !== 'leave') return body['do'] === 'edit' ? asking : { ...asking, step: 'sure' };
      const { reference } = view.case;
      const answer = await answered(() =>
        this.withdraw.execute(actor, { reference, reason }, requestKey(key, reason)),
      );
      if (!answer.ok) return { ...asking, step: 'sure', notice: answer.notice };
      await this.unsent.discard(actor, 'leave');
      return 'done';
    });
  }

  /** Everybody but the director with a link of their own is sent to the link's page; nothing that was typed goes with that. */
  private async answer(
    asked: {
      readonly request: Request;
      readonly response: Response;
      readonly token: string;
      /** Null for a page that is read. */
      readonly body: Body | null;
    },
    next: (reason: string, view: ItemView, actor: Actor) => Promise<LeaveState | 'done'>,
  ): Promise<void> {
    const { request, response, token, body } = asked;
    const found = await this.links.resolve(token);
    const speech = speechOf(request, found);
    const link = readIn(found, speech);
    if (link.status !== 'valid') {
      if (body) await this.over.take({ token, speech, response }, link, 'leave', { body, uploads: [] });
      else response.redirect(303, pathOf(token));
      return;
    }
    const here = `${pathOf(token)}/leave?lang=${speech.language}`;
    const view = await this.items.itemView(link.actor, link.item);
    const reason = textOf((body ?? (await this.waiting(link.actor)))['reason']);
    const mayLeave = readerOf(link.actor, view, { leaveHref: here, fileHref: null }).leaveHref !== null;
    const isHere = mayLeave || view.case.outcome === 'withdrawn';
    if (!isHere && reason === '') {
      response.redirect(303, pathOf(token));
      return;
    }
    const state = isHere
      ? await next(reason, view, link.actor)
      : ({ step: 'closed', reason, notice: 'leave.closed', key: '' } as const);
    if (state === 'done') {
      response.redirect(303, here);
      return;
    }
    const props = { view, state, path: pathOf(token), seal: this.seal.issue(token) };
    const isWrong = state.notice !== null && toneOf(state.notice) === 'bad';
    sendHtml(
      response,
      state.step === 'closed' ? 409 : isWrong ? 422 : 200,
      <LeavePage {...props} speech={inZone(speech, view.case.timeZone)} />,
    );
  }

  /** What was typed here until an earlier link was over. */
  private async waiting(actor: Actor): Promise<Body> {
    const found = await this.unsent.of(actor);
    return found.find(({ form }) => form === 'leave')?.body ?? {};
  }
}
