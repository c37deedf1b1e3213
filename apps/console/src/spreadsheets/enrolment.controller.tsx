import { Controller, Get, Param, Post, Query, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import {
  DirectoryQueries,
  Enrolments,
  EnrolmentTemplate,
  SpreadsheetWork,
  type ProgrammeView,
} from '#libs/cases';
import { DomainError } from '#libs/domain';
import { PageFilter } from '../http/page.filter.js';
import { bodyOfRequest, sendHtml } from '../http/requests.js';
import { AskedAbout, ShownAgain } from '../http/unsent.js';
import { SignedInGuard, unsentOn, Visited, type Visit } from '../http/visit.js';
import { EnrolmentPage, EnrolmentRunPage } from './enrolment.view.js';
import { reportOf } from './run.view.js';
import { refusedFile, sendFile, shortWork, uploadedFile } from './uploaded.js';

/** Companies that come in by a spreadsheet: the template, a look at every line, the import. */
@Controller('console/programmes/:code/enrolment')
@UseGuards(SignedInGuard)
@UseFilters(PageFilter)
export class EnrolmentController {
  constructor(
    private readonly directory: DirectoryQueries,
    private readonly enrolments: Enrolments,
    private readonly templates: EnrolmentTemplate,
    private readonly work: SpreadsheetWork,
  ) {}

  @Get()
  async show(
    @Visited() visit: Visit,
    @Req() request: Request,
    @Res() response: Response,
    @Param('code') code: string,
  ): Promise<void> {
    await this.send(visit, response, code, 200, unsentOn(request, visit) ? 'upload.once-more' : null);
  }

  @Get('template')
  async template(
    @Visited() visit: Visit,
    @Res() response: Response,
    @Param('code') code: string,
    @Query('format') format?: string,
  ): Promise<void> {
    await this.enrolments.recent(visit.actor, code);
    sendFile(
      response,
      await this.templates.execute(visit.speech.language, format === 'csv' ? 'csv' : 'xlsx'),
    );
  }

  @Post()
  @ShownAgain()
  async upload(
    @Visited() visit: Visit,
    @Req() request: Request,
    @Res() response: Response,
    @Param('code') code: string,
  ): Promise<void> {
    try {
      const id = await this.enrolments.upload(visit.actor, code, await uploadedFile(request));
      response.redirect(303, `${visit.path}/${id}`);
    } catch (error) {
      const { status, notice } = refusedFile(error);
      await this.send(visit, response, code, status, notice);
    }
  }

  @Get(':id')
  async preview(
    @Visited() visit: Visit,
    @Res() response: Response,
    @Param('code') code: string,
    @Param('id') id: string,
  ): Promise<void> {
    await this.sendRun(visit, response, { code, id }, 200, null);
  }

  @Post(':id')
  @AskedAbout('enrolment.title', { opens: ['enrolment.open-cases', 'answer'], column: 'enrolment.columns' })
  async act(
    @Visited() visit: Visit,
    @Req() request: Request,
    @Res() response: Response,
    @Param('code') code: string,
    @Param('id') id: string,
  ): Promise<void> {
    const body = bodyOfRequest(request);
    const { actor } = visit;
    try {
      if (body['do'] === 'choose') {
        const mapping = Object.fromEntries(
          Object.entries(body).flatMap(([name, field]) =>
            name.startsWith('column.') && typeof field === 'string'
              ? [[name.slice('column.'.length), field]]
              : [],
          ),
        );
        await this.enrolments.choose(actor, code, id, { mapping, opens: body['opens'] === 'yes' });
      } else if (body['do'] === 'resume') await this.enrolments.resume(actor, code, id);
      else {
        const digest = typeof body['digest'] === 'string' ? body['digest'] : '';
        await this.enrolments.apply(actor, code, id, { digest, leaveOut: body['leave-out'] === 'yes' });
      }
      await this.work.ended(id, shortWork);
      response.redirect(303, visit.path);
    } catch (error) {
      const { status, notice } = refusedFile(error);
      await this.sendRun(visit, response, { code, id }, status, notice);
    }
  }

  @Get(':id/report')
  async report(
    @Visited() visit: Visit,
    @Res() response: Response,
    @Param('code') code: string,
    @Param('id') id: string,
  ): Promise<void> {
    sendFile(response, reportOf(visit.speech, await this.enrolments.view(visit.actor, code, id)));
  }

  private async send(
    visit: Visit,
    response: Response,
    code: string,
    status: number,
    notice: string | null,
  ): Promise<void> {
    const runs = await this.enrolments.recent(visit.actor, code);
    const programme = await this.programme(visit, code);
    sendHtml(response, status, <EnrolmentPage {...{ visit, programme, runs, notice }} />);
  }

  private async sendRun(
    visit: Visit,
    response: Response,
    { code, id }: { readonly code: string; readonly id: string },
    status: number,
    notice: string | null,
  ): Promise<void> {
    const [run, programme] = await Promise.all([
      this.enrolments.view(visit.actor, code, id),
      this.programme(visit, code),
    ]);
    const fields = this.enrolments.fields();
    sendHtml(response, status, <EnrolmentRunPage {...{ visit, programme, run, fields, notice }} />);
  }

  private async programme(visit: Visit, code: string): Promise<ProgrammeView> {
    const found = (await this.directory.programmes(visit.viewer)).find((one) => one.code === code);
    if (!found) throw new DomainError('not-found', 'programme.unknown', code);
    return found;
  }
}
