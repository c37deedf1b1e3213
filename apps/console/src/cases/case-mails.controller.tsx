import { Controller, Get, Inject, Param, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { CaseFiles, CaseMails } from '#libs/cases';
import { INSTALLATION, type InstallationParts } from '#libs/installation';
import { PageFilter } from '../http/page.filter.js';
import { sendHtml } from '../http/requests.js';
import { SignedInGuard, Visited, type Visit } from '../http/visit.js';
import { MailsPage } from './mails.view.js';
import { sendMailBody } from './send-mail-body.js';
import { temporalAddress } from '../temporal/temporal-address.js';

/** The mails of a case: all of them, and one as its reader got it. */
@Controller('console/cases/:reference')
@UseGuards(SignedInGuard)
@UseFilters(PageFilter)
export class CaseMailsController {
  constructor(
    private readonly files: CaseFiles,
    private readonly mails: CaseMails,
    @Inject(INSTALLATION) private readonly parts: InstallationParts,
  ) {}

  @Get('mails')
  async mailList(
    @Visited() visit: Visit,
    @Res() response: Response,
    @Param('reference') reference: string,
  ): Promise<void> {
    await this.sendMails(visit, response, reference, null);
  }

  @Get('mails/:mail')
  async mail(
    @Visited() visit: Visit,
    @Res() response: Response,
    @Param('reference') reference: string,
    @Param('mail') mail: string,
  ): Promise<void> {
    await this.sendMails(visit, response, reference, mail);
  }

  /** What the frame on the page of one mail shows. */
  @Get('mails/:mail/body')
  async mailBody(
    @Visited() visit: Visit,
    @Res() response: Response,
    @Param('reference') reference: string,
    @Param('mail') mail: string,
  ): Promise<void> {
    sendMailBody(response, await this.mails.words(visit.viewer, reference, mail));
  }

  private async sendMails(
    visit: Visit,
    response: Response,
    reference: string,
    mail: string | null,
  ): Promise<void> {
    const [head, mails, words] = await Promise.all([
      this.files.head(visit.viewer, reference),
      this.mails.list(visit.viewer, reference),
      mail === null ? null : this.mails.words(visit.viewer, reference, mail),
    ]);
    const temporalUrl = temporalAddress(this.parts, visit.viewer, reference);
    const props = { visit, head, mails, words, temporalUrl };
    sendHtml(response, 200, <MailsPage {...props} />);
  }
}
