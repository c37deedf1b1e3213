import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CaseJourney, member, sampleActor, sampleActors, shortRules } from '#libs/testing';
import { outcomeOf, wantedOf } from './approval-rules.js';
import { approvalOutcomes, type ApprovalOutcome, type ApprovalRule, type Voice } from './index.js';

const committee = { role: 'committee' } as const;
const outcome = fc.constantFrom(...approvalOutcomes);
const numbers = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.nat(2))
  .map(([need, more]) => ({ need, among: need + more }));

const base: ApprovalRule = {
  ...{ key: 'consent', title: 'Consent', outcomes: approvalOutcomes, ladder: 'silent', reopens: ['file'] },
  due: { from: 'opening', duration: { amount: 10, unit: 'working days' } },
};

function voice(said: ApprovalOutcome, index: number, step: number): Voice {
  const person = `P-${step}-${index}`;
  const by = { person, organisation: null, partners: [] };
  return { seat: person, step, outcome: said, by, at: 0, reopens: [], conditions: [] };
}

describe('n of m', () => {
  it('comes to the same whatever the order of the voices', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(numbers, fc.array(outcome, { maxLength: 6 })), { minLength: 1, maxLength: 3 }),
        fc.infiniteStream(fc.nat()),
        (entries, order) => {
          const rule = { ...base, voices: entries.map(([each]) => ({ from: [committee], ...each })) };
          const voices = entries.flatMap(([, said], step) =>
            said.map((each, index) => voice(each, index, step)),
          );
          const shuffled = [...voices].map((each) => ({ each, at: order.next().value as number }));
          shuffled.sort((one, other) => one.at - other.at);
          const result = outcomeOf(rule, { voices } as never);
          expect(outcomeOf(rule, { voices: shuffled.map(({ each }) => each) } as never)).toBe(result);
        },
      ),
    );
  });

  it('approves exactly when every entry has the approvals that it needs, else objects as soon as one cannot have them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(numbers, fc.array(outcome, { maxLength: 6 })), { minLength: 1, maxLength: 3 }),
        (entries) => {
          const rule = { ...base, voices: entries.map(([each]) => ({ from: [committee], ...each })) };
          const voices = entries.flatMap(([, said], step) =>
            said.map((each, index) => voice(each, index, step)),
          );
          const count = (said: readonly ApprovalOutcome[], wanted: (each: ApprovalOutcome) => boolean) =>
            said.filter(wanted).length;
          const lacking = entries.filter(
            ([{ need }, said]) => count(said, (each) => each === 'approve') < need,
          );
          const blocked = lacking.filter(
            ([{ need, among }, said]) => among - count(said, (each) => each !== 'approve') < need,
          );
          const heard = blocked.flatMap(([, said]) => said.filter((each) => each !== 'approve'));
          const gravest = (['reject', 'return', 'defer'] as const).find((each) => heard.includes(each));
          expect(outcomeOf(rule, { voices } as never)).toBe(lacking.length === 0 ? 'approve' : gravest);
          expect(wantedOf(rule, { voices } as never)).toHaveLength(lacking.length);
        },
      ),
    );
  });

  it('is never decided by fewer than it needs nor after more than are heard, and order does not change a yes or a no', () => {
    fc.assert(
      fc.property(
        numbers,
        fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
        fc.boolean(),
        (each, said, turned) => {
          const heard = said.slice(0, each.among);
          const result = vote(each, turned ? [...heard].reverse() : heard);
          const yes = heard.filter((agrees) => agrees).length;
          expect(result.approved).toBe(yes >= each.need);
          expect(result.voices).toBeLessThanOrEqual(each.among);
          expect(result.voices).toBeGreaterThanOrEqual(Math.min(each.need, each.among - each.need + 1));
        },
      ),
    );
  });
});

/** Everybody says yes, or rejects. */
function vote(numbersOf: { readonly need: number; readonly among: number }, said: readonly boolean[]) {
  const approval = { voices: [{ from: [committee, { person: 'P-x' }], ...numbersOf }] };
  const journey = CaseJourney.opened({ rules: shortRules({ approval }) });
  journey.complete(sampleActors.technical, 'file');
  let voices = 0;
  for (const [index, agrees] of said.entries()) {
    if (!journey.openKeys().includes('consent')) break;
    const actor = index === 0 ? sampleActor({ person: 'P-x' }) : member(`P-${index}`);
    journey.decided(actor, 'consent', agrees ? 'approve' : 'reject');
    voices += 1;
  }
  expect(journey.openKeys()).not.toContain('consent');
  return { approved: journey.state.stage === 'second', voices };
}
