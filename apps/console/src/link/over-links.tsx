import { Inject, Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { JSX } from 'preact';
import {
  isVisitId,
  UnsentByLink,
  WhomToCall,
  type KeptAnswer,
  type LinkAnswer,
  type LinkForm,
} from '#libs/cases';
import { INSTALLATION, type InstallationParts } from '#libs/installation';
import { AnswersView } from '../forms/answers.view.js';
import { decodeBody } from '../forms/form-encoding.js';
import type { PostedForm } from '../http/form-post.js';
import { sendHtml } from '../http/requests.js';
import { FormSeal } from '../http/tokens.js';
import { typedWords } from '../http/typed-words.js';
import { TypedBack, TypedLines } from '../layout/typed-back.view.js';
import type { Speech } from '../text/messages.js';
import { pathOf } from './link-pages.js';
import {
  ExpiredLinkPage,
  TakenBackPage,
  UnknownLinkPage,
  VisitOverPage,
  type KeptWords,
} from './link.views.js';

/** An answer under way behind a link. */
export interface LinkRequest {
  readonly token: string;
  readonly speech: Speech;
  readonly response: Response;
}

/** What a link is that lets nobody in. */
export type OverLink = Exclude<LinkAnswer, { status: 'valid' }>;

type Body = PostedForm['body'];

/** The pages of links whose time is over, and what becomes of words that were typed behind them until then. */
@Injectable()
export class OverLinks {
  private readonly seal: FormSeal;

  constructor(
    private readonly unsent: UnsentByLink,
    private readonly calls: WhomToCall,
    @Inject(INSTALLATION) { secret }: InstallationParts,
  ) {
    this.seal = new FormSeal(secret);
  }

  /** Reads only (I2). `asked`: another link is on its way. */
  async show(at: LinkRequest, link: OverLink, asked = false): Promise<void> {
    const kept = link.status === 'expired' && (await this.unsent.waits(at.token));
    await this.send(at, link, { kept, lost: [] }, { asked });
  }

  /** What was typed on one of the link's pages waits for the next link; where there is none, it is shown back. */
  async take(at: LinkRequest, link: OverLink, form: LinkForm, { body, uploads }: PostedForm): Promise<void> {
    if (typedWords(body).length === 0 && uploads.length === 0) {
      await this.show(at, link);
      return;
    }
    const { seal, ...typed } = body;
    const answer: KeptAnswer = this.seal.accepts(at.token, seal)
      ? await this.unsent.keep(at.token, { form, body: typed, files: uploads })
      : { status: 'shown', form: null };
    if (answer.status === 'kept') await this.send(at, link, { kept: true, lost: answer.lost });
    else await this.send(at, link, { kept: false, lost: [] }, { typed: shownBack(answer, body, at.speech) });
  }

  private async send(
    { token, speech, response }: LinkRequest,
    link: OverLink,
    words: KeptWords,
    { asked = false, typed }: { readonly asked?: boolean; readonly typed?: JSX.Element } = {},
  ): Promise<void> {
    const props = { speech, path: pathOf(token), typed };
    if (link.status === 'unknown') {
      sendHtml(response, 404, <UnknownLinkPage {...props} />);
      return;
    }
    if (link.status === 'taken-back') {
      const contact = await this.calls.of(link.reference);
      sendHtml(response, 410, <TakenBackPage {...props} link={link} contact={contact} />);
      return;
    }
    if (isVisitId(link.item)) {
      const contact = await this.calls.of(link.reference);
      sendHtml(response, 410, <VisitOverPage {...props} contact={contact} />);
      return;
    }
    const seal = this.seal.issue(token);
    sendHtml(
      response,
      asked ? 200 : 410,
      <ExpiredLinkPage {...props} {...words} seal={seal} asked={asked} />,
    );
  }
}

/** With the labels of its form, where we know which it was. */
function shownBack(
  { form }: Extract<KeptAnswer, { status: 'shown' }>,
  body: Body,
  speech: Speech,
): JSX.Element {
  const nothing = { documents: [], prerequisites: [], offered: {}, currency: '', documentHref: () => '' };
  return (
    <TypedBack how="copy" speech={speech}>
      {form ? (
        <AnswersView context={{ ...nothing, speech }} form={form} answers={decodeBody(form, body)} />
      ) : (
        <TypedLines words={typedWords(body)} />
      )}
    </TypedBack>
  );
}
