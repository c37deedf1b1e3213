import { Controller, Get, Param, Post, Query, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { MailTexts, PreviewMail, SampleLetters } from '#libs/cases';
import { DomainError } from '#libs/domain';
import { mayInProgramme } from '#libs/identity';
import { sendMailBody } from '../cases/send-mail-body.js';
import { PageFilter } from '../http/page.filter.js';
import { bodyOfRequest, sendHtml } from '../http/requests.js';
import { ShownAgain } from '../http/unsent.js';
import { SignedInGuard, unsentOn, Visited, type Visit } from '../http/visit.js';
import { MailTextsPage } from './mail-texts.view.js';
import { placeIn, placePath, type Fields, type MailPlace } from './place.js';
import { freshTexts, TextDesk, triedOf, type TextState } from './text-desk.js';
import { nothingTyped, packed, unpacked } from './tried-texts.js';

/** What the programme's mail says, letter by letter, in each language; its coordinators say it in their own words. */
@Controller('console/mail-texts')
@UseGuards(SignedInGuard)
@UseFilters(PageFilter)
export class MailTextsController {
  constructor(
    private readonly texts: MailTexts,
    private readonly letters: SampleLetters,
    private readonly previews: PreviewMail,
    private readonly desk: TextDesk,
  ) {}

  @Get()
  async show(
    @Visited() visit: Visit,
    @Req() request: Request,
    @Res() response: Response,
    @Query() query: Fields,
  ): Promise<void> {
    const unsent = unsentOn(request, visit);
    const place = await this.place(visit, unsent ?? query);
    const state = unsent
      ? await this.desk.resumed(visit.viewer, place, unsent)
      : { ...freshTexts, notice: outcomeOf(query['saved']) };
    await this.send(visit, response, place, 200, state);
  }

  @Post()
  @ShownAgain()
  async post(@Visited() visit: Visit, @Req() request: Request, @Res() response: Response): Promise<void> {
    const body = bodyOfRequest(request);
    const place = await this.place(visit, body);
    const answer = await this.desk.post(visit.viewer, place, body);
    if (answer.kind === 'page') await this.send(visit, response, place, answer.status, answer.state);
    else response.redirect(303, placePath(place, { saved: answer.changed > 0 ? 'some' : 'none' }));
  }

  /** The mail for the frame of its page, with texts that are not saved where the address carries some. */
  @Get(':letter/body')
  async body(
    @Visited() visit: Visit,
    @Res() response: Response,
    @Param('letter') letter: string,
    @Query() query: Fields,
  ): Promise<void> {
    const { viewer } = visit;
    const { programme, language } = await this.place(visit, { ...query, letter });
    const texts = typeof query['tried'] === 'string' ? unpacked(query['tried']) : nothingTyped;
    const answer = await this.previews.execute(viewer, programme.code, { language, letter, texts });
    if (answer.status === 'refused') throw new DomainError('invalid', 'mail-text.invalid');
    sendMailBody(response, answer.letter);
  }

  private async place(visit: Visit, fields: Fields): Promise<MailPlace> {
    const place = placeIn(fields, await this.texts.programmesOf(visit.viewer), visit);
    if (!place) throw new DomainError('forbidden', 'action.forbidden', 'view-mails');
    return place;
  }

  private async send(
    visit: Visit,
    response: Response,
    place: MailPlace,
    status: number,
    state: TextState,
  ): Promise<void> {
    const { viewer } = visit;
    const { language, letter, keys } = place;
    const { code } = place.programme;
    const texts = await this.texts.list(viewer, code, language, letter);
    const tried = triedOf(state, texts);
    const [programmes, own, history, sample] = await Promise.all([
      this.texts.programmesOf(viewer),
      this.texts.own(viewer, code),
      this.texts.history(viewer, code, language, keys),
      this.letters.letter(viewer, code, language, letter, tried),
    ]);
    const mayEdit = mayInProgramme(viewer, 'edit-mail-texts', code);
    const frame = tried.size > 0 ? packed(tried) : null;
    const props = { visit, programmes, place, texts, own, history, sample, mayEdit, state, tried: frame };
    sendHtml(response, status, <MailTextsPage {...props} />);
  }
}

/** The sentence about what was saved, after the way back from the post. */
function outcomeOf(saved: unknown): string | null {
  if (saved === 'some') return 'mail-texts.saved';
  return saved === 'none' ? 'mail-texts.unchanged' : null;
}
