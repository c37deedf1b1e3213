import { Injectable } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import type { Instant } from '#libs/domain';
import type { Viewer } from '#libs/identity';
import type { CaseListRow } from '#libs/persistence';
import { CaseAccess } from '../case-access.js';
import { CaseStates, type ReadCase } from '../case-states.js';
import { keepNewest } from '../keep-newest.js';
import { CaseReadings, type CaseReading } from './case-reading.js';
import { measureTitles } from './disclosure.js';
import { foresee, planOf, type Foreseen, type Plan } from './foreseen.js';
import { forecastView, type ForecastView } from './forecast-view.js';

/** Cases whose forecast is kept at hand. */
const mostKept = 500;
const day = 86_400_000;

/** When each step of a case is expected, by the rules and the calendar it follows. */
@Injectable()
export class CaseForecasts {
  /** A forecast follows from the log, calendar included, and from the day on which it is asked for. */
  private readonly kept = new Map<string, Foreseen>();
  /** By reference: plans that no later part of the log changes. */
  private readonly plans = new Map<string, Plan>();

  constructor(
    private readonly access: CaseAccess,
    private readonly states: CaseStates,
    private readonly readings: CaseReadings,
    private readonly clock: CaseClock,
  ) {}

  async of(viewer: Viewer, reference: string): Promise<ForecastView> {
    const row = await this.access.case(viewer, 'view-case', reference);
    return this.ofReading(this.readings.of(viewer, row));
  }

  /** Of a case that the viewer may see. */
  async ofReading({ viewer, row, ...reading }: CaseReading): Promise<ForecastView> {
    const now = this.clock.now();
    const [sight, measures, foreseen] = await Promise.all([
      reading.sight,
      reading.measures,
      this.foreseen(row, now),
    ]);
    return forecastView({
      ...{ row, now, foreseen, definition: sight.definition },
      language: viewer.language,
      measures: measureTitles(sight, measures),
    });
  }

  private async foreseen(row: CaseListRow, now: Instant): Promise<Foreseen> {
    const key = `${row.reference} ${row.seq} ${Math.floor(now / day)}`;
    const known = this.kept.get(key);
    if (known) return known;
    const read = await this.states.at(row);
    const found = foresee(read, now, this.planOf(read));
    keepNewest(this.kept, key, found, mostKept);
    return found;
  }

  private planOf(read: ReadCase): Plan {
    const { reference } = read.state;
    const plan = this.plans.get(reference) ?? planOf(read);
    if (plan.isFinal) keepNewest(this.plans, reference, plan, mostKept);
    return plan;
  }
}
