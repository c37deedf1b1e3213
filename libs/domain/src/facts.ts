import { isLocalDate } from './business-time.js';
import { factOf, isMeasures } from './conditions.js';
import { refuse } from './draft.js';
import type { CaseState, Fact, FactRule, Facts, LocalDate, MeasureFact, TaskRule } from './model/index.js';
import { isRecord } from './shape.js';

const measureKey = /^[a-z][a-z0-9-]{0,15}$/;

/** An action plan has dozens of measures, not thousands; each becomes tasks and mails. */
const mostMeasures = 100;

/** The facts of an act as the task's rule asks for them; refuses unknown, missing and impossible ones, in that order. */
export function checkedFacts(state: CaseState, rule: TaskRule, given: unknown): Facts {
  if (!isRecord(given)) return refuse('command.malformed', 'facts');
  for (const key of Object.keys(given)) {
    // A key that no rule knows is the client's own text: it is not repeated (I8).
    if (!rule.facts.some((fact) => fact.key === key)) refuse('facts.unknown');
  }
  const entries: [string, Fact][] = [];
  for (const fact of rule.facts) {
    const value = Object.hasOwn(given, fact.key) ? given[fact.key] : undefined;
    if (value === undefined) {
      if (fact.required) refuse('facts.missing', fact.key);
      continue;
    }
    entries.push([fact.key, checkedFact(fact, value) ?? refuse('facts.invalid', fact.key)]);
  }
  const facts = Object.fromEntries(entries);
  for (const fact of rule.facts) {
    if (!isWithinPlan(state, fact, facts)) refuse('facts.invalid', fact.key);
  }
  const beyond = datesOf(rule, facts).find((date) => date > (state.calendar?.horizon.to ?? date));
  // Refused here, where it can be corrected, and not to whoever later opens what counts from it.
  if (beyond !== undefined) refuse('calendar.beyond-horizon', beyond);
  return facts;
}

function checkedFact(rule: FactRule, value: unknown): Fact | undefined {
  switch (rule.type) {
    case 'choice':
      return typeof value === 'string' && rule.choices.includes(value) ? value : undefined;
    case 'number':
      if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
      return value >= (rule.min ?? value) && value <= (rule.max ?? value) ? value : undefined;
    case 'date':
      return isLocalDate(value) ? value : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'measures':
      return checkedMeasures(rule.dated === true, value);
  }
}

function checkedMeasures(dated: boolean, value: unknown): readonly MeasureFact[] | undefined {
  if (!Array.isArray(value) || value.length > mostMeasures) return undefined;
  const measures = value.map((entry) => checkedMeasure(dated, entry));
  const valid = measures.filter((measure) => measure !== undefined);
  const keys = new Set(valid.map(({ key }) => key));
  return valid.length === value.length && keys.size === value.length ? valid : undefined;
}

function checkedMeasure(dated: boolean, value: unknown): MeasureFact | undefined {
  if (!isRecord(value)) return undefined;
  const { key, date, ...others } = value;
  if (typeof key !== 'string' || !measureKey.test(key) || Object.keys(others).length > 0) return undefined;
  if (date === undefined) return dated ? undefined : { key };
  return isLocalDate(date) ? { key, date } : undefined;
}

function datesOf(rule: TaskRule, facts: Facts): readonly LocalDate[] {
  return rule.facts.flatMap(({ key, type }) => {
    const fact = facts[key];
    if (isMeasures(fact)) return fact.flatMap(({ date }) => (date === undefined ? [] : [date]));
    return type === 'date' && typeof fact === 'string' ? [fact] : [];
  });
}

function isWithinPlan(state: CaseState, rule: FactRule, facts: Facts): boolean {
  const value = facts[rule.key];
  if (rule.type !== 'measures' || rule.subsetOf === undefined || !isMeasures(value)) return true;
  const whole = Object.hasOwn(facts, rule.subsetOf) ? facts[rule.subsetOf] : factOf(state, rule.subsetOf);
  return isMeasures(whole) && value.every(({ key }) => whole.some((each) => each.key === key));
}
