import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { contactFunctions, DomainError, type CalendarSnapshot, type ContactFunction } from '#libs/domain';
import { CaseViews, Programmes, type CaseListRow, type Visit, type VisitSlot } from '#libs/persistence';
import type { Actor } from '../actor.js';
import { Calendars } from '../calendars/calendars.js';
import { optionalWords } from '../usecases/reason.js';
import { placeOf } from './place.js';
import { slotOf, warningsOf, type SlotWarning, type TypedSlot } from './slot-times.js';
import { assertRunning, VisitBook, type VisitChanged } from './visit-book.js';
import { mostSlots, noVisit } from './visit-rules.js';
import { Visitors } from './visitors.js';

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

/** Offers a company dates for a visit. No act: nothing of the case moves by it. */
@Injectable()
export class ProposeVisit {
  constructor(
    private readonly book: VisitBook,
    private readonly calendars: Calendars,
    private readonly programmes: Programmes,
    private readonly visitors: Visitors,
    private readonly views: CaseViews,
  ) {}

  /** Its contacts get a mail with a page to choose on. Throws `visit.*`; the same `key` again proposes nothing. */
  async execute(actor: Actor, input: ProposeVisitInput, key: string): Promise<VisitChanged> {
    const { viewer } = actor;
    const request = { key, route: `cases/${input.reference}/visits`, sent: input };
    const by = { viewer, action: 'arrange-visits', request } as const;
    return this.book.once(by, async () => {
      const file = await this.book.case(actor, by.action, input.reference);
      assertRunning(file);
      const [slots, coming, functions, item] = await Promise.all([
        this.slots(file, input.slots),
        this.visitors.coming(file, input.visitors ?? [], viewer.person),
        this.functions(file, input.functions),
        this.itemOf(file, input.item),
      ]);
      const visit: Visit = {
        ...{ id: randomUUID(), reference: file.reference, item, ...coming, functions, invited: [] },
        ...{ ...noVisit, place: placeOf(input.place), note: optionalWords(input.note) ?? '' },
        ...{ proposedBy: viewer.person, proposedAt: this.book.now() },
      };
      return this.book.change({
        ...{ file, visit, by, seen: null, note: '' },
        step: { kind: 'offer', slots },
      });
    });
  }

  /** Other slots for a visit that nobody has agreed on yet. */
  async again(actor: Actor, input: OfferSlotsInput, key: string): Promise<VisitChanged> {
    const request = { key, route: `visits/${input.visit}/offers`, sent: input };
    const by = { viewer: actor.viewer, action: 'arrange-visits', request } as const;
    return this.book.once(by, async () => {
      const { visit, file } = await this.book.find(actor, by.action, input.visit);
      assertRunning(file);
      const slots = await this.slots(file, input.slots);
      return this.book.change({
        ...{ file, visit, by, seen: input.seen, note: '' },
        step: { kind: 'offer', slots },
      });
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

  private async slots(file: CaseListRow, typed: readonly TypedSlot[]): Promise<readonly VisitSlot[]> {
    if (typed.length > mostSlots) throw new DomainError('invalid', 'visit.too-many-slots', file.reference);
    const calendar = await this.calendarOf(file);
    return typed.map((slot, index) => slotOf(calendar, slot, index + 1));
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
