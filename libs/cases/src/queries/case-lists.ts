import { Injectable } from '@nestjs/common';
import { addDays, DomainError, instantAt, isLocalDate, type LocalDate } from '#libs/domain';
import { reachOf, type Action, type Viewer } from '#libs/identity';
import { pick } from '#libs/definitions';
import {
  CaseViews,
  Programmes,
  searchQuery,
  type CaseFilter,
  type CaseReach,
  type CaseSort,
  type CaseText,
} from '#libs/persistence';
import { Calendars } from '../calendars/calendars.js';
import type { PageRequest } from './case-queries.js';
import { CasePresenter } from './presenter.js';
import type { CaseSummary, Page } from './views.js';

/** What a list of cases is about; the same for console, API and what is done to all that match. */
export interface CaseListFilter extends PageRequest {
  /** Words, or their beginnings: of references, companies, towns, sectors, people, measures. */
  readonly q?: string;
  readonly programme?: string;
  readonly organisation?: string;
  readonly status?: 'open' | 'closed';
  readonly stage?: string;
  readonly sector?: string;
  readonly country?: string;
  /** Person code. */
  readonly coordinator?: string;
  /** A party, e.g. `technical` or `committee`. */
  readonly waitingOn?: string;
  readonly overdue?: boolean;
  readonly suspended?: boolean;
  readonly place?: 'held' | 'waiting';
  /** Both days inclusive, in the programme's own zone. */
  readonly dueFrom?: string;
  readonly dueTo?: string;
  readonly references?: readonly string[];
  /** By reference unless told. */
  readonly sort?: CaseSort;
}

/** One value of a filter, and how many cases it would leave. */
export interface CaseFacet {
  readonly key: string;
  readonly title: string;
  readonly count: number;
}

export interface CaseListCounts {
  readonly matching: number;
  readonly all: number;
  readonly overdue: number;
  readonly suspended: number;
  readonly waiting: number;
  /** Title is the key where the reader's page has better words for it. */
  readonly stages: readonly CaseFacet[];
  readonly coordinators: readonly CaseFacet[];
  readonly sectors: readonly CaseFacet[];
  readonly countries: readonly CaseFacet[];
}

/** Lists of the cases that a viewer may see: by filter, by words, and counted. */
@Injectable()
export class CaseLists {
  constructor(
    private readonly views: CaseViews,
    private readonly programmes: Programmes,
    private readonly calendars: Calendars,
    private readonly presenter: CasePresenter,
  ) {}

  async list(viewer: Viewer, filter: CaseListFilter = {}): Promise<Page<CaseSummary>> {
    const wanted = await this.filterFor(viewer, filter);
    if (!wanted) return { items: [], next: null };
    const { items, next } = await this.views.listCases(wanted);
    return { items: await this.presenter.summaries(viewer, items), next };
  }

  async counts(viewer: Viewer, filter: CaseListFilter = {}): Promise<CaseListCounts> {
    const wanted = await this.filterFor(viewer, filter);
    const [counts, sectorLists] = await Promise.all([
      this.views.countCases(wanted ?? { references: [] }),
      this.programmes.sectors(),
    ]);
    const names = await this.presenter.names([...counts.coordinator.keys()]);
    const sectors = new Map(
      sectorLists.flat().map(({ key, name }) => [key, pick(name, viewer.language)] as const),
    );
    const { matching, all, overdue, suspended, waiting } = counts;
    return {
      ...{ matching, all, overdue, suspended, waiting },
      stages: facets(counts.stage),
      coordinators: facets(counts.coordinator, names),
      sectors: facets(counts.sector, sectors),
      countries: facets(counts.country),
    };
  }

  /** References of all that match, as far as they may be seen. Throws `cases.too-many`. */
  async references(viewer: Viewer, filter: CaseListFilter, most: number): Promise<readonly string[]> {
    const wanted = await this.filterFor(viewer, filter);
    if (!wanted) return [];
    const { cursor: _cursor, ...whole } = wanted;
    const { items, next } = await this.views.listCases({ ...whole, limit: most });
    if (next !== null)
      throw new DomainError('invalid', 'cases.too-many', String(most), {
        hint: `Narrow the filter: at most ${most} cases at once.`,
      });
    return items.map(({ reference }) => reference);
  }

  /** Undefined where the words looked for leave nothing to find. */
  private async filterFor(viewer: Viewer, filter: CaseListFilter): Promise<CaseFilter | undefined> {
    const { q = '', dueFrom, dueTo, ...plain } = filter;
    const query = searchQuery(q);
    if (query === undefined && q.trim() !== '') return undefined;
    const reach = reachIn(viewer, 'view-case');
    const [from, to] = [dayOf(dueFrom), dayOf(dueTo)];
    const midnight = from || to ? await this.midnightIn(filter.programme) : () => 0;
    return {
      ...plain,
      ...(reach !== 'every' && { reach }),
      ...(query !== undefined && { text: textFor(viewer, query, reach) }),
      ...(from && { dueFrom: midnight(from) }),
      ...(to && { dueBefore: midnight(addDays(to, 1)) }),
    };
  }

  /** Days are the programme's own, or the first one's where several are shown together. */
  private async midnightIn(code: string | undefined): Promise<(day: LocalDate) => number> {
    const programmes = await this.programmes.list();
    const programme = programmes.find((each) => each.code === code) ?? programmes[0];
    if (!programme) return (day) => Date.parse(day);
    const calendar = await this.calendars.ofProgramme(programme);
    return (day) => instantAt(calendar, day, 0);
  }
}

/** Whoever sees people wherever cases are seen may look for everything there; that is one question instead of three. */
function textFor(viewer: Viewer, query: string, reach: 'every' | readonly CaseReach[]): CaseText {
  const [told, whole] = [reachIn(viewer, 'view-answers'), reachIn(viewer, 'view-people')];
  if (whole === 'every' || JSON.stringify(whole) === JSON.stringify(reach)) return { query };
  return { query, whole, ...(told !== 'every' && { told }) };
}

/** Where roles let do this, and the companies of which the viewer, or whoever the viewer stands in for, is a contact. */
export function reachIn(viewer: Viewer, action: Action): 'every' | readonly CaseReach[] {
  const granted = reachOf(viewer, action);
  if (granted === 'every' || action === 'view-people') return granted;
  const companies = [{ ...viewer, programme: '*' }, ...viewer.standsInFor].flatMap(
    ({ programme, contactOf }) =>
      contactOf.map(({ organisation }) => ({ programme, country: '*', organisation })),
  );
  return [...granted, ...companies];
}

function dayOf(day: string | undefined): LocalDate | undefined {
  if (day === undefined) return undefined;
  if (!isLocalDate(day))
    throw new DomainError('invalid', 'day.invalid', day, { hint: 'Give days as YYYY-MM-DD.' });
  return day;
}

function facets(
  counts: ReadonlyMap<string, number>,
  titles?: ReadonlyMap<string, string>,
): readonly CaseFacet[] {
  return [...counts]
    .map(([key, count]) => ({ key, title: titles?.get(key) ?? key, count }))
    .sort((a, b) => b.count - a.count || (a.title < b.title ? -1 : 1));
}
