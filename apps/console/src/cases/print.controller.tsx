import { Controller, Get, Param, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { CaseFiles, CaseForecasts, CaseMails, CaseQueries, CaseTrails } from '#libs/cases';
import { CaseClock } from '#libs/config';
import { PageFilter } from '../http/page.filter.js';
import { sendHtml } from '../http/requests.js';
import { SignedInGuard, Visited, type Visit } from '../http/visit.js';
import { PrintPage } from './print.view.js';

/** Transitions that a printed file tells. */
const wholeTrail = 10_000;

/** A case's file on paper. */
@Controller('console/cases/:reference')
@UseGuards(SignedInGuard)
@UseFilters(PageFilter)
export class PrintController {
  constructor(
    private readonly files: CaseFiles,
    private readonly forecasts: CaseForecasts,
    private readonly trails: CaseTrails,
    private readonly mails: CaseMails,
    private readonly cases: CaseQueries,
    private readonly clock: CaseClock,
  ) {}

  @Get('print')
  async show(
    @Visited() visit: Visit,
    @Res() response: Response,
    @Param('reference') reference: string,
  ): Promise<void> {
    const { viewer } = visit;
    const [view, forecast, trail] = await Promise.all([
      this.files.overview(viewer, reference),
      this.forecasts.of(viewer, reference),
      this.trails.page(viewer, reference, {}, { limit: wholeTrail }),
    ]);
    const [mails, documents] = await Promise.all([
      view.sees.mails ? this.mails.list(viewer, reference) : null,
      view.sees.documents ? this.cases.documents(viewer, reference) : null,
    ]);
    const props = { visit, view, forecast, trail, mails, documents, now: this.clock.now() };
    sendHtml(response, 200, <PrintPage {...props} />);
  }
}
