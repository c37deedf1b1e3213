import { Injectable } from '@nestjs/common';
import { DomainError, isLocalDate } from '#libs/domain';
import { optionalWords, requiredReason } from '../usecases/reason.js';
import type { Actor } from '../actor.js';
import { assertRunning, VisitBook, type VisitChanged } from './visit-book.js';

export interface ChooseSlotInput {
  readonly visit: string;
  /** Sequence of the visit as it was seen: who chose meanwhile is not overruled. */
  readonly seen: number;
  /** From 1. */
  readonly slot: number;
}

export interface AskOtherDateInput {
  readonly visit: string;
  readonly seen: number;
  /** When it would suit; with a day alone as well. */
  readonly text: string;
  /** `YYYY-MM-DD` */
  readonly day?: string;
}

export interface CancelVisitInput {
  readonly visit: string;
  readonly seen: number;
  readonly reason: string;
}

/** What a company says to a proposal, or the team for it after a call: links carry identity, and this one act needs no code. */
@Injectable()
export class AnswerVisit {
  constructor(private readonly book: VisitBook) {}

  /** Agrees on one of the slots; on another one of them where one was agreed before. */
  async choose(actor: Actor, input: ChooseSlotInput, key: string): Promise<VisitChanged> {
    const { visit, file } = await this.book.find(actor, 'answer-visits', input.visit);
    assertRunning(file);
    const request = { key, route: `visits/${visit.id}/confirmation`, sent: input };
    return this.book.change({
      ...{ file, visit, by: { person: actor.viewer.person, request }, seen: input.seen, note: '' },
      step: { kind: 'choose', slot: input.slot - 1 },
    });
  }

  /** None suits: whoever comes is told when it would. An agreed date stands until they have answered. */
  async ask(actor: Actor, input: AskOtherDateInput, key: string): Promise<VisitChanged> {
    const { visit, file } = await this.book.find(actor, 'answer-visits', input.visit);
    assertRunning(file);
    const text = optionalWords(input.text) ?? '';
    const day = input.day === undefined || input.day === '' ? null : input.day;
    if (day !== null && !isLocalDate(day)) throw new DomainError('invalid', 'visit.wish-day', visit.id);
    if (text === '' && day === null) throw new DomainError('invalid', 'visit.wish-empty', visit.id);
    const { person } = actor.viewer;
    const request = { key, route: `visits/${visit.id}/wish`, sent: input };
    return this.book.change({
      ...{ file, visit, by: { person, request }, seen: input.seen, note: text },
      step: { kind: 'ask', wish: { text, day, person, at: this.book.now() } },
    });
  }

  /** Calls it off, whatever has become of its case; the reason is told to everybody. */
  async cancel(actor: Actor, input: CancelVisitInput, key: string): Promise<VisitChanged> {
    const { visit, file } = await this.book.find(actor, 'answer-visits', input.visit);
    const note = requiredReason(input.reason);
    const request = { key, route: `visits/${visit.id}/cancellation`, sent: input };
    return this.book.change({
      ...{ file, visit, by: { person: actor.viewer.person, request }, seen: input.seen, note },
      step: { kind: 'cancel' },
    });
  }
}
