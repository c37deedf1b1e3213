import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ArrangeSubstitution, SubstitutionQueries, type Page, type SubstitutionView } from '#libs/cases';
import type { Viewer } from '#libs/identity';
import { ApiController, CurrentViewer } from '../http/decorators.js';
import { PageQuery, pageOf } from '../http/page.js';
import { ArrangeSubstitutionDto, SubstitutionDto, SubstitutionPage } from './substitution.dto.js';

/** Who acts for whom while they are away. */
@ApiController('substitutions', 'directory')
export class SubstitutionsController {
  constructor(
    private readonly queries: SubstitutionQueries,
    private readonly arrangement: ArrangeSubstitution,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listSubstitutions',
    summary: 'Your substitutions and those of your programmes',
  })
  @ApiOkResponse({ type: SubstitutionPage })
  async list(@CurrentViewer() viewer: Viewer, @Query() query: PageQuery): Promise<Page<SubstitutionView>> {
    return pageOf(await this.queries.list(viewer), ({ id }) => id, query);
  }

  @Post()
  @ApiOperation({
    operationId: 'arrangeSubstitution',
    summary: 'Let somebody act for you, or as an administrator for anybody, between two days',
  })
  @ApiCreatedResponse({ type: SubstitutionDto })
  arrange(@CurrentViewer() viewer: Viewer, @Body() body: ArrangeSubstitutionDto): Promise<SubstitutionView> {
    return this.arrangement.execute(viewer, body);
  }

  @Post(':id/end')
  @HttpCode(200)
  @ApiOperation({ operationId: 'endSubstitution', summary: 'End a substitution before its last day' })
  @ApiOkResponse({ type: SubstitutionDto })
  end(@CurrentViewer() viewer: Viewer, @Param('id') id: string): Promise<SubstitutionView> {
    return this.arrangement.end(viewer, id);
  }
}
