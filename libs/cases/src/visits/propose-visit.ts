import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { contactFunctions, DomainError, type CalendarSnapshot, type ContactFunction } from '#libs/domain';
import {
  CaseViews,
  People,
  Programmes,
  type CaseListRow,
  type Visit,
  type VisitSlot,
} from '#libs/persistence';
import type { Actor } from '../actor.js';
import { Calendars } from '../calendars/calendars.js';
import { optionalWords } from '../usecases/reason.js';
import { placeOf } from './place.js';
import { slotOf, warningsOf, type SlotWarning, type TypedSlot } from './slot-times.js';
import { assertRunning, VisitBook, type VisitChanged } from './visit-book.js';
import { mostSlots, noVisit } from './visit-rules.js';

export interface ProposeVisitInput {
  readonly reference: string;
  /** Task it is for; none in particular unless told. */
  readonly item?: string;
  readonly slots: readonly TypedSlot[];
  readonly place: string;
  /** Person codes of who comes; the one who proposes it unless told. */
  readonly visitors?: readonly string[];
  /** Whom to meet. */
  readonly functions: readonly string[];
  /** What to prepare. */
  readonly note?: string;
}

export interface OfferSlotsInput {
  readonly visit: string;
  /** Sequence of the visit that the new slots answer. */
  readonly seen: number;
  readonly slots: readonly TypedSlot[];
}

/** A slot that should be thought of again; `slot` counts from 1. */
export interface DoubtfulSlot {
  readonly slot: number;
  readonly warnings: readonly SlotWarning[];
}

const mostVisitors = 8;

/** Offers a company dates for a visit. No act: nothing of the case moves by it. */
@Injectable()
export class ProposeVisit {
  constructor(
    private readonly book: VisitBook,
    private readonly calendars: Calendars,
    private readonly programmes: Programmes,
    private readonly people: People,
    private readonly views: CaseViews,
  ) {}

  /** Its contacts get a mail with a page to choose on. Throws `visit.*`; the same `key` again proposes nothing. */
  async execute(actor: Actor, input: ProposeVisitInput, key: string): Promise<VisitChanged> {
    const file = await this.running(actor, input.reference);
    const { person } = actor.viewer;
    const [slots, visitors, functions, item] = await Promise.all([
      this.slots(file, input.slots),
      this.visitors(file, input.visitors ?? [], person),
      this.functions(file, input.functions),
      this.itemOf(file, input.item),
    ]);
    const visit: Visit = {
      ...{ id: randomUUID(), reference: file.reference, item, visitors, functions, invited: [] },
      ...{ ...noVisit, place: placeOf(input.place), note: optionalWords(input.note) ?? '' },
      ...{ proposedBy: person, proposedAt: this.book.now() },
    };
    const request = { key, route: `cases/${file.reference}/visits`, sent: input };
    return this.book.change({
      ...{ file, visit, by: { person, request }, seen: null, note: '' },
      step: { kind: 'offer', slots },
    });
  }

  /** Other slots for a visit that nobody has agreed on yet. */
  async again(actor: Actor, input: OfferSlotsInput, key: string): Promise<VisitChanged> {
    const { visit, file } = await this.book.find(actor, 'arrange-visits', input.visit);
    assertRunning(file);
    const slots = await this.slots(file, input.slots);
    const { person } = actor.viewer;
    const request = { key, route: `visits/${visit.id}/offers`, sent: input };
    return this.book.change({
      ...{ file, visit, by: { person, request }, seen: input.seen, note: '' },
      step: { kind: 'offer', slots },
    });
  }

  /** What speaks against slots without forbidding them: changes nothing. Throws for those that cannot be read. */
  async doubts(
    actor: Actor,
    reference: string,
    typed: readonly TypedSlot[],
  ): Promise<readonly DoubtfulSlot[]> {
    const file = await this.book.case(actor, 'arrange-visits', reference);
    const calendar = await this.calendarOf(file);
    return typed
      .map((slot, index) => ({
        slot: index + 1,
        warnings: warningsOf(calendar, slotOf(calendar, slot, index + 1)),
      }))
      .filter(({ warnings }) => warnings.length > 0);
  }

  /** The calendar that says what a slot's times mean. */
  async calendarOf(file: CaseListRow): Promise<CalendarSnapshot> {
    const programme = await this.programmes.get(file.programme);
    if (!programme) throw new Error(`There is no programme ${file.programme}.`);
    return this.calendars.of(programme, file.organisation);
  }

  private async running(actor: Actor, reference: string): Promise<CaseListRow> {
    const file = await this.book.case(actor, 'arrange-visits', reference);
    assertRunning(file);
    return file;
  }

  private async slots(file: CaseListRow, typed: readonly TypedSlot[]): Promise<readonly VisitSlot[]> {
    if (typed.length > mostSlots) throw new DomainError('invalid', 'visit.too-many-slots', file.reference);
    const calendar = await this.calendarOf(file);
    return typed.map((slot, index) => slotOf(calendar, slot, index + 1));
  }

  /** Throws `visit.visitor` for somebody who could not arrange the visit. */
  private async visitors(
    file: CaseListRow,
    asked: readonly string[],
    person: string,
  ): Promise<readonly string[]> {
    const persons = asked.length === 0 ? [person] : [...new Set(asked)];
    if (persons.length > mostVisitors) throw new DomainError('invalid', 'visit.visitors', file.reference);
    const known = await this.people.holding(['expert', 'coordinator', 'administrator'], file);
    const stranger = persons.find((one) => !known.some((holder) => holder.person === one));
    if (stranger !== undefined) throw new DomainError('invalid', 'visit.visitor', stranger);
    return persons;
  }

  private async functions(file: CaseListRow, asked: readonly string[]): Promise<readonly ContactFunction[]> {
    const known = contactFunctions.filter((name) => asked.includes(name));
    if (known.length === 0 || known.length < new Set(asked).size)
      throw new DomainError('invalid', 'visit.no-function', file.reference, {
        hint: `Choose one or more of ${contactFunctions.join(', ')}.`,
      });
    if ((await this.book.contactsOf(file, known)).length === 0)
      throw new DomainError('conflict', 'visit.nobody', file.reference);
    return known;
  }

  private async itemOf({ reference }: CaseListRow, item: string | undefined): Promise<string | null> {
    if (item === undefined) return null;
    if ((await this.views.item(item))?.reference !== reference)
      throw new DomainError('not-found', 'item.unknown', item);
    return item;
  }
}
