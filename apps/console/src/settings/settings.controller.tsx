import { Controller, Get, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { DirectoryQueries } from '#libs/cases';
import { PageFilter } from '../http/page.filter.js';
import { sendHtml } from '../http/requests.js';
import { SignedInGuard, Visited, type Visit } from '../http/visit.js';
import { SettingsPage } from './settings.view.js';

/** The way to every page of settings. */
@Controller('console/settings')
@UseGuards(SignedInGuard)
@UseFilters(PageFilter)
export class SettingsController {
  constructor(private readonly directory: DirectoryQueries) {}

  @Get()
  async show(@Visited() visit: Visit, @Res() response: Response): Promise<void> {
    const programmes = await this.directory.programmes(visit.viewer);
    sendHtml(response, 200, <SettingsPage visit={visit} programmes={programmes} />);
  }
}
