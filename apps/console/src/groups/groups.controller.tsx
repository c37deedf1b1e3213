import { Controller, Get, Param, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CaseLists, DirectoryQueries, mostTogether } from '#libs/cases';
import { CaseClock } from '#libs/config';
import { DomainError } from '#libs/domain';
import { askedFilter, listQuery, todayFor, typedFilter } from '../cases/case-filter.js';
import { PageFilter } from '../http/page.filter.js';
import { bodyOfRequest, sendHtml } from '../http/requests.js';
import { newFormKey } from '../http/tokens.js';
import { AskedAbout, ShownAgain } from '../http/unsent.js';
import { SignedInGuard, unsentOn, Visited, type Visit } from '../http/visit.js';
import { isGroupPage, type GroupPage } from './group-act.js';
import { GroupDesk } from './group-desk.js';
import { GroupActPage } from './group-page.view.js';
import { GroupReportPage, SentReportPage } from './group-report.view.js';
import { MessagePage, MessagePreviewPage } from './message-page.view.js';
import { emptyMessage, listOf, typedMessage } from './typed-message.js';

type Body = Readonly<Record<string, unknown>>;

/** Several cases at once: chosen on the list, asked about here, reported one by one. */
@Controller('console/groups')
@UseGuards(SignedInGuard)
@UseFilters(PageFilter)
export class GroupsController {
  constructor(
    private readonly desk: GroupDesk,
    private readonly lists: CaseLists,
    private readonly directory: DirectoryQueries,
    private readonly clock: CaseClock,
  ) {}

  /** What was ticked on the list becomes an address; nothing happens by it yet. */
  @Post()
  @AskedAbout('nav.cases', { reference: 'calendar.case', act: ['group.legend', 'group'] })
  async choose(@Visited() visit: Visit, @Req() request: Request, @Res() response: Response): Promise<void> {
    const body = bodyOfRequest(request);
    const [act = 'message'] = listOf(body['act']);
    const references = body['all'] === 'yes' ? await this.matching(visit, body) : listOf(body['reference']);
    if (references === 'too-many') {
      response.redirect(303, `/console/cases?${listQuery(typedFilter(body))}&notice=too-many`);
      return;
    }
    const query = new URLSearchParams(references.map((reference) => ['reference', reference]));
    response.redirect(303, `/console/groups/${isGroupPage(act) ? act : 'message'}?${query.toString()}`);
  }

  @Get(':page')
  async show(
    @Visited() visit: Visit,
    @Req() request: Request,
    @Res() response: Response,
    @Param('page') page: string,
  ): Promise<void> {
    const kept = unsentOn(request, visit);
    const { references } = chosenIn(kept ?? request.query);
    const notice = kept ? 'notice.resumed' : null;
    await this.send(visit, response, {
      page: known(page),
      status: 200,
      references,
      body: kept ?? {},
      notice,
    });
  }

  @Post(':page')
  @ShownAgain()
  async post(
    @Visited() visit: Visit,
    @Req() request: Request,
    @Res() response: Response,
    @Param('page') name: string,
  ): Promise<void> {
    const page = known(name);
    const body = bodyOfRequest(request);
    const { references } = chosenIn(body);
    if (page === 'message') {
      await this.message(visit, response, references, body);
      return;
    }
    const answer =
      page === 'nudge'
        ? await this.desk.nudge(visit.actor, references, body)
        : await this.desk.act(visit.actor, page, references, body);
    if (!answer.ok) {
      const { status, notice } = answer;
      await this.send(visit, response, { page, status, references, body, notice });
      return;
    }
    const { value } = answer;
    if ('lines' in value) sendHtml(response, 200, <SentReportPage visit={visit} report={value} />);
    else {
      const cases = await this.desk.cases(visit.actor, references);
      const again = Object.entries(body).flatMap(([key, word]) =>
        typeof word === 'string' && key !== 'reference' ? [[key, word] as const] : [],
      );
      sendHtml(response, 200, <GroupReportPage {...{ visit, page, cases, again }} reports={value} />);
    }
  }

  /** Written, looked at, sent: three posts of the same words. */
  private async message(
    visit: Visit,
    response: Response,
    references: readonly string[],
    body: Body,
  ): Promise<void> {
    const step = body['step'];
    if (step === 'send') {
      const sent = await this.desk.send(visit.actor, references, body);
      if (sent.ok) sendHtml(response, 200, <SentReportPage visit={visit} report={sent.value} />);
      else {
        const { status, notice } = sent;
        await this.send(visit, response, { page: 'message', status, references, body, notice });
      }
      return;
    }
    const typed = typedMessage(body);
    const preview = step === 'preview' ? await this.desk.preview(visit.actor, references, typed) : null;
    if (preview?.ok) {
      const cases = await this.desk.cases(visit.actor, references);
      const props = { visit, cases, typed, preview: preview.value, formKey: keyOf(body) };
      sendHtml(response, 200, <MessagePreviewPage {...props} />);
      return;
    }
    const [status, notice] = preview === null ? [200, null] : [preview.status, preview.notice];
    await this.send(visit, response, { page: 'message', status, references, body, notice });
  }

  private async send(
    visit: Visit,
    response: Response,
    answer: {
      readonly page: GroupPage;
      readonly status: number;
      readonly references: readonly string[];
      readonly body: Body;
      readonly notice: string | null;
    },
  ): Promise<void> {
    const { page, status, references, body, notice } = answer;
    const cases = await this.desk.cases(visit.actor, references);
    const props = { visit, page, cases, notice, formKey: keyOf(body) };
    sendHtml(
      response,
      status,
      page === 'message' ? (
        <MessagePage {...props} typed={'function' in body ? typedMessage(body) : emptyMessage()} />
      ) : (
        <GroupActPage {...props} page={page} body={body} />
      ),
    );
  }

  /** All that match on every page of the list. */
  private async matching({ viewer }: Visit, body: Body): Promise<readonly string[] | 'too-many'> {
    const typed = typedFilter(body);
    const programmes = await this.directory.programmes(viewer);
    const filter = askedFilter(typed, todayFor(typed, programmes, this.clock.now()));
    try {
      return await this.lists.references(viewer, filter, mostTogether);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'cases.too-many') return 'too-many';
      throw error;
    }
  }
}

function chosenIn(source: Body): { readonly references: readonly string[] } {
  const [one] = listOf(source['one']);
  return { references: one === undefined ? listOf(source['reference']) : [one] };
}

function keyOf(body: Body): string {
  return typeof body['key'] === 'string' && body['key'] !== '' ? body['key'] : newFormKey();
}

/** Throws `page.unknown` for an address that no button leads to. */
function known(page: string): GroupPage {
  if (!isGroupPage(page)) throw new DomainError('not-found', 'page.unknown', page);
  return page;
}
