import { Controller, Get, Param, Query, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { MailTexts, type SampleLetter } from '#libs/cases';
import { DomainError } from '#libs/domain';
import { isLanguage, type Language } from '#libs/wording';
import { sendMailBody } from '../cases/send-mail-body.js';
import { PageFilter } from '../http/page.filter.js';
import { sendHtml } from '../http/requests.js';
import { SignedInGuard, Visited, type Visit } from '../http/visit.js';
import { MailTextsPage } from './mail-texts.view.js';

interface Wanted {
  readonly programme?: unknown;
  readonly in?: unknown;
  readonly letter?: unknown;
}

/** What the programme's mail says, letter by letter, in each language. */
@Controller('console/mail-texts')
@UseGuards(SignedInGuard)
@UseFilters(PageFilter)
export class MailTextsController {
  constructor(private readonly texts: MailTexts) {}

  @Get()
  async show(@Visited() visit: Visit, @Res() response: Response, @Query() query: Wanted): Promise<void> {
    const programmes = await this.texts.programmesOf(visit.viewer);
    const programme = programmes.find(({ code }) => code === query.programme) ?? programmes[0];
    if (!programme) throw new DomainError('forbidden', 'action.forbidden', 'view-mails');
    const language = languageOf(query, visit);
    const letters = await this.texts.letters(visit.viewer, programme.code, language);
    const shown = letters.find(({ name }) => name === query.letter) ?? letters[0];
    const page = <MailTextsPage {...{ visit, programmes, programme, language, letters, shown }} />;
    sendHtml(response, 200, page);
  }

  @Get(':letter/body')
  async body(
    @Visited() visit: Visit,
    @Res() response: Response,
    @Param('letter') letter: string,
    @Query() query: Wanted,
  ): Promise<void> {
    const programme = typeof query.programme === 'string' ? query.programme : '';
    const letters = await this.texts.letters(visit.viewer, programme, languageOf(query, visit));
    const found: SampleLetter | undefined = letters.find(({ name }) => name === letter);
    if (!found) throw new DomainError('not-found', 'mail.unknown', letter);
    sendMailBody(response, found);
  }
}

function languageOf({ in: wanted }: Wanted, { speech }: Visit): Language {
  if (isLanguage(wanted)) return wanted;
  return isLanguage(speech.language) ? speech.language : 'fr';
}
