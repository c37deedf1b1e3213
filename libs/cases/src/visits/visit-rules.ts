import type { Instant } from '#libs/domain';
import type { Rewritten, Visit, VisitChangeKind, VisitEdit, VisitSlot, VisitWish } from '#libs/persistence';

/** As much of a visit as its rules look at. */
export type VisitPlan = Pick<
  Visit,
  'state' | 'sequence' | 'slots' | 'startsAt' | 'endsAt' | 'wish' | 'place' | 'note'
>;

/** What somebody wants to happen to a visit. `choose` counts slots from 0; `edit` leaves alone what it does not name. */
export type VisitStep =
  | { readonly kind: 'offer'; readonly slots: readonly VisitSlot[] }
  | { readonly kind: 'choose'; readonly slot: number }
  | { readonly kind: 'ask'; readonly wish: VisitWish }
  | { readonly kind: 'move'; readonly to: VisitSlot }
  | { readonly kind: 'edit'; readonly place?: string; readonly note?: string }
  | { readonly kind: 'cancel' | 'withdraw' };

export interface VisitCircumstances {
  readonly now: Instant;
  /** Sequence of the visit on the page that was answered; null for what nobody looked at. */
  readonly seen: number | null;
  /** Other agreed visits of who comes. */
  readonly busy: readonly VisitSlot[];
}

/** Why not; `slot` counts from 1 where it is about one of several. */
export interface VisitRefusal {
  readonly code: string;
  readonly slot: number | null;
}

export type VisitOutcome =
  { readonly plan: VisitPlan; readonly kind: VisitChangeKind } | { readonly refusal: VisitRefusal };

/** Slots that one proposal may offer. */
export const mostSlots = 5;

/** A visit that takes longer is several. */
export const longestVisitMs = 12 * 3_600_000;

/** What a visit is before anything was offered. */
export const noVisit: VisitPlan = {
  ...{ state: 'proposed', sequence: -1, slots: [] },
  ...{ startsAt: null, endsAt: null, wish: null, place: '', note: '' },
};

/** What becomes of a visit. Pure: the same visit, step and circumstances give the same outcome. */
export function stepVisit(plan: VisitPlan, step: VisitStep, around: VisitCircumstances): VisitOutcome {
  const refusal = refusalOf(plan, step, around);
  if (refusal) return { refusal };
  const next = { ...plan, sequence: plan.sequence + 1 };
  switch (step.kind) {
    case 'offer':
      return {
        plan: { ...next, slots: step.slots, wish: null },
        kind: plan.sequence < 0 ? 'proposed' : 'offered',
      };
    case 'choose':
    case 'move': {
      const to = step.kind === 'move' ? step.to : plan.slots[step.slot];
      const date = { startsAt: to?.startsAt ?? null, endsAt: to?.endsAt ?? null };
      return {
        plan: { ...next, ...date, state: 'confirmed', wish: null },
        kind: plan.state === 'confirmed' ? 'moved' : 'confirmed',
      };
    }
    case 'edit':
      return { plan: { ...next, ...written(plan, step) }, kind: 'edited' };
    case 'ask':
      return { plan: { ...next, wish: step.wish }, kind: 'asked' };
    case 'cancel':
      return { plan: { ...next, state: 'cancelled', wish: null }, kind: 'cancelled' };
    case 'withdraw':
      return { plan: { ...next, state: 'withdrawn', wish: null }, kind: 'withdrawn' };
  }
}

type Details = Pick<VisitPlan, 'place' | 'note'>;

/** What was written anew between two states of a visit. */
export function editOf(before: Details, after: Details): VisitEdit {
  const rewritten = (part: keyof Details): Rewritten | null =>
    sameWords(before[part], after[part]) ? null : { before: before[part], after: after[part] };
  return { place: rewritten('place'), note: rewritten('note') };
}

function isEdit({ place, note }: VisitEdit): boolean {
  return place !== null || note !== null;
}

function written({ place, note }: Details, step: VisitStep & { readonly kind: 'edit' }): Details {
  return { place: step.place ?? place, note: step.note ?? note };
}

/** Browsers end lines their own way: that alone is no edit. */
function sameWords(one: string, other: string): boolean {
  return one.replaceAll('\r\n', '\n') === other.replaceAll('\r\n', '\n');
}

/** Whose turn it is: nobody's once a date is agreed, the team's again when none of the slots is to come any more. */
export function visitWaitsFor(plan: VisitPlan, now: Instant): 'company' | 'team' | null {
  const { state, wish, slots } = plan;
  if (state === 'confirmed') return wish !== null && !isOver(plan, now) ? 'team' : null;
  if (state !== 'proposed') return null;
  return wish !== null || slots.every(({ startsAt }) => startsAt <= now) ? 'team' : 'company';
}

/** An agreed visit whose time is up. */
export function isOver({ state, endsAt }: Pick<VisitPlan, 'state' | 'endsAt'>, now: Instant): boolean {
  return state === 'confirmed' && endsAt !== null && endsAt <= now;
}

/** Whether two times share a moment; one may begin when the other ends. */
export function overlaps(one: VisitSlot, other: VisitSlot): boolean {
  return one.startsAt < other.endsAt && other.startsAt < one.endsAt;
}

/** Why a slot cannot be offered or agreed on; null where it can. */
export function slotProblem(
  slot: VisitSlot,
  { now, busy }: Pick<VisitCircumstances, 'now' | 'busy'>,
): string | null {
  if (slot.endsAt <= slot.startsAt) return 'visit.slot-backwards';
  if (slot.endsAt - slot.startsAt > longestVisitMs) return 'visit.slot-long';
  if (slot.startsAt <= now) return 'visit.slot-past';
  return busy.some((other) => overlaps(slot, other)) ? 'visit.slot-taken' : null;
}

function refusalOf(plan: VisitPlan, step: VisitStep, around: VisitCircumstances): VisitRefusal | null {
  const { seen, now } = around;
  const refused = (code: string, slot: number | null = null): VisitRefusal => ({ code, slot });
  if (seen !== null && seen !== plan.sequence) return refused('visit.changed');
  if (plan.state === 'cancelled' || plan.state === 'withdrawn') return refused('visit.over');
  switch (step.kind) {
    case 'offer':
      return plan.state === 'confirmed' ? refused('visit.agreed') : offerProblem(step.slots, around);
    case 'choose': {
      const slot = plan.slots[step.slot];
      if (!slot) return refused('visit.slot-unknown');
      // What took place is not agreed on again; whoever arranges it may move it, if nobody came.
      if (isOver(plan, now)) return refused('visit.past');
      return sameDate(plan, slot) ?? asRefusal(slotProblem(slot, around));
    }
    case 'move':
      if (plan.state !== 'confirmed') return refused('visit.not-agreed');
      return sameDate(plan, step.to) ?? asRefusal(slotProblem(step.to, around));
    case 'edit':
      if (isOver(plan, now)) return refused('visit.past');
      return isEdit(editOf(plan, written(plan, step))) ? null : refused('visit.same-details');
    case 'ask':
    case 'cancel':
    case 'withdraw':
      return isOver(plan, now) ? refused('visit.past') : null;
  }
}

function offerProblem(slots: readonly VisitSlot[], around: VisitCircumstances): VisitRefusal | null {
  if (slots.length === 0) return { code: 'visit.no-slot', slot: null };
  if (slots.length > mostSlots) return { code: 'visit.too-many-slots', slot: null };
  for (const [index, slot] of slots.entries()) {
    const code = slotProblem(slot, around);
    if (code !== null) return { code, slot: index + 1 };
    if (slots.slice(0, index).some((earlier) => overlaps(slot, earlier)))
      return { code: 'visit.slots-overlap', slot: index + 1 };
  }
  return null;
}

function sameDate({ state, startsAt, endsAt }: VisitPlan, slot: VisitSlot): VisitRefusal | null {
  const isSame = state === 'confirmed' && startsAt === slot.startsAt && endsAt === slot.endsAt;
  return isSame ? { code: 'visit.same-date', slot: null } : null;
}

function asRefusal(code: string | null): VisitRefusal | null {
  return code === null ? null : { code, slot: null };
}
