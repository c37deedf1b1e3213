import { Controller, Get, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { PageFilter } from './page.filter.js';
import { bodyOfRequest, sendHtml } from './requests.js';
import { save } from './session.js';
import { dropUnsent, NothingTyped, unsentAt, type UnsentForm } from './unsent.js';
import { UnsentPage } from './unsent.view.js';
import { SignedInGuard, Visited, type Visit } from './visit.js';

/** Forms that were posted after the session had ended and have no page of their own: sent at a click, or left. */
@Controller('console/unsent')
@UseGuards(SignedInGuard)
@UseFilters(PageFilter)
export class UnsentController {
  @Get()
  show(@Visited() visit: Visit, @Req() request: Request, @Res() response: Response): void {
    sendHtml(response, 200, <UnsentPage visit={visit} unsent={askedAbout(request, visit)} />);
  }

  /** Leaves one. */
  @Post()
  @NothingTyped()
  async leave(@Visited() visit: Visit, @Req() request: Request, @Res() response: Response): Promise<void> {
    const { path } = bodyOfRequest(request);
    for (const form of askedAbout(request, visit)) if (form.path === path) dropUnsent(request, form);
    await save(request);
    response.redirect(303, askedAbout(request, visit).length > 0 ? visit.path : '/console');
  }
}

function askedAbout(
  request: Request,
  { viewer }: Visit,
): readonly (UnsentForm & { readonly asked: NonNullable<UnsentForm['asked']> })[] {
  return unsentAt(request, { person: viewer.person }).flatMap((form) =>
    form.asked === null ? [] : [{ ...form, asked: form.asked }],
  );
}
