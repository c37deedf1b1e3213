import { Body, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { DirectoryQueries, EditOrganisations, type OrganisationView, type Page } from '#libs/cases';
import type { Viewer } from '#libs/identity';
import { ApiController, CurrentViewer } from '../http/decorators.js';
import { pageOf } from '../http/page.js';
import { OrganisationDto, OrganisationPage } from './directory.dto.js';
import { AddOrganisationDto, ChangeOrganisationDto, DirectoryQuery } from './edits.dto.js';

/** Companies and partners. */
@ApiController('organisations', 'directory')
export class OrganisationsController {
  constructor(
    private readonly queries: DirectoryQueries,
    private readonly edits: EditOrganisations,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listOrganisations', summary: 'Organisations of your programmes' })
  @ApiOkResponse({ type: OrganisationPage })
  async list(
    @CurrentViewer() viewer: Viewer,
    @Query() query: DirectoryQuery,
  ): Promise<Page<OrganisationView>> {
    const { programme } = query;
    const rows = await this.queries.organisations(viewer, programme === undefined ? {} : { programme });
    return pageOf(rows, ({ code }) => code, query);
  }

  @Post()
  @ApiOperation({
    operationId: 'addOrganisation',
    summary: 'Add an organisation to a programme; its code is taken once',
  })
  @ApiCreatedResponse({ type: OrganisationDto })
  add(@CurrentViewer() viewer: Viewer, @Body() body: AddOrganisationDto): Promise<OrganisationView> {
    const { programme, partner = null, ...organisation } = body;
    return this.edits.add(viewer, programme, organisation, partner);
  }

  @Get(':code')
  @ApiOperation({ operationId: 'getOrganisation', summary: 'An organisation' })
  @ApiOkResponse({ type: OrganisationDto })
  get(@CurrentViewer() viewer: Viewer, @Param('code') code: string): Promise<OrganisationView> {
    return this.queries.organisation(viewer, code);
  }

  @Patch(':code')
  @ApiOperation({ operationId: 'changeOrganisation', summary: 'Change what is known of an organisation' })
  @ApiOkResponse({ type: OrganisationDto })
  change(
    @CurrentViewer() viewer: Viewer,
    @Param('code') code: string,
    @Body() { programme, ...change }: ChangeOrganisationDto,
  ): Promise<OrganisationView> {
    return this.edits.change(viewer, programme, code, change);
  }
}
