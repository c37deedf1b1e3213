import { Controller, Get, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CalendarQueries, DirectoryQueries, DueDates, VisitQueries, type ProgrammeView } from '#libs/cases';
import { CaseClock } from '#libs/config';
import { isWorkingDay, localDateAt, type LocalDate } from '#libs/domain';
import { PageFilter } from '../http/page.filter.js';
import { sendHtml } from '../http/requests.js';
import { SignedInGuard, Visited, type Visit } from '../http/visit.js';
import { showing } from '../programme-choice/showing.js';
import { dayIn } from '../text/days.js';
import { DueCalendarPage, type CalendarDay } from './due-calendar.view.js';
import { daysOfMonth, monthOf } from './month.js';

/** What is due, month by month. */
@Controller('console/calendar')
@UseGuards(SignedInGuard)
@UseFilters(PageFilter)
export class DueCalendarController {
  constructor(
    private readonly dates: DueDates,
    private readonly visits: VisitQueries,
    private readonly directory: DirectoryQueries,
    private readonly calendars: CalendarQueries,
    private readonly clock: CaseClock,
  ) {}

  @Get()
  async show(@Visited() visitor: Visit, @Req() { query }: Request, @Res() response: Response): Promise<void> {
    const visit = showing(visitor, query['programme']);
    const { viewer } = visit;
    const programmes = await this.directory.programmes(viewer);
    const programme = programmes.find(({ code }) => code === visit.programme);
    const { today, dayOff } = await this.workOf(visit, programme ?? programmes[0]);
    const month = monthOf(query['month'], today);
    const days = daysOfMonth(month);
    const [from = today, to = today] = [days[0], days.at(-1)];
    const mine = query['mine'] === 'yes';
    const asked = { from, to, mine, ...(programme && { programme: programme.code }) };
    const [due, visits, holidays] = await Promise.all([
      this.dates.between(viewer, asked, this.clock.now()),
      this.visits.between(viewer, asked),
      this.holidaysOf(visit, programme ?? programmes[0], from, to),
    ]);
    const shown = days.map((day): CalendarDay => ({
      day,
      isOff: dayOff(day),
      holiday: holidays.get(day) ?? null,
      due: due.filter((one) => one.day === day),
      visits: visits.filter((one) => one.day === day),
    }));
    const view = query['view'] === 'agenda' ? 'agenda' : 'month';
    const props = {
      visit,
      month,
      today,
      view,
      mine,
      days: shown,
    } as const;
    sendHtml(response, 200, <DueCalendarPage {...props} />);
  }

  /** The days off are those of the programme shown, or of the first one where several are shown together. */
  private async workOf(
    { viewer }: Visit,
    programme: ProgrammeView | undefined,
  ): Promise<{ readonly today: LocalDate; readonly dayOff: (day: LocalDate) => boolean }> {
    const now = this.clock.now();
    if (!programme) return { today: dayIn('UTC', now), dayOff: () => false };
    const calendar = await this.calendars.ofProgramme(viewer, programme.code);
    return { today: localDateAt(calendar, now), dayOff: (day) => !isWorkingDay(calendar, day) };
  }

  /** Names by day, with what administrators have entered. */
  private async holidaysOf(
    { viewer }: Visit,
    programme: ProgrammeView | undefined,
    from: LocalDate,
    to: LocalDate,
  ): Promise<ReadonlyMap<LocalDate, string>> {
    if (!programme) return new Map();
    const { holidays, overrides } = await this.calendars.span(viewer, programme.country, { from, to });
    return new Map([
      ...holidays.map(({ date, name }) => [date, name] as const),
      ...overrides.map(({ day, reason }) => [day, reason] as const),
    ]);
  }
}
