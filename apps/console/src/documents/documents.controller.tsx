import { Controller, Get, Inject, Param, Post, Query, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CaseFiles, DocumentQueries, FileFromComment, ReadDocument } from '#libs/cases';
import { INSTALLATION, type InstallationParts } from '#libs/installation';
import { temporalAddress } from '../temporal/temporal-address.js';
import { answered } from '../http/answered.js';
import { PageFilter } from '../http/page.filter.js';
import { textOf } from '../http/form-post.js';
import { bodyOfRequest, sendHtml } from '../http/requests.js';
import { sendDocument } from '../http/send-document.js';
import { AskedAbout } from '../http/unsent.js';
import { SignedInGuard, Visited, type Visit } from '../http/visit.js';
import { requestKey } from '../http/request-key.js';
import { noticeText } from '../work/item-parts.view.js';
import { CaseDocumentsPage } from './documents.view.js';
import { PreviewPage } from './preview.view.js';

/** The papers of a case: in versions, one by one, as they are. */
@Controller('console')
@UseGuards(SignedInGuard)
@UseFilters(PageFilter)
export class DocumentsController {
  constructor(
    private readonly files: CaseFiles,
    private readonly queries: DocumentQueries,
    private readonly reading: ReadDocument,
    private readonly filing: FileFromComment,
    @Inject(INSTALLATION) private readonly parts: InstallationParts,
  ) {}

  @Get('cases/:reference/documents')
  async ofCase(
    @Visited() visit: Visit,
    @Res() response: Response,
    @Param('reference') reference: string,
  ): Promise<void> {
    await this.send(visit, response, 200, reference, null);
  }

  @Post('cases/:reference/documents')
  @AskedAbout('documents.file', { task: 'case.step' })
  async file(
    @Visited() visit: Visit,
    @Req() request: Request,
    @Res() response: Response,
    @Param('reference') reference: string,
  ): Promise<void> {
    const { document, task, key } = bodyOfRequest(request);
    const input = { document: textOf(document), task: textOf(task) };
    const answer = await answered(() => this.filing.execute(visit.actor, input, requestKey(key, input)));
    if (answer.ok) response.redirect(303, visit.path);
    else await this.send(visit, response, answer.status, reference, noticeText(visit.speech, answer.notice));
  }

  @Get('documents/:id')
  async document(
    @Visited() visit: Visit,
    @Res() response: Response,
    @Param('id') id: string,
    @Query('download') download?: string,
  ): Promise<void> {
    const { document, content } = await this.reading.execute(visit.actor, id);
    await sendDocument(response, document, content, download === '1');
  }

  @Get('documents/:id/preview')
  async preview(@Visited() visit: Visit, @Res() response: Response, @Param('id') id: string): Promise<void> {
    const { document, content } = await this.reading.execute(visit.actor, id);
    content.destroy();
    const head = await this.files.head(visit.viewer, document.reference);
    sendHtml(response, 200, <PreviewPage visit={visit} document={document} head={head} />);
  }

  private async send(
    visit: Visit,
    response: Response,
    status: number,
    reference: string,
    notice: string | null,
  ): Promise<void> {
    const [head, view] = await Promise.all([
      this.files.head(visit.viewer, reference),
      this.queries.ofCase(visit.viewer, reference),
    ]);
    const temporalUrl = temporalAddress(this.parts, visit.viewer, reference);
    sendHtml(response, status, <CaseDocumentsPage {...{ visit, head, view, temporalUrl, notice }} />);
  }
}
