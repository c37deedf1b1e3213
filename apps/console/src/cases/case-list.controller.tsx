import { Controller, Get, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CaseLists, DirectoryQueries } from '#libs/cases';
import { CaseClock } from '#libs/config';
import { programmesFor } from '#libs/identity';
import { groupPagesOf } from '../groups/group-act.js';
import { PageFilter } from '../http/page.filter.js';
import { sendHtml } from '../http/requests.js';
import { newFormKey } from '../http/tokens.js';
import { SignedInGuard, Visited, type Visit } from '../http/visit.js';
import { askedFilter, shownFilter, todayFor } from './case-filter.js';
import { CaseListPage } from './case-list.view.js';

/** The list of cases. */
@Controller('console/cases')
@UseGuards(SignedInGuard)
@UseFilters(PageFilter)
export class CaseListController {
  constructor(
    private readonly lists: CaseLists,
    private readonly directory: DirectoryQueries,
    private readonly clock: CaseClock,
  ) {}

  @Get()
  async list(@Visited() visitor: Visit, @Req() request: Request, @Res() response: Response): Promise<void> {
    const { visit, typed } = shownFilter(visitor, request.query);
    const { viewer } = visit;
    const filter = askedFilter(typed, todayFor(typed, visit.programmes, this.clock.now()));
    const [page, counts] = await Promise.all([
      this.lists.list(viewer, filter),
      this.lists.counts(viewer, filter),
    ]);
    const stages = new Map(
      this.directory
        .definitions(viewer)
        .flatMap((definition) => definition.stages.map(({ key, title }) => [key, title] as const)),
    );
    const notice = request.query['notice'] === 'too-many' ? 'refusal.cases.too-many' : null;
    const props = {
      visit,
      page,
      counts,
      typed,
      mayOpen: programmesFor(viewer, 'open-case').length > 0,
      stages,
      acts: groupPagesOf(viewer),
      notice,
      formKey: newFormKey(),
    };
    sendHtml(response, 200, <CaseListPage {...props} />);
  }
}
