import { Controller, Get, Param, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CopyLink, filedDocuments, FileDocuments, ItemQueries } from '#libs/cases';
import type { TypedAnswers } from '#libs/definitions';
import type { FieldError } from '#libs/domain';
import { decodeBody } from '../forms/form-encoding.js';
import { answered } from '../http/answered.js';
import { PageFilter } from '../http/page.filter.js';
import { postedForm, textOf } from '../http/form-post.js';
import { bodyOfRequest, sendHtml } from '../http/requests.js';
import { newFormKey } from '../http/tokens.js';
import { AskedAbout, ShownAgain } from '../http/unsent.js';
import { SignedInGuard, unsentOn, Visited, type Visit } from '../http/visit.js';
import { requestKey } from '../http/request-key.js';
import { FilingPage } from './filing.view.js';
import { CopiedLinkPage } from './copied-link.view.js';
import { FormFiles } from './form-edits.js';
import { paperForm } from './paper-form.js';

interface FilingState {
  readonly typed: TypedAnswers;
  readonly reason: string;
  readonly problems: readonly FieldError[];
  readonly notice: string | null;
  readonly key: string;
}

/** Papers that arrived outside, and links that are handed on by hand. */
@Controller('console/items/:id')
@UseGuards(SignedInGuard)
@UseFilters(PageFilter)
export class FilingController {
  constructor(
    private readonly items: ItemQueries,
    private readonly files: FormFiles,
    private readonly file: FileDocuments,
    private readonly links: CopyLink,
  ) {}

  @Get('filing')
  async show(
    @Visited() visit: Visit,
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
  ): Promise<void> {
    const unsent = unsentOn(request, visit);
    await this.send(visit, response, 200, id, {
      typed: unsent ? decodeBody(paperForm, unsent) : {},
      reason: textOf(unsent?.['reason']),
      problems: [],
      notice: unsent ? 'notice.resumed' : null,
      key: newFormKey(),
    });
  }

  @Post('filing')
  @ShownAgain()
  async post(
    @Visited() visit: Visit,
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
  ): Promise<void> {
    const posted = postedForm(request);
    const [reason, key] = [textOf(posted.body['reason']), textOf(posted.body['key'])];
    const filled = await this.files.filled(visit.actor, id, paperForm, posted, visit.speech);
    const { typed, action, problems } = filled;
    await this.files.removed(visit.actor, action);
    const state: FilingState = { typed, reason, problems, notice: null, key };
    if (action !== 'submit' || problems.length > 0) {
      await this.send(visit, response, problems.length > 0 ? 422 : 200, id, state);
      return;
    }
    const documents = [typed[filedDocuments] ?? []].flat() as string[];
    const input = { task: id, documents, ...(reason && { reason }) };
    const answer = await answered(() => this.file.execute(visit.actor, input, requestKey(key, input)));
    if (answer.ok) response.redirect(303, `/console/items/${encodeURIComponent(id)}`);
    else await this.send(visit, response, answer.status, id, { ...state, notice: answer.notice });
  }

  @Post('copied-link')
  @AskedAbout('copy-link.title', { person: 'person.name' })
  async copy(
    @Visited() visit: Visit,
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
  ): Promise<void> {
    const person = textOf(bodyOfRequest(request)['person']);
    const copied = await this.links.execute(visit.actor, { task: id, ...(person && { person }) });
    const view = await this.items.itemView(visit.actor, id);
    sendHtml(response, 200, <CopiedLinkPage visit={visit} view={view} copied={copied} />);
  }

  private async send(
    visit: Visit,
    response: Response,
    status: number,
    id: string,
    state: FilingState,
  ): Promise<void> {
    const view = await this.items.itemView(visit.actor, id);
    if (view.may.fileDocuments)
      sendHtml(response, status, <FilingPage visit={visit} view={view} {...state} formKey={state.key} />);
    else response.redirect(303, `/console/items/${encodeURIComponent(id)}`);
  }
}
