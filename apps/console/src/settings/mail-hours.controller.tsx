import { Controller, Get, Param, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DirectoryQueries, EditProgramme, type MailHoursChange, type ProgrammeView } from '#libs/cases';
import { DomainError } from '#libs/domain';
import { textIn } from '../directory/posted.js';
import { answered } from '../http/answered.js';
import { PageFilter } from '../http/page.filter.js';
import { bodyOfRequest, sendHtml } from '../http/requests.js';
import { AskedAbout } from '../http/unsent.js';
import { SignedInGuard, Visited, type Visit } from '../http/visit.js';
import { MailHoursPage, shownMailHours } from './mail-hours.view.js';

/** When a programme's mail leaves, and how often it may press: for administrators. */
@Controller('console/programmes/:code/mail-hours')
@UseGuards(SignedInGuard)
@UseFilters(PageFilter)
export class MailHoursController {
  constructor(
    private readonly directory: DirectoryQueries,
    private readonly programmes: EditProgramme,
  ) {}

  @Get()
  async show(@Visited() visit: Visit, @Res() response: Response, @Param('code') code: string): Promise<void> {
    const programme = await this.programme(visit, code);
    const page = (
      <MailHoursPage visit={visit} programme={programme} values={shownMailHours(programme)} notice={null} />
    );
    sendHtml(response, 200, page);
  }

  @Post()
  @AskedAbout('mail-hours.title', {
    ...{ reminderAt: 'mail-hours.reminder-at', mailsAWeek: 'mail-hours.a-week' },
    ...{ quietFrom: 'mail-hours.quiet-from', quietTo: 'mail-hours.quiet-to' },
  })
  async change(
    @Visited() visit: Visit,
    @Req() request: Request,
    @Res() response: Response,
    @Param('code') code: string,
  ): Promise<void> {
    const programme = await this.programme(visit, code);
    const body = bodyOfRequest(request);
    const answer = await answered(() => this.programmes.execute(visit.viewer, code, mailHoursOf(body)));
    if (answer.ok) {
      response.redirect(303, visit.path);
      return;
    }
    const page = <MailHoursPage visit={visit} programme={programme} values={body} notice={answer.notice} />;
    sendHtml(response, answer.status, page);
  }

  private async programme({ viewer }: Visit, code: string): Promise<ProgrammeView> {
    const found = (await this.directory.programmes(viewer)).find((one) => one.code === code);
    if (!found) throw new DomainError('not-found', 'programme.unknown', code);
    if (found.dataPolicy === null) throw new DomainError('forbidden', 'action.forbidden', 'edit-programme');
    return found;
  }
}

function mailHoursOf(body: Readonly<Record<string, unknown>>): MailHoursChange {
  const cap = textIn(body, 'mailsAWeek');
  return {
    reminderAt: minuteOf(textIn(body, 'reminderAt')),
    quietFrom: minuteOf(textIn(body, 'quietFrom')),
    quietTo: minuteOf(textIn(body, 'quietTo')),
    // What is no number is refused like one out of bounds.
    mailsAWeek: /^\d{1,6}$/.test(cap) ? Number(cap) : Number.NaN,
  };
}

/** Browsers without a time input hand in what was typed: `9:00`, and some add seconds. */
function minuteOf(time: string): number {
  const [, hours, minutes] = /^(\d{1,2})[:h](\d{2})(?::00)?$/.exec(time) ?? [];
  return Number(minutes) < 60 ? Number(hours) * 60 + Number(minutes) : Number.NaN;
}
