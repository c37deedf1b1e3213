import { Controller, Get, Param, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DirectoryQueries, EditProgramme, ManageAccounts, type ProgrammeView } from '#libs/cases';
import { DomainError } from '#libs/domain';
import { openableRoles } from '#libs/identity';
import { textIn } from '../directory/posted.js';
import { answered } from '../http/answered.js';
import { PageFilter } from '../http/page.filter.js';
import { bodyOfRequest, sendHtml } from '../http/requests.js';
import { AskedAbout } from '../http/unsent.js';
import { SignedInGuard, Visited, type Visit } from '../http/visit.js';
import { AccountsPage } from './administration.view.js';
import { DataPolicyPage } from './data-policy.view.js';

/** What administrators alone decide: sign-ins, and what a programme opens to whom. */
@Controller('console')
@UseGuards(SignedInGuard)
@UseFilters(PageFilter)
export class AdministrationController {
  constructor(
    private readonly accounts: ManageAccounts,
    private readonly directory: DirectoryQueries,
    private readonly programmes: EditProgramme,
  ) {}

  @Get('accounts')
  async list(@Visited() visit: Visit, @Res() response: Response): Promise<void> {
    await this.sendAccounts(visit, response, 200, null);
  }

  @Post('accounts')
  @AskedAbout('account.title', { person: 'account.person' })
  async change(@Visited() visit: Visit, @Req() request: Request, @Res() response: Response): Promise<void> {
    const body = bodyOfRequest(request);
    const answer = await answered(async () => {
      const [person, programme] = [textIn(body, 'person').toUpperCase(), textIn(body, 'programme') || '*'];
      if (body['do'] === 'invite') await this.accounts.invite(visit.viewer, programme, person);
      else if (body['do'] === 'disable') await this.accounts.disable(visit.viewer, programme, person);
      else await this.accounts.endSessions(visit.viewer, programme, person);
    });
    if (answer.ok) response.redirect(303, '/console/accounts');
    else await this.sendAccounts(visit, response, answer.status, answer.notice);
  }

  @Get('programmes/:code/data-policy')
  async policy(
    @Visited() visit: Visit,
    @Res() response: Response,
    @Param('code') code: string,
  ): Promise<void> {
    const programme = await this.programme(visit, code);
    sendHtml(
      response,
      200,
      <DataPolicyPage
        visit={visit}
        programme={programme}
        policy={programme.dataPolicy ?? {}}
        tasks={this.directory.openable(visit.viewer)}
        notice={null}
      />,
    );
  }

  @Post('programmes/:code/data-policy')
  @AskedAbout('policy.title', { partner: 'policy-of.partner', observer: 'policy-of.observer' })
  async open(
    @Visited() visit: Visit,
    @Req() request: Request,
    @Res() response: Response,
    @Param('code') code: string,
  ): Promise<void> {
    const programme = await this.programme(visit, code);
    const body = bodyOfRequest(request);
    const dataPolicy = Object.fromEntries(openableRoles.map((role) => [role, pathsIn(body[role])]));
    try {
      await this.programmes.execute(visit.viewer, code, { dataPolicy });
      response.redirect(303, visit.path);
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'invalid') throw error;
      sendHtml(
        response,
        422,
        <DataPolicyPage
          visit={visit}
          programme={programme}
          policy={dataPolicy}
          tasks={this.directory.openable(visit.viewer)}
          notice={visit.speech.say('error.invalid')}
        />,
      );
    }
  }

  private async programme({ viewer }: Visit, code: string): Promise<ProgrammeView> {
    const found = (await this.directory.programmes(viewer)).find((one) => one.code === code);
    if (!found) throw new DomainError('not-found', 'programme.unknown', code);
    if (found.dataPolicy === null) throw new DomainError('forbidden', 'action.forbidden', 'edit-programme');
    return found;
  }

  private async sendAccounts(
    visit: Visit,
    response: Response,
    status: number,
    notice: string | null,
  ): Promise<void> {
    const accounts = await this.accounts.list(visit.viewer);
    sendHtml(response, status, <AccountsPage visit={visit} accounts={accounts} notice={notice} />);
  }
}

/** One path a tick; several a text, for a program that posts. */
function pathsIn(posted: unknown): readonly string[] {
  return [posted]
    .flat()
    .flatMap((text) => (typeof text === 'string' ? text.split(/\s+/) : []))
    .filter((path) => path !== '');
}
