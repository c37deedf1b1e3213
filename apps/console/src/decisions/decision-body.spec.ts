import { describe, expect, it } from '@jest/globals';
import type { ItemView } from '#libs/cases';
import { bodyOf } from '../forms/form-encoding.js';
import {
  decisionFields,
  decisionInput,
  decisionOf,
  emptyDecision,
  problemsOf,
  type TypedDecision,
} from './decision-body.js';

const view = {
  item: { id: 'CCP-MA-2026-0001.admission.1' },
  decision: {
    outcomes: ['approve', 'return', 'reject', 'defer'],
    reopens: [],
    takesConditions: true,
    reasoned: ['return', 'reject', 'defer'],
    ranked: true,
  },
} as unknown as Pick<ItemView, 'item' | 'decision'>;

function typed(change: Partial<TypedDecision>): TypedDecision {
  return { ...emptyDecision, ...change };
}

describe('a posted decision', () => {
  it('is the same after it was read back', () => {
    const decision = typed({
      outcome: 'approve',
      reason: 'Sound',
      conditions: [
        { text: 'Send the permit', date: '2026-12-01' },
        { text: 'Name an energy manager', date: '2027-01-15' },
      ],
      reopens: ['report'],
      rank: '3',
    });
    expect(decisionOf(bodyOf(decisionFields(decision)))).toEqual(decision);
  });

  it('leaves out rows that stayed empty, wherever they stand', () => {
    const body = {
      'conditions.0.text': ' ',
      'conditions.1.text': 'Permit',
      'conditions.1.date': '2026-12-01',
      'conditions.2.date': '',
    };
    expect(decisionOf(body).conditions).toEqual([{ text: 'Permit', date: '2026-12-01' }]);
  });

  it('asks for the day of a condition, for a reason where one is needed, and for a rank on the waiting list', () => {
    expect(problemsOf(view, typed({ outcome: 'sideways' }))).toEqual({ outcome: 'problem.outcome' });
    expect(
      problemsOf(view, typed({ outcome: 'approve', conditions: [{ text: 'Permit', date: '' }] })),
    ).toEqual({ 'conditions-0': 'problem.condition' });
    expect(problemsOf(view, typed({ outcome: 'defer', rank: '0' }))).toEqual({
      reason: 'problem.reason',
      rank: 'problem.rank',
    });
    expect(problemsOf(view, typed({ outcome: 'defer', reason: 'Full', rank: '2' }))).toEqual({});
  });

  it('hands on what its outcome speaks of and nothing else', () => {
    const all = typed({
      reason: 'Because',
      conditions: [{ text: 'Permit', date: '2026-12-01' }],
      reopens: ['report'],
      rank: '2',
    });
    const item = 'CCP-MA-2026-0001.admission.1';
    expect(decisionInput(view, { ...all, outcome: 'approve' })).toEqual({
      ...{ item, outcome: 'approve', reason: 'Because' },
      conditions: all.conditions,
    });
    expect(decisionInput(view, { ...all, outcome: 'return' })).toEqual({
      ...{ item, outcome: 'return', reason: 'Because', reopens: ['report'] },
    });
    expect(decisionInput(view, { ...all, outcome: 'defer' })).toEqual({
      ...{ item, outcome: 'defer', reason: 'Because', rank: 2 },
    });
  });
});
