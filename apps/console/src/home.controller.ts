import { All, Controller, Get, NotFoundException, Param, Res, UseFilters } from '@nestjs/common';
import type { Response } from 'express';
import { PageFilter } from './http/page.filter.js';

/** Short addresses: the root, and the case address that the Temporal UI shows. */
@Controller()
export class HomeController {
  @Get()
  home(@Res() response: Response): void {
    response.redirect(303, '/console');
  }

  @Get('cases/:reference')
  case(@Res() response: Response, @Param('reference') reference: string): void {
    response.redirect(303, `/console/cases/${encodeURIComponent(reference)}`);
  }
}

/** Addresses of the console that are no page; registered last. */
@Controller('console')
@UseFilters(PageFilter)
export class UnknownPageController {
  @All('{*path}')
  unknown(): never {
    throw new NotFoundException();
  }
}
