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
    const request = { key, route: `visits/${input.visit}/date`, sent: input };
    const by = { viewer: actor.viewer, action: 'arrange-visits', request } as const;
    return this.book.once(by, async () => {
      const { visit, file } = await this.book.find(actor, by.action, input.visit);
      assertRunning(file);
      const calendar = await this.proposals.calendarOf(file);
      return this.book.change({
        ...{ file, visit, by, seen: input.seen },
        step: { kind: 'move', to: slotOf(calendar, input.to, 1) },
        note: optionalWords(input.reason) ?? '',
      });
    });
  }
}
