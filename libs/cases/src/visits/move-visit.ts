import { Injectable } from '@nestjs/common';
import { optionalWords } from '../usecases/reason.js';
import type { Actor } from '../actor.js';
import { ProposeVisit } from './propose-visit.js';
import { slotOf, type TypedSlot } from './slot-times.js';
import { assertRunning, VisitBook, type VisitChanged } from './visit-book.js';

export interface MoveVisitInput {
  readonly visit: string;
  /** Sequence of the visit as it was seen. */
  readonly seen: number;
  readonly to: TypedSlot;
  /** Told to everybody who comes. */
  readonly reason?: string;
}

/** Puts an agreed visit on another date; every invitation follows. */
@Injectable()
export class MoveVisit {
  constructor(
    private readonly book: VisitBook,
    private readonly proposals: ProposeVisit,
  ) {}

  async execute(actor: Actor, input: MoveVisitInput, key: string): Promise<VisitChanged> {
    const { visit, file } = await this.book.find(actor, 'arrange-visits', input.visit);
    assertRunning(file);
    const calendar = await this.proposals.calendarOf(file);
    const request = { key, route: `visits/${visit.id}/date`, sent: input };
    return this.book.change({
      ...{ file, visit, by: { person: actor.viewer.person, request }, seen: input.seen },
      step: { kind: 'move', to: slotOf(calendar, input.to, 1) },
      note: optionalWords(input.reason) ?? '',
    });
  }
}
