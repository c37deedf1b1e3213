import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { optionalWords } from '../usecases/reason.js';
import { placeOf } from './place.js';
import { assertRunning, VisitBook, type VisitChanged } from './visit-book.js';

export interface EditVisitInput {
  readonly visit: string;
  /** Sequence of the visit as it was seen. */
  readonly seen: number;
  /** As before unless told. */
  readonly place?: string;
  /** What to prepare; as before unless told, nothing where empty. */
  readonly note?: string;
}

/** Writes anew where a visit is and what to prepare; its dates stay, and invitations say it. */
@Injectable()
export class EditVisit {
  constructor(private readonly book: VisitBook) {}

  async execute(actor: Actor, input: EditVisitInput, key: string): Promise<VisitChanged> {
    const { place, note } = input;
    const request = { key, route: `visits/${input.visit}/details`, sent: input };
    const by = { viewer: actor.viewer, action: 'arrange-visits', request } as const;
    return this.book.once(by, async () => {
      const { visit, file } = await this.book.find(actor, by.action, input.visit);
      assertRunning(file);
      return this.book.change({
        ...{ file, visit, by, seen: input.seen, note: '' },
        step: {
          kind: 'edit',
          ...(place !== undefined && { place: placeOf(place) }),
          ...(note !== undefined && { note: optionalWords(note) ?? '' }),
        },
      });
    });
  }
}
