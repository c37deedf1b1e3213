import { Controller, Get, Inject, Param, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CaseFiles, CaseQueries, ReadMention } from '#libs/cases';
import { INSTALLATION, type InstallationParts } from '#libs/installation';
import { CaseFrame } from '../cases/case-frame.view.js';
import { temporalAddress } from '../temporal/temporal-address.js';
import { PageFilter } from '../http/page.filter.js';
import { postedForm } from '../http/form-post.js';
import { sendHtml } from '../http/requests.js';
import { AskedAbout, ShownAgain } from '../http/unsent.js';
import { SignedInGuard, unsentOn, Visited, type Visit } from '../http/visit.js';
import { inZone } from '../text/messages.js';
import { CommentDesk, commentOf, type CommentState } from './comment-desk.js';
import { CommentPages, newComment } from './comment-pages.js';

/** Comments on a case, and the mentions in them. */
@Controller('console')
@UseGuards(SignedInGuard)
@UseFilters(PageFilter)
export class CommentsController {
  constructor(
    private readonly files: CaseFiles,
    private readonly cases: CaseQueries,
    private readonly pages: CommentPages,
    private readonly desk: CommentDesk,
    private readonly reading: ReadMention,
    @Inject(INSTALLATION) private readonly parts: InstallationParts,
  ) {}

  @Get('cases/:reference/comments')
  async show(
    @Visited() visit: Visit,
    @Req() request: Request,
    @Res() response: Response,
    @Param('reference') reference: string,
  ): Promise<void> {
    const unsent = unsentOn(request, visit);
    const state: CommentState = unsent
      ? { ...newComment(), typed: commentOf(unsent), notice: visit.speech.say('notice.resumed') }
      : newComment();
    await this.send(visit, response, 200, reference, state);
  }

  @Post('cases/:reference/comments')
  @ShownAgain()
  async add(
    @Visited() visit: Visit,
    @Req() request: Request,
    @Res() response: Response,
    @Param('reference') reference: string,
  ): Promise<void> {
    const posted = postedForm(request);
    const answer = await this.desk.post(visit.actor, reference, posted, visit.speech);
    if (answer.kind === 'page') {
      await this.send(visit, response, answer.status, reference, answer.state);
      return;
    }
    const { item } = commentOf(posted.body);
    const page = item === '' ? visit.path : `/console/items/${encodeURIComponent(item)}`;
    response.redirect(303, `${page}#${answer.comment}`);
  }

  @Post('mentions/:comment')
  @AskedAbout('comments.noted')
  async read(
    @Visited() visit: Visit,
    @Res() response: Response,
    @Param('comment') comment: string,
  ): Promise<void> {
    const { reference } = await this.reading.execute(visit.viewer, comment);
    response.redirect(303, `/console/cases/${reference}/comments#${comment}`);
  }

  private async send(
    visit: Visit,
    response: Response,
    status: number,
    reference: string,
    state: CommentState,
  ): Promise<void> {
    const [head, summary] = await Promise.all([
      this.files.head(visit.viewer, reference),
      this.cases.summary(visit.viewer, 'comment', reference),
    ]);
    const speech = inZone(visit.speech, summary.timeZone);
    const section = await this.pages.section(visit, summary, speech, null, state);
    sendHtml(
      response,
      status,
      <CaseFrame
        visit={visit}
        head={head}
        tab="comments"
        temporalUrl={temporalAddress(this.parts, visit.viewer, reference)}
      >
        {section}
      </CaseFrame>,
    );
  }
}
