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
    const { visit, file } = await this.book.find(actor, 'arrange-visits', input.visit);
    assertRunning(file);
    const { place, note } = input;
    const request = { key, route: `visits/${visit.id}/details`, sent: input };
    return this.book.change({
      ...{ file, visit, by: { person: actor.viewer.person, request }, seen: input.seen, note: '' },
      step: {
        kind: 'edit',
        ...(place !== undefined && { place: placeOf(place) }),
        ...(note !== undefined && { note: optionalWords(note) ?? '' }),
      },
    });
  }
}
