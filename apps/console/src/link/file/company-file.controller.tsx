import { Controller, Get, Inject, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { Request, Response } from 'express';
import { LinkActors, OwnLinks, type Actor } from '#libs/cases';
import { INSTALLATION, type InstallationParts } from '#libs/installation';
import { PageFilter } from '../../http/page.filter.js';
import { bodyOfRequest, sendHtml } from '../../http/requests.js';
import { FormSeal } from '../../http/tokens.js';
import type { Speech } from '../../text/messages.js';
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
    @Inject(INSTALLATION) { secret }: InstallationParts,
  ) {
    this.seal = new FormSeal(secret);
  }

  @Get(':token/file')
  async show(@Req() request: Request, @Res() response: Response, @Param('token') token: string) {
    const { actor, speech } = await this.reader(request, token);
    if (!actor) {
      response.redirect(303, pathOf(token));
      return;
    }
    const page = await this.pages.of(actor, speech);
    sendHtml(response, 200, <CompanyFilePage {...page} path={pathOf(token)} seal={this.seal.issue(token)} />);
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
  ): Promise<{ readonly actor: Actor | null; readonly speech: Speech }> {
    const found = await this.links.resolve(token);
    const speech = speechOf(request, found);
    const link = readIn(found, speech);
    const isOwn = link.status === 'valid' && (await this.pages.isFor(link.actor));
    return { actor: isOwn ? link.actor : null, speech };
  }
}
