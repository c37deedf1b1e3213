import { Controller, Get, Inject, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Attestations, LinkActors, OwnLinks, type Actor, type LinkAnswer } from '#libs/cases';
import { INSTALLATION, type InstallationParts } from '#libs/installation';
import { languageAsked, sendAttestation } from '../../attestations/send-attestation.js';
import { PageFilter } from '../../http/page.filter.js';
import { bodyOfRequest, sendHtml } from '../../http/requests.js';
import { FormSeal } from '../../http/tokens.js';
import type { Speech } from '../../text/messages.js';
import { languageOffer } from '../keep-language.view.js';
import { pathOf, readIn, speechOf } from '../link-pages.js';
import { CompanyFiles } from './company-files.js';
import { CompanyFilePage } from './company-file.view.js';

/** The company's own view of its case, behind any mailed link of one of its people. GET reads only (I2); a copied link opens its one task. */
@Controller('t')
@UseFilters(PageFilter)
export class CompanyFileController {
  private readonly seal: FormSeal;

  constructor(
    private readonly links: LinkActors,
    private readonly pages: CompanyFiles,
    private readonly own: OwnLinks,
    private readonly attestations: Attestations,
    @Inject(INSTALLATION) { secret }: InstallationParts,
  ) {
    this.seal = new FormSeal(secret);
  }

  @Get(':token/file')
  async show(@Req() request: Request, @Res() response: Response, @Param('token') token: string) {
    const { actor, speech, link } = await this.reader(request, token);
    if (!actor) {
      response.redirect(303, pathOf(token));
      return;
    }
    const page = await this.pages.of(actor, speech);
    const seal = this.seal.issue(token);
    const isKept = request.query['kept'] === '1';
    const offer = languageOffer(link, { token, seal, page: 'file', isKept });
    sendHtml(response, 200, <CompanyFilePage {...page} path={pathOf(token)} seal={seal} offer={offer} />);
  }

  /** Once the path is done. */
  @Get(':token/attestation')
  async attestation(@Req() request: Request, @Res() response: Response, @Param('token') token: string) {
    const { actor, speech } = await this.reader(request, token);
    if (actor?.link == null) {
      response.redirect(303, pathOf(token));
      return;
    }
    const viewer = { ...actor.viewer, language: languageAsked(request, speech.language) };
    sendAttestation(response, await this.attestations.file(viewer, actor.link.reference));
  }

  /** On to another task of the same person. */
  @Post(':token/file')
  async open(@Req() request: Request, @Res() response: Response, @Param('token') token: string) {
    const { actor, speech } = await this.reader(request, token);
    const { seal, item } = bodyOfRequest(request);
    const goesOn = actor !== null && typeof item === 'string' && this.seal.accepts(token, seal);
    const next = goesOn ? pathOf(await this.own.open(actor, item)) : `${pathOf(token)}/file`;
    response.redirect(303, `${next}?lang=${speech.language}`);
  }

  /** Null for whoever is no contact of the case's company, and for a link that is over. */
  private async reader(
    request: Request,
    token: string,
  ): Promise<{ readonly actor: Actor | null; readonly speech: Speech; readonly link: LinkAnswer }> {
    const found = await this.links.resolve(token);
    const speech = speechOf(request, found);
    const link = readIn(found, speech);
    const isOwn = link.status === 'valid' && (await this.pages.isFor(link.actor));
    return { actor: isOwn ? link.actor : null, speech, link: found };
  }
}
