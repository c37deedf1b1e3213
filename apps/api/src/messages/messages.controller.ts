import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import {
  GroupActs,
  MessageQueries,
  NudgeCompanies,
  signedIn,
  WriteMessage,
  type CaseReport,
  type MessagePreview,
  type MessageReport,
  type MessageView,
  type Page,
} from '#libs/cases';
import type { Viewer } from '#libs/identity';
import { Acts, ApiController, CurrentViewer, IdempotencyKey } from '../http/decorators.js';
import { PageOf, pageOf, PageQuery } from '../http/page.js';
import {
  GroupActDto,
  GroupReportsDto,
  MessageDto,
  messageInput,
  MessagePreviewDto,
  MessageReportDto,
  NudgeDto,
  WriteMessageDto,
} from './message.dto.js';

class MessagePage extends PageOf(MessageDto) {}

/** What coordinators send to people of companies by hand, to one or to many. */
@ApiController('', 'messages')
export class MessagesController {
  constructor(
    private readonly messages: WriteMessage,
    private readonly nudges: NudgeCompanies,
    private readonly acts: GroupActs,
    private readonly queries: MessageQueries,
  ) {}

  @Post('messages')
  @HttpCode(200)
  @Acts()
  @ApiOperation({
    operationId: 'writeMessage',
    summary: 'Write to people of several companies; each gets a mail of their own, in their own language',
  })
  @ApiOkResponse({ type: MessageReportDto })
  async write(
    @CurrentViewer() viewer: Viewer,
    @Body() body: WriteMessageDto,
    @IdempotencyKey() key: string,
  ): Promise<MessageReport> {
    return this.queries.report(
      viewer,
      await this.messages.execute(signedIn(viewer), messageInput(body), key),
    );
  }

  @Post('messages/preview')
  @HttpCode(200)
  @ApiOperation({ operationId: 'previewMessage', summary: 'Who would get it, in which language, and when' })
  @ApiOkResponse({ type: MessagePreviewDto })
  preview(@CurrentViewer() viewer: Viewer, @Body() body: WriteMessageDto): Promise<MessagePreview> {
    return this.messages.preview(signedIn(viewer), messageInput(body));
  }

  @Post('nudges')
  @HttpCode(200)
  @Acts()
  @ApiOperation({
    operationId: 'nudge',
    summary: 'Remind whoever owes something on these cases now: once a day for each task and person',
  })
  @ApiOkResponse({ type: MessageReportDto })
  async nudge(
    @CurrentViewer() viewer: Viewer,
    @Body() { references }: NudgeDto,
    @IdempotencyKey() key: string,
  ): Promise<MessageReport> {
    return this.queries.report(viewer, await this.nudges.execute(signedIn(viewer), references, key));
  }

  @Post('cases/acts')
  @HttpCode(200)
  @Acts()
  @ApiOperation({
    operationId: 'actOnCases',
    summary: 'Suspend, resume or log a contact on several cases, each by itself',
  })
  @ApiOkResponse({ type: GroupReportsDto })
  async act(
    @CurrentViewer() viewer: Viewer,
    @Body() { ...input }: GroupActDto,
    @IdempotencyKey() key: string,
  ): Promise<Readonly<GroupReportsDto>> {
    const reports = await this.acts.execute(signedIn(viewer), input, key);
    return { reports: reports.map(lineOf) };
  }

  @Get('cases/:reference/messages')
  @ApiOperation({ operationId: 'listMessages', summary: 'Messages and nudges of a case, newest first' })
  @ApiOkResponse({ type: MessagePage })
  async ofCase(
    @CurrentViewer() viewer: Viewer,
    @Param('reference') reference: string,
    @Query() query: PageQuery,
  ): Promise<Page<MessageView>> {
    return pageOf(await this.queries.ofCase(viewer, reference), ({ id }) => id, query);
  }
}

function lineOf(report: CaseReport): Readonly<GroupReportsDto['reports'][number]> {
  const { reference, status } = report;
  return report.status === 'done'
    ? { reference, status, code: null, detail: null }
    : { reference, status, code: report.code, detail: report.hint ?? null };
}
