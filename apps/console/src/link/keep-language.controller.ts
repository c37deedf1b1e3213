import { Controller, Inject, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { Request, Response } from 'express';
import { LinkActors, OwnPreferences } from '#libs/cases';
import { INSTALLATION, type InstallationParts } from '#libs/installation';
import { isLanguage } from '#libs/wording';
import { PageFilter } from '../http/page.filter.js';
import { bodyOfRequest } from '../http/requests.js';
import { FormSeal } from '../http/tokens.js';
import { languageOffer } from './keep-language.view.js';
import { pathOf } from './link-pages.js';

/** The language that somebody is written to in, chosen behind a link of their own. */
@Controller('t')
@UseFilters(PageFilter)
export class KeepLanguageController {
  private readonly seal: FormSeal;

  constructor(
    private readonly links: LinkActors,
    private readonly preferences: OwnPreferences,
    @Inject(INSTALLATION) { secret }: InstallationParts,
  ) {
    this.seal = new FormSeal(secret);
  }

  @Post(':token/language')
  async keep(
    @Req() request: Request,
    @Res() response: Response,
    @Param('token') token: string,
  ): Promise<void> {
    const link = await this.links.resolve(token);
    const { seal, language, page } = bodyOfRequest(request);
    const back = `${pathOf(token)}${page === 'file' ? '/file' : ''}`;
    const sealed = typeof seal === 'string' ? seal : '';
    const offer = languageOffer(link, { token, seal: sealed, page: 'item', isKept: false });
    if (link.status !== 'valid' || !offer || !isLanguage(language) || !this.seal.accepts(token, seal)) {
      response.redirect(303, back);
      return;
    }
    await this.preferences.change(link.actor.viewer, { language });
    response.redirect(303, `${back}?lang=${language}&kept=1`);
  }
}
