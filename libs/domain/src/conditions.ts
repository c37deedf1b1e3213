import { completionsOf } from './exclusion.js';
import type { CaseState, Condition, Fact, MeasureFact } from './model/index.js';

/** Evaluates a predicate. An unset fact makes every comparison false, so `not` of it is true. */
export function holds(state: CaseState, condition: Condition): boolean {
  if ('all' in condition) return condition.all.every((each) => holds(state, each));
  if ('any' in condition) return condition.any.some((each) => holds(state, each));
  if ('not' in condition) return !holds(state, condition.not);
  if ('known' in condition) return factOf(state, condition.known) !== undefined;
  if ('prepared' in condition) {
    return completionsOf(state, condition.prepared).some((by) => by.partners.includes(condition.partner));
  }
  const fact = factOf(state, condition.fact);
  if ('is' in condition) return fact === condition.is;
  if ('in' in condition) return condition.in.some((each) => each === fact);
  if (typeof fact !== 'number') return false;
  return 'atLeast' in condition ? fact >= condition.atLeast : fact <= condition.atMost;
}

/** The value of a case fact; own keys only, because keys come from definitions. */
export function factOf(state: CaseState, key: string): Fact | undefined {
  return Object.hasOwn(state.facts, key) ? state.facts[key] : undefined;
}

/** Narrows a fact to its entries; `Array.isArray` alone forgets their type. */
export function isMeasures(fact: Fact | undefined): fact is readonly MeasureFact[] {
  return Array.isArray(fact);
}
