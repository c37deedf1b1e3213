import { Body, Get, Param, Patch, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import {
  DirectoryQueries,
  EditProgramme,
  type DefinitionView,
  type Page,
  type ProgrammeView,
} from '#libs/cases';
import { DomainError } from '#libs/domain';
import type { Viewer } from '#libs/identity';
import { ApiController, CurrentViewer } from '../http/decorators.js';
import { PageQuery, pageOf } from '../http/page.js';
import { DefinitionPage, ProgrammeDto, ProgrammePage } from './directory.dto.js';
import { ChangeProgrammeDto } from './edits.dto.js';

/** Programmes, as far as one takes part in them. */
@ApiController('programmes', 'directory')
export class ProgrammesController {
  constructor(
    private readonly queries: DirectoryQueries,
    private readonly edits: EditProgramme,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listProgrammes', summary: 'Programmes you take part in' })
  @ApiOkResponse({ type: ProgrammePage })
  async list(@CurrentViewer() viewer: Viewer, @Query() query: PageQuery): Promise<Page<ProgrammeView>> {
    return pageOf(await this.queries.programmes(viewer), ({ code }) => code, query);
  }

  @Get(':code')
  @ApiOperation({ operationId: 'getProgramme', summary: 'A programme' })
  @ApiOkResponse({ type: ProgrammeDto })
  get(@CurrentViewer() viewer: Viewer, @Param('code') code: string): Promise<ProgrammeView> {
    return programmeOf(this.queries, viewer, code);
  }

  @Patch(':code')
  @ApiOperation({
    operationId: 'changeProgramme',
    summary: 'Change what a programme opens to whom, and when its mail leaves',
  })
  @ApiOkResponse({ type: ProgrammeDto })
  async change(
    @CurrentViewer() viewer: Viewer,
    @Param('code') code: string,
    @Body() body: ChangeProgrammeDto,
  ): Promise<ProgrammeView> {
    await this.edits.execute(viewer, code, body);
    return programmeOf(this.queries, viewer, code);
  }
}

/** The paths a case can follow. */
@ApiController('definitions', 'directory')
export class DefinitionsController {
  constructor(private readonly queries: DirectoryQueries) {}

  @Get()
  @ApiOperation({ operationId: 'listDefinitions', summary: 'Case definitions, with their stages' })
  @ApiOkResponse({ type: DefinitionPage })
  list(@CurrentViewer() viewer: Viewer, @Query() query: PageQuery): Page<DefinitionView> {
    return pageOf(this.queries.definitions(viewer), ({ key, version }) => `${key}@${version}`, query);
  }
}

async function programmeOf(queries: DirectoryQueries, viewer: Viewer, code: string): Promise<ProgrammeView> {
  const found = (await queries.programmes(viewer)).find((programme) => programme.code === code);
  if (!found) throw new DomainError('not-found', 'programme.unknown', code);
  return found;
}
