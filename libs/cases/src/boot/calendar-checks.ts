import { Injectable } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import { DomainError, localDateAt } from '#libs/domain';
import { Programmes } from '#libs/persistence';
import { Calendars } from '../calendars/calendars.js';

/** Whether every programme has a calendar for as long as it lasts. */
@Injectable()
export class CalendarChecks {
  constructor(
    private readonly programmes: Programmes,
    private readonly calendars: Calendars,
    private readonly clock: CaseClock,
  ) {}

  /** Every reason not to start. */
  async problems(): Promise<readonly string[]> {
    const problems: string[] = [];
    for (const programme of await this.programmes.list()) {
      const { code, country, endsOn } = programme;
      try {
        const calendar = await this.calendars.ofProgramme(programme);
        const today = localDateAt(calendar, this.clock.now());
        if (today <= endsOn && endsOn > calendar.horizon.to)
          problems.push(`The calendar of ${country} ends before programme ${code} does.`);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        problems.push(`Programme ${code} in ${country} has no calendar: ${error.details.hint ?? error.code}`);
      }
    }
    return problems;
  }
}
