import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { VisitSlot } from '#libs/persistence';
import {
  editOf,
  longestVisitMs,
  mostSlots,
  noVisit,
  overlaps,
  stepVisit,
  visitWaitsFor,
  type VisitCircumstances,
  type VisitPlan,
  type VisitStep,
} from './visit-rules.js';

const hour = 3_600_000;
const now = Date.UTC(2026, 2, 2, 9);
const at = (hours: number, length = 2): VisitSlot => ({
  startsAt: now + hours * hour,
  endsAt: now + (hours + length) * hour,
});
const around = (more: Partial<VisitCircumstances> = {}): VisitCircumstances => ({
  ...{ now, seen: null, busy: [] },
  ...more,
});

/** Throws what was refused, so that an example reads as its outcome. */
function after(plan: VisitPlan, step: VisitStep, circumstances = around()): VisitPlan {
  const outcome = stepVisit(plan, step, circumstances);
  if ('refusal' in outcome) throw new Error(outcome.refusal.code);
  return outcome.plan;
}

const offered = after(noVisit, { kind: 'offer', slots: [at(24), at(48)] });
const agreed = after(offered, { kind: 'choose', slot: 1 });
const wish = { text: 'Mardi', day: null, person: 'P-101', at: now };

const words = fc.constantFrom('Usine', 'Siège', '');
const slot = fc
  .tuple(fc.integer({ min: -40, max: 200 }), fc.integer({ min: -2, max: 14 }))
  .map(([hours, length]) => at(hours, length));
const step = fc.oneof(
  fc.array(slot, { maxLength: 6 }).map((slots): VisitStep => ({ kind: 'offer', slots })),
  fc.integer({ min: -1, max: 6 }).map((index): VisitStep => ({ kind: 'choose', slot: index })),
  slot.map((to): VisitStep => ({ kind: 'move', to })),
  fc
    .record({ place: words, note: words }, { requiredKeys: [] })
    .map((said): VisitStep => ({ kind: 'edit', ...said })),
  fc.constantFrom<VisitStep>({ kind: 'ask', wish }, { kind: 'cancel' }, { kind: 'withdraw' }),
);
const busy = fc.array(
  slot.filter(({ startsAt, endsAt }) => startsAt < endsAt),
  { maxLength: 3 },
);

describe('a visit', () => {
  it('never agrees on a date that is past, too long, or taken, whatever is tried in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(step, fc.nat({ max: 30 }), busy), { maxLength: 12 }), (tried) => {
        let plan = offered;
        let clock = now;
        for (const [wanted, hours, taken] of tried) {
          clock += hours * hour;
          const outcome = stepVisit(plan, wanted, { now: clock, seen: plan.sequence, busy: taken });
          if ('refusal' in outcome) continue;
          const next = outcome.plan;
          expect(next.sequence).toBe(plan.sequence + 1);
          expect(next.slots.length).toBeLessThanOrEqual(mostSlots);
          expect(next.slots.length).toBeGreaterThan(0);
          const isNewDate = outcome.kind === 'confirmed' || outcome.kind === 'moved';
          if (isNewDate) {
            const date = { startsAt: next.startsAt ?? 0, endsAt: next.endsAt ?? 0 };
            expect(next.state).toBe('confirmed');
            expect(date.startsAt).toBeGreaterThan(clock);
            expect(date.endsAt).toBeGreaterThan(date.startsAt);
            expect(date.endsAt - date.startsAt).toBeLessThanOrEqual(longestVisitMs);
            expect(taken.some((other) => overlaps(date, other))).toBe(false);
            expect([plan.startsAt, plan.endsAt]).not.toEqual([date.startsAt, date.endsAt]);
          } else expect([next.startsAt, next.endsAt]).toEqual([plan.startsAt, plan.endsAt]);
          if (outcome.kind === 'edited') {
            expect({ ...next, place: plan.place, note: plan.note }).toEqual({
              ...plan,
              sequence: next.sequence,
            });
            expect([next.place, next.note]).not.toEqual([plan.place, plan.note]);
          } else expect([next.place, next.note]).toEqual([plan.place, plan.note]);
          plan = next;
        }
      }),
    );
  });

  it('changes nothing any more once it was called off or withdrawn', () => {
    fc.assert(
      fc.property(
        step,
        fc.constantFrom<VisitStep>({ kind: 'cancel' }, { kind: 'withdraw' }),
        (wanted, end) => {
          const outcome = stepVisit(after(agreed, end), wanted, around());
          expect(outcome).toEqual({ refusal: { code: 'visit.over', slot: null } });
        },
      ),
    );
  });

  it('is changed by one of two who saw the same page', () => {
    fc.assert(
      fc.property(step, step, (first, second) => {
        const seen = around({ seen: agreed.sequence });
        const outcome = stepVisit(agreed, first, seen);
        fc.pre(!('refusal' in outcome));
        if ('refusal' in outcome) return;
        expect(stepVisit(outcome.plan, second, seen)).toEqual({
          refusal: { code: 'visit.changed', slot: null },
        });
      }),
    );
  });

  it('is written anew before a date is agreed and after it, not once it is over, and not in the same words', () => {
    for (const plan of [offered, agreed]) {
      const edited = stepVisit(plan, { kind: 'edit', place: 'Siège' }, around());
      expect(edited).toMatchObject({ kind: 'edited', plan: { place: 'Siège', note: plan.note } });
    }
    const noted = after(agreed, { kind: 'edit', place: 'Usine', note: 'Factures\r\nPlans' });
    expect(() => after(noted, { kind: 'edit', place: 'Usine', note: 'Factures\nPlans' })).toThrow(
      'visit.same-details',
    );
    expect(() => after(noted, { kind: 'edit' })).toThrow('visit.same-details');
    const later = around({ now: now + 60 * hour });
    expect(() => after(agreed, { kind: 'edit', place: 'Siège' }, later)).toThrow('visit.past');
    const asked = after(agreed, { kind: 'ask', wish });
    expect(after(asked, { kind: 'edit', note: 'Plans' }).wish).toEqual(wish);
  });

  it('says of an edit what was there before, and nothing of what was left alone', () => {
    const [before, next] = [
      { place: 'Usine', note: 'Factures' },
      { place: 'Siège', note: 'Factures' },
    ];
    expect(editOf(before, next)).toEqual({ place: { before: 'Usine', after: 'Siège' }, note: null });
    expect(editOf(next, { ...next, note: '' })).toEqual({
      place: null,
      note: { before: 'Factures', after: '' },
    });
  });

  it('offers no two dates that overlap, and says which one is wrong', () => {
    const refusal = (slots: readonly VisitSlot[], circumstances = around()) => {
      const outcome = stepVisit(noVisit, { kind: 'offer', slots }, circumstances);
      return 'refusal' in outcome ? [outcome.refusal.code, outcome.refusal.slot] : null;
    };
    expect(refusal([at(24), at(25)])).toEqual(['visit.slots-overlap', 2]);
    expect(refusal([at(24), at(26)])).toBeNull();
    expect(refusal([at(24), at(-1)])).toEqual(['visit.slot-past', 2]);
    expect(refusal([at(24, 0)])).toEqual(['visit.slot-backwards', 1]);
    expect(refusal([at(24, 13)])).toEqual(['visit.slot-long', 1]);
    expect(refusal([at(24)], around({ busy: [at(25)] }))).toEqual(['visit.slot-taken', 1]);
    expect(refusal([])).toEqual(['visit.no-slot', null]);
    expect(refusal([1, 2, 3, 4, 5, 6].map((days) => at(days * 24)))).toEqual(['visit.too-many-slots', null]);
  });

  it('waits for the company, for the team once the company asks or no date is left, then for nobody', () => {
    expect(visitWaitsFor(offered, now)).toBe('company');
    expect(visitWaitsFor(offered, now + 72 * hour)).toBe('team');
    const asked = after(offered, { kind: 'ask', wish });
    expect(visitWaitsFor(asked, now)).toBe('team');
    expect(visitWaitsFor(after(asked, { kind: 'offer', slots: [at(96)] }), now)).toBe('company');
    expect(visitWaitsFor(agreed, now)).toBeNull();
    expect(visitWaitsFor(after(agreed, { kind: 'ask', wish }), now)).toBe('team');
  });

  it('moves by another slot or by a date of its own, and stands while another one is asked for', () => {
    const moved = stepVisit(agreed, { kind: 'choose', slot: 0 }, around());
    expect(moved).toMatchObject({ kind: 'moved', plan: { startsAt: at(24).startsAt, wish: null } });
    const asked = after(agreed, { kind: 'ask', wish });
    expect(asked).toMatchObject({ state: 'confirmed', startsAt: agreed.startsAt });
    expect(after(asked, { kind: 'move', to: at(100) })).toMatchObject({ state: 'confirmed', wish: null });
    expect(() => after(offered, { kind: 'move', to: at(100) })).toThrow('visit.not-agreed');
    expect(() => after(agreed, { kind: 'choose', slot: 1 })).toThrow('visit.same-date');
    expect(() => after(agreed, { kind: 'cancel' }, around({ now: now + 60 * hour }))).toThrow('visit.past');
    const early = after(offered, { kind: 'choose', slot: 0 });
    expect(() => after(early, { kind: 'choose', slot: 1 }, around({ now: now + 30 * hour }))).toThrow(
      'visit.past',
    );
  });
});
