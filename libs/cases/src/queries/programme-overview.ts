import { Injectable } from '@nestjs/common';
import { outcomeText, textsOf } from '#libs/definitions';
import {
  addDays,
  DomainError,
  instantAt,
  localDateAt,
  roles,
  weekStart,
  type Instant,
  type Role,
} from '#libs/domain';
import { mayInProgramme, reachOf, type Viewer } from '#libs/identity';
import {
  ageingBounds,
  CaseViews,
  measureStatuses,
  Programmes,
  type DueCount,
  type MeasureCount,
  type ProgrammeFigures,
  type Quota,
  type StageCount,
  type Waiting,
} from '#libs/persistence';
import { Calendars } from '../calendars/calendars.js';
import { DefinitionLibrary } from '../definition-library.js';
import { DirectoryQueries } from '../people/directory-queries.js';
import { leastCompanies, soFar, tellingNobodys, type SavingsByMonth } from './savings.js';
import type { PersonView, ProgrammeView } from './views.js';

/** A programme on one page; amounts in its currency. */
export interface ProgrammeOverview {
  readonly programme: ProgrammeView;
  /** In the order of the paths. */
  readonly stages: readonly (StageCount & { readonly title: string })[];
  readonly outcomes: readonly { readonly title: string; readonly count: number }[];
  readonly open: number;
  readonly closed: number;
  /** Weeks from the present one on; days are the programme's own. */
  readonly weeks: readonly (DueCount & { readonly from: string })[];
  /** Overdue steps by days of delay; the last group has no end. */
  readonly ageing: readonly { readonly from: number; readonly to: number | null; readonly count: number }[];
  /** Null where too few companies stand behind the sums for who may not see a company's figures (I15). */
  readonly measures: readonly MeasureCount[] | null;
  /** A year's savings so far: planned, and verified; by month, or by as many months as hide one company's. Null as `measures`. */
  readonly savings: readonly SavingsByMonth[] | null;
  readonly quota: Quota;
  /** Null for who may not see ranks. */
  readonly waiting: readonly Waiting[] | null;
  /** Null for who may not see people. */
  readonly people: readonly { readonly role: Role; readonly persons: readonly PersonView[] }[] | null;
  readonly partners: readonly { readonly code: string; readonly name: string; readonly partner: string }[];
}

const weeksShown = 8;

/** Programmes as a whole, for people: how far, how late, how much, who. Programs count them by `ProgrammeReports`. */
@Injectable()
export class ProgrammeOverviews {
  constructor(
    private readonly directory: DirectoryQueries,
    private readonly views: CaseViews,
    private readonly programmes: Programmes,
    private readonly calendars: Calendars,
    private readonly library: DefinitionLibrary,
  ) {}

  /** At an instant of case time. Throws `programme.unknown` also where the viewer sees no case of it by a role. */
  async of(viewer: Viewer, code: string, now: Instant): Promise<ProgrammeOverview> {
    const programme = (await this.directory.programmes(viewer)).find((each) => each.code === code);
    const reach = reachWithin(viewer, code);
    if (!programme || (reach !== 'every' && reach.length === 0))
      throw new DomainError('not-found', 'programme.unknown', code);
    const calendar = await this.calendars.ofProgramme(programme);
    const monday = localDateAt(calendar, weekStart({ calendar }, now));
    const bounds = Array.from({ length: weeksShown + 1 }, (_, index) => {
      const day = addDays(monday, index * 7);
      return { day, at: instantAt(calendar, day, 0) };
    });
    const { timeZone } = calendar;
    const [figures, quota, waiting, people, organisations] = await Promise.all([
      this.views.figures({ programme: code, reach, now, bounds, timeZone }),
      this.views.quota(code),
      mayInProgramme(viewer, 'view-answers', code) ? this.views.waitingList(code) : null,
      mayInProgramme(viewer, 'view-people', code) ? this.directory.people(viewer, { programme: code }) : null,
      this.programmes.organisationsOf(code),
    ]);
    const seesEach = mayInProgramme(viewer, 'view-answers', code);
    const shows = seesEach || tellsNobodys(figures.measures);
    return {
      programme,
      stages: this.stagesOf(viewer, figures),
      outcomes: this.outcomesOf(viewer, figures),
      open: sum(figures.stages.map(({ open }) => open)),
      closed: sum(figures.closed.map(({ count }) => count)),
      weeks: figures.due.map((due, index) => ({ ...due, from: bounds[index]?.day ?? monday })),
      ageing: figures.ageing.map((count, index) => ({
        from: index === 0 ? 0 : (ageingBounds[index - 1] ?? 0),
        to: ageingBounds[index] ?? null,
        count,
      })),
      measures: shows ? inOrder(figures.measures) : null,
      savings: shows ? soFar(seesEach ? figures.savings : tellingNobodys(figures.savings)) : null,
      quota: quota ?? { quota: programme.quota, admitted: 0, waiting: 0 },
      waiting,
      people: people && rolesOf(people, code),
      partners: organisations.flatMap(({ code: organisation, name, partner }) =>
        partner === null ? [] : [{ code: organisation, name, partner }],
      ),
    };
  }

  private stagesOf({ language }: Viewer, { stages }: ProgrammeFigures): ProgrammeOverview['stages'] {
    const known = [...this.library.all().values()].flatMap((definition) =>
      definition.rules.stages.map(({ key }) => ({ key, title: textsOf(definition, key, language).title })),
    );
    const place = (stage: string) => {
      const index = known.findIndex(({ key }) => key === stage);
      return index < 0 ? known.length : index;
    };
    return stages
      .map((count) => ({
        ...count,
        title: known.find(({ key }) => key === count.stage)?.title ?? count.stage,
      }))
      .sort((a, b) => place(a.stage) - place(b.stage));
  }

  private outcomesOf({ language }: Viewer, { closed }: ProgrammeFigures): ProgrammeOverview['outcomes'] {
    const titles = new Map<string, number>();
    for (const { outcome, definition, count } of closed) {
      const newest = this.library.newest(definition);
      const title = outcome === null || !newest ? (outcome ?? '') : outcomeText(newest, outcome, language);
      titles.set(title, (titles.get(title) ?? 0) + count);
    }
    return [...titles].map(([title, count]) => ({ title, count }));
  }
}

function reachWithin(viewer: Viewer, code: string): ReturnType<typeof reachOf> {
  const reach = reachOf(viewer, 'view-case');
  return reach === 'every' ? reach : reach.filter(({ programme }) => programme === code || programme === '*');
}

/** No group of measures is of so few companies that its sum would tell one company's figures. */
function tellsNobodys(measures: readonly MeasureCount[]): boolean {
  return measures.every(({ companies }) => companies >= leastCompanies);
}

function inOrder(measures: readonly MeasureCount[]): readonly MeasureCount[] {
  return measureStatuses.flatMap((wanted) => measures.filter(({ status }) => status === wanted));
}

function rolesOf(people: readonly PersonView[], code: string): NonNullable<ProgrammeOverview['people']> {
  const holds = ({ grants }: PersonView, role: Role) =>
    grants.some((grant) => grant.role === role && (grant.programme === code || grant.programme === '*'));
  return roles
    .map((role) => ({ role, persons: people.filter((person) => holds(person, role)) }))
    .filter(({ persons }) => persons.length > 0);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
