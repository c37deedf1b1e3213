import { Injectable } from '@nestjs/common';
import {
  AnswerVisit,
  EditVisit,
  MoveVisit,
  ProposeVisit,
  type Actor,
  type DoubtfulSlot,
  type TypedSlot,
  type VisitChanged,
} from '#libs/cases';
import { DomainError } from '#libs/domain';
import { isAway, statusOf } from '../http/faults.js';
import { requestKey } from '../http/request-key.js';
import { newFormKey } from '../http/tokens.js';
import type { Speech } from '../text/messages.js';
import { noticeText } from '../work/item-parts.view.js';
import { nothingTyped, slotsText, visitOf, type TypedVisit } from './typed-visit.js';

/** What the forms about a visit do. */
export const visitActs = ['propose', 'choose', 'ask', 'offer', 'move', 'edit', 'cancel'] as const;
export type VisitAct = (typeof visitActs)[number];

/** What a page about a visit shows beside the visit. */
export interface VisitState {
  /** The form that was posted. */
  readonly act: VisitAct | null;
  readonly typed: TypedVisit;
  /** What is wrong, in words. */
  readonly notice: string | null;
  /** Slots to think of again before they are sent. */
  readonly doubts: readonly DoubtfulSlot[];
  readonly key: string;
}

export type VisitAnswer =
  | { readonly kind: 'done'; readonly visit: VisitChanged }
  | { readonly kind: 'page'; readonly status: number; readonly state: VisitState };

type Body = Readonly<Record<string, unknown>>;

/** Nothing posted yet. */
export function newVisitState(typed: Partial<TypedVisit> = {}): VisitState {
  return { act: null, typed: { ...nothingTyped, ...typed }, notice: null, doubts: [], key: newFormKey() };
}

/** What was posted before a session ended, shown again. */
export function resumedVisit(body: Body, speech: Speech): VisitState {
  return {
    ...newVisitState(visitOf(body)),
    act: actOf(body),
    notice: speech.say('notice.resumed'),
  };
}

/** Takes the forms about visits, from the console and from links; what is refused is shown again with everything that was typed. */
@Injectable()
export class VisitDesk {
  constructor(
    private readonly proposals: ProposeVisit,
    private readonly moving: MoveVisit,
    private readonly editing: EditVisit,
    private readonly answers: AnswerVisit,
  ) {}

  async propose(actor: Actor, reference: string, body: Body, speech: Speech): Promise<VisitAnswer> {
    return this.answered(actor, reference, 'propose', body, speech, (typed, key) =>
      this.proposals.execute(actor, { ...proposalOf(typed), reference }, key),
    );
  }

  /** What is done to a visit that there is; `seen` comes from the page that was answered. */
  async act(
    actor: Actor,
    { id, reference }: { readonly id: string; readonly reference: string },
    body: Body,
    speech: Speech,
  ): Promise<VisitAnswer> {
    const act = actOf(body);
    const seen = Number(body['seen']);
    const of = { visit: id, seen: Number.isInteger(seen) ? seen : -1 };
    return this.answered(actor, reference, act, body, speech, (typed, key) => {
      const [to = noSlot] = typed.slots;
      switch (act) {
        case 'choose':
          return this.answers.choose(actor, { ...of, slot: Number(typed.slot) || 0 }, key);
        case 'ask':
          return this.answers.ask(actor, { ...of, text: typed.reason, day: to.day }, key);
        case 'offer':
          return this.proposals.again(actor, { ...of, slots: typed.slots }, key);
        case 'move':
          return this.moving.execute(actor, { ...of, to, reason: typed.reason }, key);
        case 'edit':
          return this.editing.execute(actor, { ...of, place: typed.place, note: typed.note }, key);
        case 'cancel':
          return this.answers.cancel(actor, { ...of, reason: typed.reason }, key);
        default:
          throw new DomainError('not-found', 'action.unknown', String(body['do']));
      }
    });
  }

  private async answered(
    actor: Actor,
    reference: string,
    act: VisitAct | null,
    body: Body,
    speech: Speech,
    change: (typed: TypedVisit, key: string) => Promise<VisitChanged>,
  ): Promise<VisitAnswer> {
    const typed = visitOf(body);
    const key = typeof body['key'] === 'string' && body['key'] !== '' ? body['key'] : newFormKey();
    const state = { act, typed, notice: null, doubts: [], key };
    try {
      const doubts = await this.unread(actor, reference, act, typed);
      if (doubts.length > 0) return { kind: 'page', status: 200, state: { ...state, doubts } };
      return {
        kind: 'done',
        visit: await change(typed, requestKey(key, { ...typed, act, seen: body['seen'] ?? null })),
      };
    } catch (error) {
      if (isAway(error))
        return { kind: 'page', status: 503, state: { ...state, notice: speech.say('notice.unavailable') } };
      if (!(error instanceof DomainError) || !['invalid', 'conflict'].includes(error.kind)) throw error;
      return {
        kind: 'page',
        status: statusOf[error.kind],
        state: { ...state, notice: refusalText(speech, error) },
      };
    }
  }

  /** Warnings about dates that are to be offered or moved to, and that nobody has read on the page before. */
  private async unread(
    actor: Actor,
    reference: string,
    act: VisitAct | null,
    { slots, anyway }: TypedVisit,
  ): Promise<readonly DoubtfulSlot[]> {
    if (act !== 'propose' && act !== 'offer' && act !== 'move') return [];
    if (slots.length === 0 || anyway === slotsText(slots)) return [];
    return this.proposals.doubts(actor, reference, slots);
  }
}

const noSlot: TypedSlot = { day: '', from: '', to: '' };

function actOf(body: Body): VisitAct | null {
  return visitActs.find((act) => act === body['do']) ?? null;
}

function proposalOf({ slots, place, visitors, functions, note, item }: TypedVisit) {
  return { slots, place, visitors, functions, note, ...(item !== '' && { item }) };
}

/** What is wrong, and with which of several dates. */
function refusalText(speech: Speech, { code, subject }: DomainError): string {
  const problem = noticeText(speech, `refusal.${code}`);
  const number = subject !== null && /^\d$/.test(subject) ? Number(subject) : null;
  return number === null ? problem : speech.say('visit.at-slot', { number, problem });
}
