import { Controller, Get, Inject, Param, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import {
  Attestations,
  CaseFiles,
  CaseForecasts,
  CaseMails,
  CasePeople,
  CaseQueries,
  CaseTrails,
} from '#libs/cases';
import { CaseClock } from '#libs/config';
import { INSTALLATION, type InstallationParts } from '#libs/installation';
import { languageAsked, sendAttestation } from '../attestations/send-attestation.js';
import { PageFilter } from '../http/page.filter.js';
import { sendHtml } from '../http/requests.js';
import { SignedInGuard, Visited, type Visit } from '../http/visit.js';
import { MailsPage } from './mails.view.js';
import { CasePeoplePage } from './people.view.js';
import { PrintPage } from './print.view.js';
import { sendMailBody } from './send-mail-body.js';
import { temporalAddress } from './temporal-address.js';

/** Those of a printed file. */
const wholeTrail = 10_000;

/** The further pages of a case's file; to be registered before what takes any last part of an address as an action. */
@Controller('console/cases/:reference')
@UseGuards(SignedInGuard)
@UseFilters(PageFilter)
export class CaseFileController {
  constructor(
    private readonly files: CaseFiles,
    private readonly forecasts: CaseForecasts,
    private readonly trails: CaseTrails,
    private readonly mails: CaseMails,
    private readonly people: CasePeople,
    private readonly cases: CaseQueries,
    private readonly attestations: Attestations,
    private readonly clock: CaseClock,
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

  @Get('people')
  async peopleOf(
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

  @Get('print')
  async print(
    @Visited() visit: Visit,
    @Res() response: Response,
    @Param('reference') reference: string,
  ): Promise<void> {
    const { viewer } = visit;
    const [view, forecast, trail] = await Promise.all([
      this.files.overview(viewer, reference),
      this.forecasts.of(viewer, reference),
      this.trails.page(viewer, reference, {}, { limit: wholeTrail }),
    ]);
    const [mails, documents] = await Promise.all([
      view.sees.mails ? this.mails.list(viewer, reference) : null,
      view.sees.documents ? this.cases.documents(viewer, reference) : null,
    ]);
    const props = { visit, view, forecast, trail, mails, documents, now: this.clock.now() };
    sendHtml(response, 200, <PrintPage {...props} />);
  }

  @Get('attestation')
  async attestation(
    @Visited() { viewer, speech }: Visit,
    @Req() request: Request,
    @Res() response: Response,
    @Param('reference') reference: string,
  ): Promise<void> {
    const reader = { ...viewer, language: languageAsked(request, speech.language) };
    sendAttestation(response, await this.attestations.file(reader, reference));
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
    const props = {
      visit,
      head,
      mails,
      words,
      temporalUrl: temporalAddress(this.parts, visit.viewer, reference),
    };
    sendHtml(response, 200, <MailsPage {...props} />);
  }
}
