import { Controller, Get, Param, Post, Query, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import {
  CalendarQueries,
  DirectoryQueries,
  EditOrganisations,
  EditPeople,
  GrantRoles,
  type GapView,
  type ProgrammeView,
} from '#libs/cases';
import { mayInProgramme } from '#libs/identity';
import { answered } from '../http/answered.js';
import { PageFilter } from '../http/page.filter.js';
import { bodyOfRequest, sendHtml } from '../http/requests.js';
import { AskedAbout, type Asked } from '../http/unsent.js';
import { SignedInGuard, Visited, type Visit } from '../http/visit.js';
import { showing } from '../programme-choice/showing.js';
import { OrganisationPage, OrganisationsPage } from './organisations.view.js';
import { PeoplePage, PersonPage } from './people.view.js';
import { organisationOf, personChange, personOf, textIn } from './posted.js';

/** What the forms call their fields. */
const organisationFields: Asked['fields'] = {
  ...{ programme: 'case.programme', code: 'organisation.code', name: 'organisation.name' },
  ...{ country: 'organisation.country', sector: 'organisation.sector', town: 'organisation.town' },
  ...{ employees: 'organisation.employees', product: 'organisation.product' },
};
const personFields: Asked['fields'] = {
  ...{ programme: 'case.programme', name: 'person.name', email: 'sign-in.email', phone: 'person.phone' },
  ...{
    language: 'page.language',
    organisation: 'person.organisation',
    mailRhythm: ['rhythm.label', 'rhythm'],
  },
  ...{
    function: ['signature.function', 'party'],
    role: ['person.roles', 'party'],
    country: 'person.country',
  },
};

/** Organisations and people: lists to read, and small forms for whoever may edit them. */
@Controller('console')
@UseGuards(SignedInGuard)
@UseFilters(PageFilter)
export class DirectoryController {
  constructor(
    private readonly directory: DirectoryQueries,
    private readonly companies: EditOrganisations,
    private readonly edit: EditPeople,
    private readonly roles: GrantRoles,
    private readonly calendars: CalendarQueries,
  ) {}

  @Get('organisations')
  async organisations(
    @Visited() visit: Visit,
    @Res() response: Response,
    @Query('programme') programme?: string,
  ): Promise<void> {
    await this.sendOrganisations(showing(visit, programme), response, 200, {}, null);
  }

  @Post('organisations')
  @AskedAbout('organisation.add', organisationFields)
  async addOrganisation(
    @Visited() visit: Visit,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const body = bodyOfRequest(request);
    const answer = await answered(() =>
      this.companies.add(visit.viewer, textIn(body, 'programme'), organisationOf(body)),
    );
    if (answer.ok) response.redirect(303, '/console/organisations');
    else await this.sendOrganisations(visit, response, answer.status, body, answer.notice);
  }

  @Get('organisations/:code')
  async organisation(
    @Visited() visit: Visit,
    @Res() response: Response,
    @Param('code') code: string,
  ): Promise<void> {
    await this.sendOrganisation(visit, response, 200, code, null);
  }

  @Post('organisations/:code')
  @AskedAbout('directory.change', organisationFields)
  async changeOrganisation(
    @Visited() visit: Visit,
    @Req() request: Request,
    @Res() response: Response,
    @Param('code') code: string,
  ): Promise<void> {
    const body = bodyOfRequest(request);
    const answer = await answered(() => {
      const { code: _code, ...change } = organisationOf(body);
      return this.companies.change(visit.viewer, textIn(body, 'programme'), code, change);
    });
    if (answer.ok) response.redirect(303, visit.path);
    else await this.sendOrganisation(visit, response, answer.status, code, answer.notice);
  }

  @Get('people')
  async people(
    @Visited() visit: Visit,
    @Res() response: Response,
    @Query('programme') programme?: string,
  ): Promise<void> {
    await this.sendPeople(showing(visit, programme), response, 200, {}, null);
  }

  @Post('people')
  @AskedAbout('person.add', personFields)
  async addPerson(
    @Visited() visit: Visit,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const body = bodyOfRequest(request);
    const answer = await answered(() =>
      this.edit.addPerson(visit.viewer, textIn(body, 'programme'), personOf(body)),
    );
    if (answer.ok) response.redirect(303, '/console/people');
    else await this.sendPeople(visit, response, answer.status, body, answer.notice);
  }

  @Get('people/:id')
  async person(@Visited() visit: Visit, @Res() response: Response, @Param('id') id: string): Promise<void> {
    await this.sendPerson(visit, response, 200, id, null);
  }

  @Post('people/:id')
  @AskedAbout('directory.change', personFields)
  async changePerson(
    @Visited() visit: Visit,
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
  ): Promise<void> {
    const answer = await answered(() =>
      personChange(this.edit, this.roles, visit.viewer, id, bodyOfRequest(request)),
    );
    if (answer.ok) response.redirect(303, visit.path);
    else await this.sendPerson(visit, response, answer.status, id, answer.notice);
  }

  private async editable(visit: Visit) {
    return (await this.directory.programmes(visit.viewer)).filter(({ code }) =>
      mayInProgramme(visit.viewer, 'edit-people', code),
    );
  }

  private async sendOrganisations(
    visit: Visit,
    response: Response,
    status: number,
    body: Readonly<Record<string, unknown>>,
    notice: string | null,
  ): Promise<void> {
    const { viewer } = visit;
    const [organisations, programmes] = await Promise.all([
      this.directory.organisations(viewer, filterOf(visit)),
      this.editable(visit),
    ]);
    sendHtml(
      response,
      status,
      <OrganisationsPage
        visit={visit}
        organisations={organisations}
        programmes={programmes}
        body={body}
        notice={notice}
      />,
    );
  }

  private async sendOrganisation(
    visit: Visit,
    response: Response,
    status: number,
    code: string,
    notice: string | null,
  ): Promise<void> {
    const [organisation, programmes] = await Promise.all([
      this.directory.organisation(visit.viewer, code),
      this.editable(visit),
    ]);
    const [people, seasons, mayEdit] = await Promise.all([
      this.directory.people(visit.viewer, { organisation: code }),
      this.calendars.seasons(visit.viewer, code),
      this.calendars.mayEditSeasons(visit.viewer, code),
    ]);
    sendHtml(
      response,
      status,
      <OrganisationPage
        visit={visit}
        organisation={organisation}
        people={people}
        programmes={programmes}
        seasons={{ seasons, mayEdit }}
        notice={notice}
      />,
    );
  }

  private async sendPeople(
    visit: Visit,
    response: Response,
    status: number,
    body: Readonly<Record<string, unknown>>,
    notice: string | null,
  ): Promise<void> {
    const { viewer } = visit;
    const [people, organisations, programmes] = await Promise.all([
      this.directory.people(viewer, filterOf(visit)),
      this.directory.organisations(viewer),
      this.editable(visit),
    ]);
    sendHtml(
      response,
      status,
      <PeoplePage
        visit={visit}
        people={people}
        organisations={organisations}
        programmes={programmes}
        body={body}
        notice={notice}
        gaps={await this.gaps(visit, programmes)}
      />,
    );
  }

  private async sendPerson(
    visit: Visit,
    response: Response,
    status: number,
    id: string,
    notice: string | null,
  ): Promise<void> {
    const [person, organisations, programmes] = await Promise.all([
      this.directory.person(visit.viewer, id),
      this.directory.organisations(visit.viewer),
      this.editable(visit),
    ]);
    sendHtml(
      response,
      status,
      <PersonPage
        visit={visit}
        person={person}
        organisations={organisations}
        programmes={programmes}
        notice={notice}
        gaps={await this.gaps(visit, programmes)}
      />,
    );
  }

  /** Of every programme whose people the viewer may change. */
  private async gaps(visit: Visit, programmes: readonly ProgrammeView[]): Promise<readonly GapView[]> {
    const all = await Promise.all(programmes.map(({ code }) => this.directory.gaps(visit.viewer, code)));
    return all.flat();
  }
}

function filterOf({ programme }: Visit): { readonly programme?: string } {
  return programme === '' ? {} : { programme };
}
