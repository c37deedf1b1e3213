import { Injectable } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import type { CalendarSnapshot, ContactFunction, Instant } from '#libs/domain';
import { may, type Viewer } from '#libs/identity';
import {
  CaseViews,
  Visits,
  type CaseListRow,
  type Visit,
  type VisitChangeKind,
  type VisitChangeRow,
  type VisitEdit,
  type VisitSlot,
  type VisitState,
} from '#libs/persistence';
import { CasePresenter } from '../queries/presenter.js';
import { warningsOf, type SlotWarning } from './slot-times.js';
import { isOver, slotProblem, visitWaitsFor } from './visit-rules.js';

export const slotFates = ['free', 'past', 'taken', 'agreed'] as const;

export interface SlotView extends VisitSlot {
  /** From 1. */
  readonly number: number;
  /** `taken`: somebody who comes is elsewhere by now. */
  readonly fate: (typeof slotFates)[number];
  /** What the calendar says of it, for the team. */
  readonly warnings: readonly SlotWarning[];
}

export interface VisitPersonView {
  readonly person: string;
  readonly name: string;
}

export interface VisitorView extends VisitPersonView {
  /** Name of who is away, where somebody else comes in that one's place. */
  readonly standsInFor: string | null;
}

export interface VisitWishView {
  readonly text: string;
  /** `YYYY-MM-DD` */
  readonly day: string | null;
  readonly personName: string;
  readonly at: Instant;
}

export interface VisitChangeView {
  readonly sequence: number;
  readonly kind: VisitChangeKind;
  /** Null where the case's own fate did it. */
  readonly personName: string | null;
  /** Who was away, where they acted in that one's place. */
  readonly onBehalfOfName: string | null;
  readonly startsAt: Instant | null;
  readonly note: string;
  /** Null for every change but an edit. */
  readonly edit: VisitEdit | null;
  readonly at: Instant;
}

export interface VisitView {
  readonly id: string;
  readonly reference: string;
  readonly programme: string;
  readonly programmeName: string;
  readonly organisationName: string;
  readonly timeZone: string;
  /** Task it is for, with its title. */
  readonly item: string | null;
  readonly itemTitle: string | null;
  readonly state: VisitState;
  readonly sequence: number;
  readonly place: string;
  readonly note: string;
  readonly visitors: readonly VisitorView[];
  readonly functions: readonly ContactFunction[];
  /** Who of the company was told. */
  readonly invited: readonly VisitPersonView[];
  readonly slots: readonly SlotView[];
  /** The agreed date; stays when it is cancelled. */
  readonly startsAt: Instant | null;
  readonly endsAt: Instant | null;
  /** Its time is up. */
  readonly isOver: boolean;
  readonly waitsFor: 'company' | 'team' | null;
  /** It is for the viewer to answer. */
  readonly yourTurn: boolean;
  readonly wish: VisitWishView | null;
  readonly changes: readonly VisitChangeView[];
  readonly may: { readonly answer: boolean; readonly arrange: boolean; readonly edit: boolean };
}

interface Listed {
  readonly visit: Visit;
  readonly row: CaseListRow;
}

/** Puts names, words and what may still be done beside visits' rows; a handful of queries, whatever their number. */
@Injectable()
export class VisitPresenter {
  constructor(
    private readonly visits: Visits,
    private readonly caseViews: CaseViews,
    private readonly cases: CasePresenter,
    private readonly clock: CaseClock,
  ) {}

  /** In their order. With a calendar, slots say what speaks against them. */
  async views(
    viewer: Viewer,
    listed: readonly Listed[],
    calendar: CalendarSnapshot | null = null,
  ): Promise<readonly VisitView[]> {
    if (listed.length === 0) return [];
    const now = this.clock.now();
    const visitors = [...new Set(listed.flatMap(({ visit }) => visit.visitors))];
    const [changes, agreed, summaries, titles] = await Promise.all([
      this.visits.changesOf(listed.map(({ visit }) => visit.id)),
      this.visits.agreedOf(visitors, now),
      this.cases.summaries(
        viewer,
        listed.map(({ row }) => row),
      ),
      this.titles(viewer, listed),
    ]);
    const names = await this.names(listed, changes);
    return listed.flatMap(({ visit, row }, index) => {
      const summary = summaries[index];
      if (!summary) return [];
      const busy = agreed.filter(
        ({ id, visitors: others }) =>
          id !== visit.id && others.some((person) => visit.visitors.includes(person)),
      );
      const itemTitle = visit.item === null ? null : (titles.get(visit.item) ?? null);
      const { programmeName, organisationName, timeZone } = summary;
      return {
        ...viewOf(visit, names, { now, busy, calendar }),
        ...{ programme: row.programme, programmeName, organisationName, timeZone, itemTitle },
        ...turnOf(viewer, visit, row, now),
        changes: changes
          .filter((change) => change.visit === visit.id)
          .map((change) => changeView(change, names)),
      };
    });
  }

  private async names(listed: readonly Listed[], changes: readonly VisitChangeRow[]): Promise<Names> {
    return this.cases.names([
      ...listed.flatMap(({ visit: { visitors, standIns, invited, wish } }) => [
        ...visitors,
        ...Object.values(standIns),
        ...invited,
        ...(wish ? [wish.person] : []),
      ]),
      ...changes.flatMap(({ person, onBehalfOf }) => [person ?? [], onBehalfOf ?? []].flat()),
    ]);
  }

  private async titles(viewer: Viewer, listed: readonly Listed[]): Promise<ReadonlyMap<string, string>> {
    const wanted = listed.flatMap(({ visit, row }) =>
      visit.item === null ? [] : [{ item: visit.item, row }],
    );
    if (wanted.length === 0) return new Map();
    const items = await this.caseViews.items(wanted.map(({ item }) => item));
    const known = wanted.flatMap(({ item, row }) => {
      const found = items.find(({ id }) => id === item);
      return found ? [{ item: found, row }] : [];
    });
    const titled = await this.cases.itemsOfCases(viewer, known, () => new Map());
    return new Map(titled.map(({ id, title }) => [id, title]));
  }
}

interface Around {
  readonly now: Instant;
  /** Other agreed visits of who comes. */
  readonly busy: readonly VisitSlot[];
  readonly calendar: CalendarSnapshot | null;
}

type Names = ReadonlyMap<string, string>;

/** What the visit itself says, with the names behind its codes. */
function viewOf(visit: Visit, names: Names, around: Around) {
  const { id, reference, item, state, sequence, place, note, functions, startsAt, endsAt, wish } = visit;
  const named = (person: string): VisitPersonView => ({ person, name: names.get(person) ?? person });
  return {
    ...{ id, reference, item, state, sequence, place, note, functions, startsAt, endsAt },
    visitors: visit.visitors.map((person) => {
      const away = visit.standIns[person];
      return { ...named(person), standsInFor: away === undefined ? null : named(away).name };
    }),
    invited: visit.invited.map(named),
    slots: visit.slots.map((slot, order) => slotView(visit, slot, order + 1, around)),
    isOver: isOver(visit, around.now),
    wish: wish && { text: wish.text, day: wish.day, at: wish.at, personName: named(wish.person).name },
  };
}

/** Whose turn it is, and what the viewer may do about it. */
function turnOf(
  viewer: Viewer,
  visit: Visit,
  row: CaseListRow,
  now: Instant,
): Pick<VisitView, 'waitsFor' | 'yourTurn' | 'may'> {
  const isRunning = row.status === 'open' && row.suspendedAt === null;
  const isOff = visit.state === 'withdrawn' || visit.state === 'cancelled';
  const arrange = isRunning && !isOff && may(viewer, 'arrange-visits', row);
  const edit = arrange && !isOver(visit, now);
  const answer = isRunning && !isOff && !isOver(visit, now) && may(viewer, 'answer-visits', row);
  const isOfCompany = viewer.contactOf.some(({ organisation }) => organisation === row.organisation);
  const waitsFor = visitWaitsFor(visit, now);
  const yourTurn = waitsFor === 'team' ? arrange : waitsFor === 'company' && isOfCompany;
  return { waitsFor, yourTurn, may: { answer, arrange, edit } };
}

function slotView(visit: Visit, slot: VisitSlot, number: number, around: Around): SlotView {
  const { state, startsAt, endsAt } = visit;
  const isAgreed = state === 'confirmed' && startsAt === slot.startsAt && endsAt === slot.endsAt;
  const problem = slotProblem(slot, around);
  return {
    ...{ ...slot, number },
    fate: isAgreed ? 'agreed' : problem === null ? 'free' : problem === 'visit.slot-past' ? 'past' : 'taken',
    warnings: around.calendar ? warningsOf(around.calendar, slot) : [],
  };
}

function changeView(
  { sequence, kind, person, onBehalfOf, startsAt, note, edit, at }: VisitChangeRow,
  names: Names,
): VisitChangeView {
  const personName = person && (names.get(person) ?? person);
  const onBehalfOfName = onBehalfOf && (names.get(onBehalfOf) ?? onBehalfOf);
  return { sequence, kind, personName, onBehalfOfName, startsAt, note, edit, at };
}
