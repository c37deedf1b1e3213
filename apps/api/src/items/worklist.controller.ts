import { Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { WorkQueries, type Page, type WorkItem } from '#libs/cases';
import type { Viewer } from '#libs/identity';
import { ApiController, CurrentViewer } from '../http/decorators.js';
import { PageQuery } from '../http/page.js';
import { WorkPage } from './item.dto.js';

/** What waits for whoever asks. */
@ApiController('worklist', 'work')
export class WorklistController {
  constructor(private readonly queries: WorkQueries) {}

  @Get()
  @ApiOperation({ operationId: 'getWorklist', summary: 'What you may settle now, the most urgent first' })
  @ApiOkResponse({ type: WorkPage })
  list(@CurrentViewer() viewer: Viewer, @Query() query: PageQuery): Promise<Page<WorkItem>> {
    return this.queries.worklist(viewer, query);
  }
}
