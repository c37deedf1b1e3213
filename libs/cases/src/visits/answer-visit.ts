import { Injectable } from '@nestjs/common';
import { DomainError, isLocalDate, localDateAt, type LocalDate } from '#libs/domain';
import type { Actor } from '../actor.js';
import { optionalWords, requiredReason } from '../usecases/reason.js';
import { ProposeVisit } from './propose-visit.js';
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
  constructor(
    private readonly book: VisitBook,
    private readonly proposals: ProposeVisit,
  ) {}

  /** Agrees on one of the slots; on another one of them where one was agreed before. */
  async choose(actor: Actor, input: ChooseSlotInput, key: string): Promise<VisitChanged> {
    const by = askedBy(actor, 'confirmation', input, key);
    return this.book.once(by, async () => {
      const { visit, file } = await this.book.find(actor, by.action, input.visit);
      assertRunning(file);
      return this.book.change({
        ...{ file, visit, by, seen: input.seen, note: '' },
        step: { kind: 'choose', slot: input.slot - 1 },
      });
    });
  }

  /** None suits: whoever comes is told when it would. An agreed date stands until they have answered. Throws `visit.wish-*`. */
  async ask(actor: Actor, input: AskOtherDateInput, key: string): Promise<VisitChanged> {
    const by = askedBy(actor, 'wish', input, key);
    return this.book.once(by, async () => {
      const { visit, file } = await this.book.find(actor, by.action, input.visit);
      assertRunning(file);
      const now = this.book.now();
      const { text, day } = wishOf(input, localDateAt(await this.proposals.calendarOf(file), now));
      return this.book.change({
        ...{ file, visit, by, seen: input.seen, note: text },
        step: { kind: 'ask', wish: { text, day, person: actor.viewer.person, at: now } },
      });
    });
  }

  /** Calls it off, whatever has become of its case; the reason is told to everybody. */
  async cancel(actor: Actor, input: CancelVisitInput, key: string): Promise<VisitChanged> {
    const by = askedBy(actor, 'cancellation', input, key);
    return this.book.once(by, async () => {
      const { visit, file } = await this.book.find(actor, by.action, input.visit);
      const note = requiredReason(input.reason);
      return this.book.change({
        ...{ file, visit, by, seen: input.seen, note },
        step: { kind: 'cancel' },
      });
    });
  }
}

function askedBy({ viewer }: Actor, answer: string, sent: { readonly visit: string }, key: string) {
  const request = { key, route: `visits/${sent.visit}/${answer}`, sent };
  return { viewer, action: 'answer-visits', request } as const;
}

/** A visit that took place is no wish: the task it was for records its day. */
function wishOf(
  { visit, text: typed, day: wished = '' }: AskOtherDateInput,
  today: LocalDate,
): { readonly text: string; readonly day: LocalDate | null } {
  const text = optionalWords(typed) ?? '';
  if (wished === '' && text === '') throw new DomainError('invalid', 'visit.wish-empty', visit);
  if (wished !== '' && !isLocalDate(wished)) throw new DomainError('invalid', 'visit.wish-day', visit);
  if (wished !== '' && wished < today)
    throw new DomainError('invalid', 'visit.wish-past', visit, {
      hint: 'Give a day to come. The day of a visit that took place is recorded with its task.',
    });
  return { text, day: wished === '' ? null : wished };
}
