import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import {
  OwnIncident,
  ResolveIncident,
  signedIn,
  WorkQueries,
  type Acted,
  type IncidentView,
  type Page,
} from '#libs/cases';
import type { Viewer } from '#libs/identity';
import { ActedDto } from '../http/acted.js';
import { Acts, ApiController, CurrentViewer, IdempotencyKey } from '../http/decorators.js';
import { pageOf } from '../http/page.js';
import { IncidentPage, IncidentQuery, OwnIncidentDto, ResolveIncidentDto } from './incident.dto.js';

/** Things that need a coordinator, over all cases. */
@ApiController('incidents', 'incidents')
export class IncidentsController {
  constructor(
    private readonly queries: WorkQueries,
    private readonly resolution: ResolveIncident,
    private readonly owners: OwnIncident,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listIncidents',
    summary: 'Incidents of your programmes, newest first, at most 500',
  })
  @ApiOkResponse({ type: IncidentPage })
  async list(@CurrentViewer() viewer: Viewer, @Query() query: IncidentQuery): Promise<Page<IncidentView>> {
    const { owner, ...filter } = query;
    const asked = owner === undefined ? {} : { owner: owner === 'nobody' ? null : owner };
    return pageOf(await this.queries.incidents(viewer, { ...filter, ...asked }), ({ id }) => id, query);
  }

  @Post(':id/owner')
  @HttpCode(204)
  @ApiOperation({ operationId: 'ownIncident', summary: 'Say who looks after an incident' })
  @ApiNoContentResponse()
  own(
    @CurrentViewer() viewer: Viewer,
    @Param('id') incident: string,
    @Body() { person }: OwnIncidentDto,
  ): Promise<void> {
    return this.owners.execute(viewer, incident, person);
  }

  @Post(':id/resolution')
  @HttpCode(200)
  @Acts()
  @ApiOperation({ operationId: 'resolveIncident', summary: 'Say how an incident was resolved' })
  @ApiOkResponse({ type: ActedDto })
  resolve(
    @CurrentViewer() viewer: Viewer,
    @Param('id') incident: string,
    @Body() { reason }: ResolveIncidentDto,
    @IdempotencyKey() key: string,
  ): Promise<Acted> {
    return this.resolution.execute(signedIn(viewer), { incident, reason }, key);
  }
}
