import { Controller, Get, Param, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ItemQueries, type ItemView } from '#libs/cases';
import { PageFilter } from '../http/page.filter.js';
import { postedForm } from '../http/form-post.js';
import { sendHtml } from '../http/requests.js';
import { newFormKey } from '../http/tokens.js';
import { ShownAgain } from '../http/unsent.js';
import { SignedInGuard, unsentOn, Visited, type Visit } from '../http/visit.js';
import {
  newTranscription,
  resumed,
  TranscriptionDesk,
  type TranscriptionState,
} from './transcription-desk.js';
import { TranscriptionPage } from './transcription.view.js';

/** Taking down for a company what it said by phone, by message or on paper. */
@Controller('console/items/:id/transcription')
@UseGuards(SignedInGuard)
@UseFilters(PageFilter)
export class TranscriptionController {
  constructor(
    private readonly items: ItemQueries,
    private readonly desk: TranscriptionDesk,
  ) {}

  @Get()
  async show(
    @Visited() visit: Visit,
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
  ): Promise<void> {
    const view = await this.items.itemView(visit.actor, id);
    const unsent = unsentOn(request, visit);
    const state = newTranscription(view, newFormKey());
    const kept = unsent ? resumed(view, unsent, state) : state;
    this.send(visit, response, 200, view, kept);
  }

  @Post()
  @ShownAgain()
  async post(
    @Visited() visit: Visit,
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
  ): Promise<void> {
    const view = await this.items.itemView(visit.actor, id);
    const answer = await this.desk.post(visit.actor, view, postedForm(request), visit.speech);
    if (answer.kind === 'done') response.redirect(303, `/console/items/${encodeURIComponent(id)}`);
    else {
      // Read again: uploads have come.
      const now = await this.items.itemView(visit.actor, id);
      this.send(visit, response, answer.status, now, answer.state);
    }
  }

  private send(
    visit: Visit,
    response: Response,
    status: number,
    view: ItemView,
    state: TranscriptionState,
  ): void {
    if (view.form && view.may.transcribe)
      sendHtml(
        response,
        status,
        <TranscriptionPage
          visit={visit}
          view={view}
          form={view.form}
          state={state}
          firstMonth={this.desk.firstMonth()}
        />,
      );
    else response.redirect(303, `/console/items/${encodeURIComponent(view.item.id)}`);
  }
}
