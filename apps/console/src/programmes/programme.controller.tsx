import { Controller, Get, Param, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { DirectoryQueries, ProgrammeOverviews } from '#libs/cases';
import { CaseClock } from '#libs/config';
import { reachOf, takesPartIn } from '#libs/identity';
import { PageFilter } from '../http/page.filter.js';
import { sendHtml } from '../http/requests.js';
import { SignedInGuard, Visited, type Visit } from '../http/visit.js';
import { ProgrammePage } from './programme.view.js';
import { ProgrammesPage } from './programmes.view.js';

/** Programmes: the list, and each on one page. */
@Controller('console/programmes')
@UseGuards(SignedInGuard)
@UseFilters(PageFilter)
export class ProgrammeController {
  constructor(
    private readonly directory: DirectoryQueries,
    private readonly overviews: ProgrammeOverviews,
    private readonly clock: CaseClock,
  ) {}

  /** Whoever takes part in one alone, or has chosen one, is led to it. */
  @Get()
  async list(@Visited() visit: Visit, @Res() response: Response): Promise<void> {
    const { viewer } = visit;
    const every = reachOf(viewer, 'view-case') === 'every';
    const programmes = (await this.directory.programmes(viewer)).filter(
      ({ code }) => every || takesPartIn(viewer, code),
    );
    const chosen = programmes.find(({ code }) => code === visit.programme);
    const only = programmes.length === 1 ? programmes[0] : chosen;
    if (only) response.redirect(302, `/console/programmes/${only.code}`);
    else sendHtml(response, 200, <ProgrammesPage visit={visit} programmes={programmes} />);
  }

  @Get(':code')
  async show(@Visited() visit: Visit, @Res() response: Response, @Param('code') code: string): Promise<void> {
    const overview = await this.overviews.of(visit.viewer, code, this.clock.now());
    sendHtml(response, 200, <ProgrammePage visit={visit} overview={overview} />);
  }
}
