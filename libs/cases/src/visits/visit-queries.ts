import { Injectable } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import {
  localDateAt,
  type CalendarSnapshot,
  type ContactFunction,
  type Instant,
  type LocalDate,
} from '#libs/domain';
import type { Viewer } from '#libs/identity';
import {
  People,
  VisitLists,
  Visits,
  type CaseListRow,
  type Visit,
  type VisitQuestion,
} from '#libs/persistence';
import { dayIn } from '#libs/wording';
import type { Actor } from '../actor.js';
import { reachIn } from '../queries/case-lists.js';
import { CasePresenter } from '../queries/presenter.js';
import { ProposeVisit } from './propose-visit.js';
import { VisitBook } from './visit-book.js';
import { VisitPresenter, type VisitView } from './visit-presenter.js';
import { Visitors, type Visitor } from './visitors.js';

/** What a list of visits holds. */
export const visitParts = ['unanswered', 'upcoming', 'over'] as const;
export type VisitPart = (typeof visitParts)[number];

export interface VisitFilter {
  readonly programme?: string;
  /** Only those that the viewer takes part in. */
  readonly mine?: boolean;
}

/** What is needed to propose a visit. */
export interface VisitGround {
  readonly row: CaseListRow;
  /** Today, and what a slot's times mean. */
  readonly calendar: CalendarSnapshot;
  readonly today: LocalDate;
  /** Who may come. */
  readonly visitors: readonly Visitor[];
  /** Functions in which somebody of the company is met. */
  readonly functions: readonly ContactFunction[];
}

/** An agreed visit in a calendar. */
export interface DatedVisit {
  readonly id: string;
  readonly reference: string;
  readonly programme: string;
  readonly organisationName: string;
  readonly place: string;
  readonly sequence: number;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** In the programme's zone. */
  readonly day: LocalDate;
  readonly timeZone: string;
}

/** Zones differ by less than two days. */
const margin = 2 * 86_400_000;

/** Visits to read, for whoever may see them. */
@Injectable()
export class VisitQueries {
  constructor(
    private readonly book: VisitBook,
    private readonly visits: Visits,
    private readonly lists: VisitLists,
    private readonly people: People,
    private readonly proposals: ProposeVisit,
    private readonly visitors: Visitors,
    private readonly presenter: VisitPresenter,
    private readonly cases: CasePresenter,
    private readonly clock: CaseClock,
  ) {}

  /** In the order in which they were proposed. */
  async ofCase(actor: Actor, reference: string): Promise<readonly VisitView[]> {
    const row = await this.book.case(actor, 'view-visits', reference);
    const found = await this.visits.ofCase(reference);
    return this.presenter.views(
      actor.viewer,
      found.map((visit) => ({ visit, row })),
    );
  }

  /** Throws `visit.unknown`. */
  async one(actor: Actor, id: string): Promise<VisitView> {
    const { visit, file } = await this.book.find(actor, 'view-visits', id);
    const calendar = await this.proposals.calendarOf(file);
    const [view] = await this.presenter.views(actor.viewer, [{ visit, row: file }], calendar);
    if (!view) throw new Error(`Visit ${id} has no view.`);
    return view;
  }

  /** At most 200 of them, in the order in which they matter. */
  async list(viewer: Viewer, part: VisitPart, filter: VisitFilter = {}): Promise<readonly VisitView[]> {
    const question = questionOf(viewer, filter);
    const found = await this.lists[part](question, this.clock.now());
    const whole = await this.visits.withSlots(found.map(({ visit }) => visit));
    return this.presenter.views(
      viewer,
      found.flatMap(({ row }, index) => {
        const visit: Visit | undefined = whole[index];
        return visit ? [{ visit, row }] : [];
      }),
    );
  }

  /** Agreed visits of days, both inclusive; `coordinated` of the viewer's own cases only. */
  async between(
    viewer: Viewer,
    {
      from,
      to,
      coordinated = false,
      ...filter
    }: VisitFilter & {
      readonly from: LocalDate;
      readonly to: LocalDate;
      readonly coordinated?: boolean;
    },
  ): Promise<readonly DatedVisit[]> {
    const question = {
      ...questionOf(viewer, filter),
      ...(coordinated && { coordinator: viewer.person }),
    };
    const found = await this.lists.between(question, Date.parse(from) - margin, Date.parse(to) + margin);
    const zoneOf = await this.cases.timeZones(found.map(({ row }) => row));
    return found
      .flatMap(({ visit, row }) => {
        const { id, reference, place, sequence, startsAt, endsAt } = visit;
        if (startsAt === null || endsAt === null) return [];
        const timeZone = zoneOf(row);
        return {
          ...{ id, reference, place, sequence, startsAt, endsAt, timeZone, programme: row.programme },
          organisationName: row.organisationName ?? row.organisation,
          day: dayIn(timeZone, startsAt),
        };
      })
      .filter(({ day }) => day >= from && day <= to);
  }

  /** Throws what proposing one would. */
  async ground(actor: Actor, reference: string): Promise<VisitGround> {
    const row = await this.book.case(actor, 'arrange-visits', reference);
    const [calendar, visitors, held] = await Promise.all([
      this.proposals.calendarOf(row),
      this.visitors.of(row, ['expert', 'coordinator']),
      this.functionsOf(row),
    ]);
    return { row, calendar, today: localDateAt(calendar, this.clock.now()), visitors, functions: held };
  }

  private async functionsOf({ programme, organisation, country }: CaseListRow) {
    const { contacts } = await this.people.directoryOf({ programme, organisation, country });
    return [...new Set(contacts.map((contact) => contact.function))];
  }
}

function questionOf(viewer: Viewer, { programme, mine }: VisitFilter): VisitQuestion {
  const reach = reachIn(viewer, 'view-visits');
  return {
    ...(reach !== 'every' && { reach }),
    ...(programme !== undefined && { programme }),
    ...(mine === true && { person: viewer.person }),
  };
}
