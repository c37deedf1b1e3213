import { Body, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { MailQueries, RetryMail, type MailView, type Page } from '#libs/cases';
import type { Viewer } from '#libs/identity';
import { ApiController, CurrentViewer } from '../http/decorators.js';
import { pageOf } from '../http/page.js';
import { MailPage, MailQuery, RetriedMailDto, RetryMailDto } from './mail.dto.js';

/** Most recent mails that can be read here. */
const mostMails = 500;

/** What was mailed to whom. */
@ApiController('mails', 'operations')
export class MailsController {
  constructor(
    private readonly queries: MailQueries,
    private readonly retries: RetryMail,
  ) {}

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

  @Post('retries')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'retryMail',
    summary: 'Send the mails of an incident anew, to the addresses that stand now',
    description:
      'Clears the mark of addresses that mail came back from: whoever asks for it says that they work.',
  })
  @ApiOkResponse({ type: RetriedMailDto })
  retry(@CurrentViewer() viewer: Viewer, @Body() { incident }: RetryMailDto): Promise<RetriedMailDto> {
    return this.retries.execute(viewer, incident);
  }
}
