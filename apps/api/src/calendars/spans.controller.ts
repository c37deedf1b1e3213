import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import {
  CalendarQueries,
  ChangeCalendar,
  type CalendarChanged,
  type Page,
  type SeasonView,
} from '#libs/cases';
import type { CalendarSnapshot } from '#libs/domain';
import type { Viewer } from '#libs/identity';
import { Acts, ApiController, CurrentViewer, IdempotencyKey } from '../http/decorators.js';
import { PageQuery, pageOf } from '../http/page.js';
import {
  CalendarChangedDto,
  ChangeReasonDto,
  MoveEndDto,
  SeasonPage,
  SetSeasonDto,
  SnapshotDto,
} from './calendar.dto.js';
import { changeOrPreview } from './change-or-preview.js';

/** When a company produces day and night and owes the programme nothing. */
@ApiController('organisations/:code/seasons', 'calendars')
export class SeasonsController {
  constructor(
    private readonly queries: CalendarQueries,
    private readonly changes: ChangeCalendar,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listSeasons', summary: 'Production seasons of a company' })
  @ApiOkResponse({ type: SeasonPage })
  async list(
    @CurrentViewer() viewer: Viewer,
    @Param('code') code: string,
    @Query() query: PageQuery,
  ): Promise<Page<SeasonView>> {
    return pageOf(await this.queries.seasons(viewer, code), ({ from }) => from, query);
  }

  @Post()
  @HttpCode(200)
  @Acts()
  @ApiOperation({
    operationId: 'setSeason',
    summary: 'Enter a production season, or another end of the one that begins on that day',
  })
  @ApiOkResponse({ type: CalendarChangedDto })
  set(
    @CurrentViewer() viewer: Viewer,
    @Param('code') organisation: string,
    @Body() { from, to, ...asked }: SetSeasonDto,
    @IdempotencyKey() key: string,
  ): Promise<CalendarChanged> {
    return changeOrPreview(this.changes, viewer, { type: 'season', organisation, from, to }, asked, key);
  }

  @Post(':from/removal')
  @HttpCode(200)
  @Acts()
  @ApiOperation({ operationId: 'removeSeason', summary: 'Remove a production season' })
  @ApiOkResponse({ type: CalendarChangedDto })
  remove(
    @CurrentViewer() viewer: Viewer,
    @Param('code') organisation: string,
    @Param('from') from: string,
    @Body() asked: ChangeReasonDto,
    @IdempotencyKey() key: string,
  ): Promise<CalendarChanged> {
    return changeOrPreview(this.changes, viewer, { type: 'season-removal', organisation, from }, asked, key);
  }
}

/** How long a programme's calendar reaches. */
@ApiController('programmes/:code', 'calendars')
export class ProgrammeCalendarController {
  constructor(
    private readonly queries: CalendarQueries,
    private readonly changes: ChangeCalendar,
  ) {}

  @Get('calendar')
  @ApiOperation({
    operationId: 'getProgrammeCalendar',
    summary: 'The calendar that a case opened now would keep, before its company’s seasons',
  })
  @ApiOkResponse({ type: SnapshotDto })
  get(@CurrentViewer() viewer: Viewer, @Param('code') code: string): Promise<CalendarSnapshot> {
    return this.queries.ofProgramme(viewer, code);
  }

  @Post('end')
  @HttpCode(200)
  @Acts()
  @ApiOperation({
    operationId: 'moveProgrammeEnd',
    summary: 'Let a programme end on another day; running cases are replanned',
  })
  @ApiOkResponse({ type: CalendarChangedDto })
  end(
    @CurrentViewer() viewer: Viewer,
    @Param('code') programme: string,
    @Body() { endsOn, ...asked }: MoveEndDto,
    @IdempotencyKey() key: string,
  ): Promise<CalendarChanged> {
    return changeOrPreview(this.changes, viewer, { type: 'horizon', programme, endsOn }, asked, key);
  }
}
