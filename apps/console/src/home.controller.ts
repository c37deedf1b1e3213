import { Controller, Get, Param, Res } from '@nestjs/common';
import type { Response } from 'express';

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
