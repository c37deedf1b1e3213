import { Controller, Get, Param, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { VisitQueries, type ItemView } from '#libs/cases';
import { may } from '#libs/identity';
import { PageFilter } from '../http/page.filter.js';
import { postedForm } from '../http/form-post.js';
import { sendHtml } from '../http/requests.js';
import { ShownAgain } from '../http/unsent.js';
import { allUnsentOn, SignedInGuard, Visited, type Visit } from '../http/visit.js';
import { CommentPages } from '../comments/comment-pages.js';
import { ConsolePage } from '../layout/console.view.js';
import { VisitLines } from '../visits/visit-line.view.js';
import { concernsVisit, ItemActions, ItemCrumbs } from './item-actions.view.js';
import { noticeOn, noticeQuery } from './item-notices.js';
import { ItemPages, type ItemAnswer } from './item-pages.js';
import type { Door } from './item-parts.view.js';

/** Tasks, approvals and documents for people who signed in. */
@Controller('console')
@UseGuards(SignedInGuard)
@UseFilters(PageFilter)
export class ItemsController {
  constructor(
    private readonly pages: ItemPages,
    private readonly comments: CommentPages,
    private readonly visits: VisitQueries,
  ) {}

  @Get('items/:id')
  async show(
    @Visited() visit: Visit,
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
  ): Promise<void> {
    const bodies = allUnsentOn(request, visit);
    const page = await this.pages.show(visit.actor, id, doorOf(visit), visit.speech, {
      notice: noticeOn(request),
      unsent: bodies.length > 0 ? { bodies, notice: 'notice.resumed' } : undefined,
    });
    await this.send(response, visit, page);
  }

  @Post('items/:id')
  @ShownAgain()
  async post(
    @Visited() visit: Visit,
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
  ): Promise<void> {
    const posted = postedForm(request);
    const answer = await this.pages.post(visit.actor, id, doorOf(visit), visit.speech, posted);
    if (answer.kind === 'page') await this.send(response, visit, answer);
    else if (posted.body['from'] === 'today')
      response.redirect(303, `/console?decided=${encodeURIComponent(id)}`);
    else {
      const said = noticeQuery(answer.kind);
      response.redirect(303, said === '' ? visit.path : `${visit.path}?${said}`);
    }
  }

  /** Those that say on which day the step is done; most steps have nothing to do with any. */
  private async visitsFor(visit: Visit, { item, form, case: file }: ItemView) {
    if (!concernsVisit({ item, form }) || !may(visit.viewer, 'view-visits', file)) return [];
    const found = await this.visits.ofCase(visit.actor, file.reference);
    return found.filter(({ state }) => state === 'proposed' || state === 'confirmed');
  }

  private async send(
    response: Response,
    visit: Visit,
    { status, view, content, speech }: Extract<ItemAnswer, { kind: 'page' }>,
  ): Promise<void> {
    const [comments, visits] = await Promise.all([
      this.comments.section(visit, view.case, speech, view.item.id),
      this.visitsFor(visit, view),
    ]);
    sendHtml(
      response,
      status,
      <ConsolePage
        visit={visit}
        title={view.item.title}
        section="today"
        narrow={view.item.kind !== 'approval'}
      >
        <ItemCrumbs view={view} />
        {content}
        {visits.length > 0 && (
          <section>
            <h2>{speech.say('case-tab.visits')}</h2>
            <VisitLines
              visits={visits}
              href={({ id }) => `/console/visits/${id}`}
              speech={speech}
              isNamed={false}
            />
          </section>
        )}
        {comments}
        <ItemActions view={view} visit={visit} />
      </ConsolePage>,
    );
  }
}

function doorOf({ path, hidden }: Visit): Door {
  return {
    action: path,
    hidden,
    documentHref: (id) => `/console/documents/${id}`,
    gate: null,
    leaveHref: null,
    fileHref: null,
  };
}
