import { Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { DueDates, type DueDate, type Page } from '#libs/cases';
import { CaseClock } from '#libs/config';
import { addDays, DomainError, type LocalDate } from '#libs/domain';
import type { Viewer } from '#libs/identity';
import { ApiController, CurrentViewer } from '../http/decorators.js';
import { pageOf } from '../http/page.js';
import { DueDatePage, DueDatesQuery } from './due-date.dto.js';

/** Days after the first that are answered unless told, and at most: as far as a calendar program gets. */
const [usual, longest] = [30, 400];

/** What is due when, in the cases that whoever asks may see. */
@ApiController('due-dates', 'work')
export class DueDatesController {
  constructor(
    private readonly dates: DueDates,
    private readonly clock: CaseClock,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listDueDates',
    summary: 'Due dates of tasks, approvals and milestones between two days, ascending',
  })
  @ApiOkResponse({ type: DueDatePage })
  async list(@CurrentViewer() viewer: Viewer, @Query() query: DueDatesQuery): Promise<Page<DueDate>> {
    const { programme, mine, coordinated } = query;
    const now = this.clock.now();
    const dates = await this.dates.between(
      viewer,
      {
        ...spanOf(query, new Date(now).toISOString().slice(0, 10)),
        ...(programme !== undefined && { programme }),
        ...(mine !== undefined && { mine }),
        ...(coordinated !== undefined && { coordinated }),
      },
      now,
    );
    return pageOf(dates, ({ id }) => id, query);
  }
}

/** Throws `calendar.span-invalid`. */
function spanOf(
  { from: first, to: last }: DueDatesQuery,
  today: LocalDate,
): { readonly from: LocalDate; readonly to: LocalDate } {
  const from = first ?? today;
  const to = last ?? addDays(from, usual);
  if (to < from || to > addDays(from, longest))
    throw new DomainError('invalid', 'calendar.span-invalid', null, {
      hint: `Give a first day and a last one that is no more than ${longest} days later.`,
    });
  return { from, to };
}
