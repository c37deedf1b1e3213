import { Controller, Get, Inject, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { Request, Response } from 'express';
import { h } from 'preact';
import {
  FreshLink,
  isVisitId,
  LinkActors,
  ReadDocument,
  UnsentByLink,
  type LinkAnswer,
  type UnsentPage,
} from '#libs/cases';
import { INSTALLATION, type InstallationParts } from '#libs/installation';
import { sendDocument } from '../http/send-document.js';
import { PageFilter } from '../http/page.filter.js';
import { postedForm } from '../http/form-post.js';
import { cookieOf, sendHtml } from '../http/requests.js';
import { FormSeal } from '../http/tokens.js';
import { LightPage } from '../layout/document.view.js';
import type { Speech } from '../text/messages.js';
import { noticeOn, noticeQuery } from '../work/item-notices.js';
import { ItemPages, type ItemAnswer } from '../work/item-pages.js';
import type { Door } from '../work/item-parts.view.js';
import { formPosted } from '../work/resumed.js';
import { KeptElsewhere } from './kept-elsewhere.view.js';
import { KeepLanguage, languageOffer, type LanguageOffer } from './keep-language.view.js';
import { deviceCookie, MailedCodeGate } from './mailed-code-gate.js';
import { pathOf, readIn, speechOf } from './link-pages.js';
import { OverLinks } from './over-links.js';

/** The pages behind the links of mails. GET and HEAD read (I2); a POST carries the seal of a page that was rendered for this link. */
@Controller('t')
@UseFilters(PageFilter)
export class LinkController {
  private readonly seal: FormSeal;
  private readonly secure: boolean;

  constructor(
    private readonly links: LinkActors,
    private readonly pages: ItemPages,
    private readonly fresh: FreshLink,
    private readonly documents: ReadDocument,
    private readonly codes: MailedCodeGate,
    private readonly unsent: UnsentByLink,
    private readonly over: OverLinks,
    @Inject(INSTALLATION) parts: InstallationParts,
  ) {
    this.seal = new FormSeal(parts.secret);
    this.secure = parts.environment.PUBLIC_URL.startsWith('https:');
  }

  @Get(':token')
  async show(
    @Req() request: Request,
    @Res() response: Response,
    @Param('token') token: string,
  ): Promise<void> {
    const found = await this.links.resolve(token, deviceOf(request));
    const speech = speechOf(request, found);
    const link = readIn(found, speech);
    if (link.status !== 'valid') {
      await this.over.show({ token, speech, response }, link, request.query['asked'] === '1');
      return;
    }
    if (isVisitId(link.item)) {
      response.redirect(303, `${pathOf(token)}/visits/${link.item}?lang=${speech.language}`);
      return;
    }
    const door = this.door(token, speech, null);
    const unsent = await this.unsent.of(link.actor);
    const page = await this.pages.show(link.actor, link.item, door, speech, {
      notice: noticeOn(request),
      unsent: { bodies: unsent.filter(isOfStep).map(({ body }) => body), notice: 'notice.kept' },
    });
    sendLight(response, 200, token, page, { offer: this.offer(request, token, found), unsent });
  }

  @Get(':token/documents/:id')
  async document(
    @Req() request: Request,
    @Res() response: Response,
    @Param('token') token: string,
    @Param('id') id: string,
  ): Promise<void> {
    const link = await this.links.resolve(token, deviceOf(request));
    if (link.status !== 'valid') {
      response.redirect(303, pathOf(token));
      return;
    }
    const { document, content } = await this.documents.execute(link.actor, id);
    await sendDocument(response, document, content);
  }

  @Post(':token')
  async post(
    @Req() request: Request,
    @Res() response: Response,
    @Param('token') token: string,
  ): Promise<void> {
    const found = await this.links.resolve(token, deviceOf(request));
    const speech = speechOf(request, found);
    const link = readIn(found, speech);
    const posted = postedForm(request);
    const { body } = posted;
    const back = (query: string) =>
      response.redirect(303, `${pathOf(token)}?lang=${speech.language}${query}`);
    const sealed = this.seal.accepts(token, body['seal']);
    if (link.status !== 'valid') {
      if (sealed && body['do'] === 'fresh-link') {
        await this.fresh.execute(token);
        back('&asked=1');
      } else await this.over.take({ token, speech, response }, link, formPosted(body) ?? 'form', posted);
      return;
    }
    const browser = { cookie: deviceOf(request), response, secure: this.secure };
    const door = this.door(token, speech, this.codes.of(link.actor, token, browser));
    if (!sealed) {
      // Not from a page of ours, or one mangled on its way: shown again with what was typed, acting on nothing.
      const unsent = { bodies: [body], notice: 'notice.resumed' as const };
      const page = await this.pages.show(link.actor, link.item, door, speech, { unsent });
      sendLight(response, 403, token, page);
      return;
    }
    const answer = await this.pages.post(link.actor, link.item, door, speech, posted);
    const form = formPosted(body);
    if (form !== null && isSafe(answer)) await this.unsent.discard(link.actor, form);
    if (answer.kind === 'page') {
      sendLight(response, answer.status, token, answer);
      return;
    }
    const said = noticeQuery(answer.kind);
    back(said === '' ? '' : `&${said}`);
  }

  /** On a page that is read; where something was just refused there, nothing else is asked. */
  private offer(request: Request, token: string, link: LinkAnswer): LanguageOffer | null {
    const isKept = request.query['kept'] === '1';
    return languageOffer(link, { token, seal: this.seal.issue(token), page: 'item', isKept });
  }

  private door(token: string, speech: Speech, gate: Door['gate']): Door {
    return {
      action: `${pathOf(token)}?lang=${speech.language}`,
      hidden: [['seal', this.seal.issue(token)]],
      documentHref: (id) => `${pathOf(token)}/documents/${id}`,
      gate,
      leaveHref: `${pathOf(token)}/leave?lang=${speech.language}`,
      fileHref: `${pathOf(token)}/file?lang=${speech.language}`,
    };
  }
}

function sendLight(
  response: Response,
  status: number,
  token: string,
  page: Extract<ItemAnswer, { kind: 'page' }>,
  {
    offer = null,
    unsent = [],
  }: { readonly offer?: LanguageOffer | null; readonly unsent?: readonly UnsentPage[] } = {},
): void {
  const { view, speech, content } = page;
  const path = pathOf(token);
  const props = { speech, title: view.item.title, programme: view.case.programmeName, path };
  const children = [h(KeepLanguage, { offer, speech }), h(KeptElsewhere, { unsent, path, speech }), content];
  sendHtml(response, status, h(LightPage, { ...props, children }));
}

/** One of the forms on the step's own page. */
function isOfStep({ form }: UnsentPage): boolean {
  return form === 'form' || form === 'more-time' || form === 'hand-over';
}

/** Done, in the draft, or on the page beside what is wrong with it: what waited from an earlier link is of no more use. */
function isSafe(answer: ItemAnswer): boolean {
  return answer.kind !== 'page' || answer.status === 422;
}

/** What this browser was given when a code was typed in here. */
function deviceOf(request: Request): string | undefined {
  return cookieOf(request, deviceCookie);
}
