import { Controller, Get, Inject, Param, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { CaseFiles, CasePeople } from '#libs/cases';
import { INSTALLATION, type InstallationParts } from '#libs/installation';
import { PageFilter } from '../http/page.filter.js';
import { sendHtml } from '../http/requests.js';
import { SignedInGuard, Visited, type Visit } from '../http/visit.js';
import { CasePeoplePage } from './people.view.js';
import { temporalAddress } from '../temporal/temporal-address.js';

/** Who takes part in a case, and what each reads of it. */
@Controller('console/cases/:reference')
@UseGuards(SignedInGuard)
@UseFilters(PageFilter)
export class CasePeopleController {
  constructor(
    private readonly files: CaseFiles,
    private readonly people: CasePeople,
    @Inject(INSTALLATION) private readonly parts: InstallationParts,
  ) {}

  @Get('people')
  async show(
    @Visited() visit: Visit,
    @Res() response: Response,
    @Param('reference') reference: string,
  ): Promise<void> {
    const [head, view] = await Promise.all([
      this.files.head(visit.viewer, reference),
      this.people.of(visit.viewer, reference),
    ]);
    const props = { visit, head, view, temporalUrl: temporalAddress(this.parts, visit.viewer, reference) };
    sendHtml(response, 200, <CasePeoplePage {...props} />);
  }
}
