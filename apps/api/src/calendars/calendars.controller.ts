import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import {
  CalendarQueries,
  ChangeCalendar,
  type CalendarChanged,
  type CalendarSpan,
  type CalendarSummary,
  type Page,
} from '#libs/cases';
import type { Viewer } from '#libs/identity';
import { Acts, ApiController, CurrentViewer, IdempotencyKey } from '../http/decorators.js';
import { PageQuery, pageOf } from '../http/page.js';
import {
  AddOverrideDto,
  CalendarChangedDto,
  CalendarPage,
  CalendarSpanDto,
  ChangeReasonDto,
  SpanQuery,
} from './calendar.dto.js';
import { changeOrPreview } from './change-or-preview.js';

/** The days that count in a country: what is known of them, and what administrators know better. */
@ApiController('calendars', 'calendars')
export class CalendarsController {
  constructor(
    private readonly queries: CalendarQueries,
    private readonly changes: ChangeCalendar,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listCalendars', summary: 'Countries with a calendar, your own first' })
  @ApiOkResponse({ type: CalendarPage })
  async list(@CurrentViewer() viewer: Viewer, @Query() query: PageQuery): Promise<Page<CalendarSummary>> {
    return pageOf(await this.queries.list(viewer), ({ country }) => country, query);
  }

  @Get(':country')
  @ApiOperation({
    operationId: 'getCalendar',
    summary: 'Holidays with their sources, weekends, clock changes and overrides between two days',
  })
  @ApiOkResponse({ type: CalendarSpanDto })
  get(
    @CurrentViewer() viewer: Viewer,
    @Param('country') country: string,
    @Query() query: SpanQuery,
  ): Promise<CalendarSpan> {
    return this.queries.span(viewer, country, query);
  }

  @Post(':country/overrides')
  @HttpCode(200)
  @Acts()
  @ApiOperation({
    operationId: 'addOverride',
    summary: 'Enter a further day off, or a holiday that is worked; running cases are replanned',
  })
  @ApiOkResponse({ type: CalendarChangedDto })
  override(
    @CurrentViewer() viewer: Viewer,
    @Param('country') country: string,
    @Body() { day, works, ...asked }: AddOverrideDto,
    @IdempotencyKey() key: string,
  ): Promise<CalendarChanged> {
    return changeOrPreview(this.changes, viewer, { type: 'override', country, day, works }, asked, key);
  }

  @Post(':country/overrides/:day/withdrawal')
  @HttpCode(200)
  @Acts()
  @ApiOperation({
    operationId: 'withdrawOverride',
    summary: 'Take an entered day back; running cases are replanned',
  })
  @ApiOkResponse({ type: CalendarChangedDto })
  withdraw(
    @CurrentViewer() viewer: Viewer,
    @Param('country') country: string,
    @Param('day') day: string,
    @Body() asked: ChangeReasonDto,
    @IdempotencyKey() key: string,
  ): Promise<CalendarChanged> {
    return changeOrPreview(this.changes, viewer, { type: 'withdrawal', country, day }, asked, key);
  }

  @Post(':country/renewal')
  @HttpCode(200)
  @Acts()
  @ApiOperation({
    operationId: 'renewCalendar',
    summary: 'Take the holidays and clock changes of this release over into running cases',
  })
  @ApiOkResponse({ type: CalendarChangedDto })
  renew(
    @CurrentViewer() viewer: Viewer,
    @Param('country') country: string,
    @Body() asked: ChangeReasonDto,
    @IdempotencyKey() key: string,
  ): Promise<CalendarChanged> {
    return changeOrPreview(this.changes, viewer, { type: 'data', country }, asked, key);
  }
}
