import { Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { MailQueries, type MailView, type Page } from '#libs/cases';
import type { Viewer } from '#libs/identity';
import { ApiController, CurrentViewer } from '../http/decorators.js';
import { pageOf } from '../http/page.js';
import { MailPage, MailQuery } from './mail.dto.js';

/** Most recent mails that can be read here. */
const mostMails = 500;

/** What was mailed to whom. */
@ApiController('mails', 'operations')
export class MailsController {
  constructor(private readonly queries: MailQueries) {}

  @Get()
  @ApiOperation({
    operationId: 'listMails',
    summary: `Mails of your programmes, newest first, at most ${mostMails}`,
  })
  @ApiOkResponse({ type: MailPage })
  async list(@CurrentViewer() viewer: Viewer, @Query() query: MailQuery): Promise<Page<MailView>> {
    const { reference, state } = query;
    const mails = await this.queries.mails(viewer, {
      limit: mostMails,
      ...(reference === undefined ? {} : { reference }),
      ...(state === undefined ? {} : { state }),
    });
    return pageOf(mails, ({ id }) => id, query);
  }
}
