import { Controller, Get, Param, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CaseLists, DirectoryQueries, ExportWorkbook, SpreadsheetWork, WorkbookImports } from '#libs/cases';
import { CaseClock } from '#libs/config';
import { askedFilter, shownFilter, type TypedFilter } from '../cases/case-filter.js';
import { PageFilter } from '../http/page.filter.js';
import { bodyOfRequest, sendHtml } from '../http/requests.js';
import { AskedAbout, ShownAgain } from '../http/unsent.js';
import { SignedInGuard, unsentOn, Visited, type Visit } from '../http/visit.js';
import { reportOf } from './run.view.js';
import { listIn, refusedFile, sendFile, shortWork, uploadedFile } from './uploaded.js';
import { WorkbookPage, WorkbookRunPage, type WorkbookRunPageProps } from './workbook.view.js';

const address = '/console/cases/workbook';

/** The workbook of cases: taken, edited elsewhere, brought back, looked at, applied. */
@Controller('console/cases/workbook')
@UseGuards(SignedInGuard)
@UseFilters(PageFilter)
export class WorkbookController {
  constructor(
    private readonly lists: CaseLists,
    private readonly directory: DirectoryQueries,
    private readonly writing: ExportWorkbook,
    private readonly imports: WorkbookImports,
    private readonly work: SpreadsheetWork,
    private readonly clock: CaseClock,
  ) {}

  @Get()
  async show(@Visited() visit: Visit, @Req() request: Request, @Res() response: Response): Promise<void> {
    const notice = unsentOn(request, visit) ? 'upload.once-more' : null;
    await this.send(visit, request, response, 200, notice);
  }

  @Get('file')
  async download(@Visited() visit: Visit, @Req() request: Request, @Res() response: Response): Promise<void> {
    const { typed } = shownFilter(visit, request.query);
    sendFile(response, await this.writing.execute(visit.viewer, this.filterOf(typed)));
  }

  @Post()
  @ShownAgain()
  async upload(@Visited() visit: Visit, @Req() request: Request, @Res() response: Response): Promise<void> {
    try {
      const id = await this.imports.upload(visit.actor, await uploadedFile(request));
      response.redirect(303, `${address}/${id}`);
    } catch (error) {
      const { status, notice } = refusedFile(error);
      await this.send(visit, request, response, status, notice);
    }
  }

  @Get(':id')
  async preview(@Visited() visit: Visit, @Res() response: Response, @Param('id') id: string): Promise<void> {
    await this.sendRun(visit, response, id, 200, { notice: null, typed: null });
  }

  @Post(':id')
  @AskedAbout('workbook.title', { reason: 'workbook.reason' })
  async confirm(
    @Visited() visit: Visit,
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
  ): Promise<void> {
    const body = bodyOfRequest(request);
    const text = (name: string) => (typeof body[name] === 'string' ? body[name] : '');
    const typed = { chosen: listIn(body, 'chosen'), reason: text('reason') };
    try {
      if (text('do') === 'resume') await this.imports.resume(visit.actor, id);
      else await this.imports.apply(visit.actor, id, { ...typed, digest: text('digest') });
      await this.work.ended(id, shortWork);
      response.redirect(303, `${address}/${id}`);
    } catch (error) {
      const { status, notice } = refusedFile(error);
      await this.sendRun(visit, response, id, status, { notice, typed });
    }
  }

  @Get(':id/report')
  async report(@Visited() visit: Visit, @Res() response: Response, @Param('id') id: string): Promise<void> {
    sendFile(response, reportOf(visit.speech, await this.imports.view(visit.actor, id)));
  }

  private filterOf(typed: TypedFilter) {
    const today = new Date(this.clock.now()).toISOString().slice(0, 10);
    const { cursor: _cursor, ...filter } = askedFilter(typed, today);
    return filter;
  }

  private async send(
    visitor: Visit,
    request: Request,
    response: Response,
    status: number,
    notice: string | null,
  ): Promise<void> {
    const { visit, typed } = shownFilter(visitor, request.query);
    const [counts, programmes, runs] = await Promise.all([
      this.lists.counts(visit.viewer, this.filterOf(typed)),
      this.directory.programmes(visit.viewer),
      this.imports.recent(visit.actor),
    ]);
    sendHtml(response, status, <WorkbookPage {...{ visit, typed, counts, programmes, runs, notice }} />);
  }

  private async sendRun(
    visit: Visit,
    response: Response,
    id: string,
    status: number,
    shown: Pick<WorkbookRunPageProps, 'notice' | 'typed'>,
  ): Promise<void> {
    const run = await this.imports.view(visit.actor, id);
    sendHtml(response, status, <WorkbookRunPage visit={visit} run={run} {...shown} />);
  }
}
